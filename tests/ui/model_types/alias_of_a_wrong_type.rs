use opsmith::{Client, operation};

type Limit = String;

#[operation(service = "chime")]
pub struct ListRooms {
    pub account_id: String,
    pub max_results: Option<Limit>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new("a").max_results("3").send(client).await;
}
