use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct CreateRoom {
    #[op(default = 5)]
    pub size: i32,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new().size(1).send(client).await;
}
