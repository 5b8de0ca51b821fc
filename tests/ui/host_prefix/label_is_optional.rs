use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms", host_prefix = "<AccountId>.")]
pub struct ListRooms {
    #[op(query)]
    pub account_id: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().account_id("a").send(client).await;
}
