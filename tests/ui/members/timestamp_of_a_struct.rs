use opsmith::{Client, operation, service, shape};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[shape]
pub struct Room {
    pub name: String,
}

#[operation(service = Rooms, path = "/rooms")]
pub struct CreateRoom {
    #[op(timestamp = "date-time")]
    pub room: Room,
}

fn main() {
    let room = Room {
        name: "n".to_owned(),
    };
    let _ = async |client: &Client| CreateRoom::new(room).send(client).await;
}
