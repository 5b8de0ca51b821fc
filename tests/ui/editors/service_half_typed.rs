use opsmith::{Client, operation};

#[operation(service = "chi", path = "/rooms")]
pub struct ListRooms {
    #[op(query)]
    pub account_id: String,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new("a").send(client).await;
}
