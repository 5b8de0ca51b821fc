use opsmith::{Client, Output, operation, output};

pub struct Room {
    pub name: String,
}

#[operation(service = "chime", path = "/rooms")]
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
