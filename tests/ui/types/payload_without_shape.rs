use opsmith::{Client, Output, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

pub struct Room {
    pub name: String,
}

#[operation(service = Rooms, path = "/rooms")]
pub struct CreateRoom {
    #[op(payload)]
    pub room: Room,
}

#[output]
pub struct CreateRoomOutput {
    #[op(payload)]
    pub room: Option<Room>,
}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    let _ = async |client: &Client| {
        CreateRoom::new(Room {
            name: "n".to_owned(),
        })
        .send(client)
        .await
    };
    known::<CreateRoomOutput>();
    let _ = |output: CreateRoomOutput| output.room.map(|room| room.name);
}
