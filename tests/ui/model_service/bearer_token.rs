use opsmith::{Client, operation};

#[operation(service = "codecatalyst")]
pub struct ListSpaces {
    pub next_token: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ListSpaces::new().next_token("n").send(client).await;
}
