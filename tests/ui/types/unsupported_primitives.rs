use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms/<Initial>")]
pub struct CreateRoom {
    pub initial: char,
    #[op(query)]
    pub size: u128,
    pub count: usize,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new('a', 1, 2).send(client).await;
}
