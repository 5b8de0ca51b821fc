use opsmith::{Client, operation};

#[operation(
    service = "chime",
    path = "/accounts/<AccountId>/rooms",
    method = "GET"
)]
pub struct ListRooms {
    pub account_id: String,
    pub member_id: Option<String>,
    #[op(rename = "Max")]
    pub max_results: Option<i32>,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new("a")
            .member_id("m")
            .max_results(5)
            .send(client)
            .await
    };
}
