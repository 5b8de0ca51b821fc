use opsmith::{Client, operation};

#[operation(service = "chime", path = "/accounts/<AccountId>/rooms")]
pub struct ListRooms {
    pub account_id: String,
    #[op(query = "max_results")]
    pub max_results: Option<i32>,
    #[op(query = "next-token")]
    pub token: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new("a").max_results(5).token("t").send(client).await
    };
}
