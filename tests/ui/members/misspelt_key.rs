use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(qeury = "max-results")]
    pub max_results: Option<i32>,
    #[op(sensitve)]
    pub name: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().max_results(1).name("n").send(client).await;
}
