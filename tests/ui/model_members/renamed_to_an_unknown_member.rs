use opsmith::{Client, operation};

#[operation(service = "chime")]
pub struct GetRoom {
    pub account_id: String,
    #[op(rename = "RomId")]
    pub id: String,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("a", "r").send(client).await;
}
