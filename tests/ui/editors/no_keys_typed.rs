use opsmith::{Client, operation};

#[operation]
pub struct ListRooms {
    pub account_id: String,
    pub next_token: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new("a").next_token("t").send(client).await;
}
