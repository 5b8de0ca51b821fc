use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct CreateRoom {
    #[op(query, rename = "max-results")]
    pub max_results: i32,
    #[op(header = "X-Name", rename = "Name")]
    pub name: String,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new(5, "n").send(client).await;
}
