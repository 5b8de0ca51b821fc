use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(query = "max-results" sensitive)]
    pub max_results: Option<i32>,
    #[op(sensitive query = "token")]
    pub token: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new()
            .max_results(1)
            .token("t")
            .send(client)
            .await
    };
}
