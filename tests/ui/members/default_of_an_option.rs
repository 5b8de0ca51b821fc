use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct CreateRoom {
    #[op(default)]
    pub name: Option<String>,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new().name("n").send(client).await;
}
