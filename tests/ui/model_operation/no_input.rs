use opsmith::{Client, operation};

#[operation(service = "chime")]
pub struct GetGlobalSettings {
    pub account_id: String,
}

fn main() {
    let _ = async |client: &Client| GetGlobalSettings::new("a").send(client).await;
}
