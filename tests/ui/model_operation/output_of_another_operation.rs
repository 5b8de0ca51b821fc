use opsmith::{Client, operation, output, shape};

#[operation(service = "chime", output = GetRoomOutput)]
pub struct ListRooms {
    pub account_id: String,
}

#[output(service = "chime")]
pub struct GetRoomOutput {
    pub room: Option<Room>,
}

#[shape(service = "chime")]
pub struct Room {
    pub name: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new("a")
            .send(client)
            .await
            .map(|output| output.room)
    };
}
