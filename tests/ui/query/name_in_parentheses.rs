use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
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
