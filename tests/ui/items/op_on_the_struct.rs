use opsmith::{Client, operation, service, shape};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
#[op(sensitive)]
pub struct CreateRoom {
    pub name: String,
}

#[shape]
#[op(rename_all = "PascalCase")]
pub struct Room {
    pub name: String,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new("n").send(client).await;
    let _ = Room {
        name: String::new(),
    };
}
