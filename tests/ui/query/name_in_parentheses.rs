use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(query("max-results"))]
    pub max_results: Option<i32>,
    #[op(query = next_token)]
    pub next_token: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new()
            .max_results(1)
            .next_token("t")
            .send(client)
            .await
    };
}
