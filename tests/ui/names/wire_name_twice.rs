use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms", rename_all = "PascalCase")]
pub struct CreateRoom {
    pub name: String,
    #[op(rename = "Name")]
    pub title: String,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new("n", "t").send(client).await;
}
