use opsmith::{Client, operation, output, shape};

#[operation(service = "chime", output = ListRoomsOutput)]
pub struct ListRooms {
    pub account_id: String,
}

#[output(service = "chime")]
pub struct ListRoomsOutput {
    #[op(default)]
    pub rooms: Vec<RoomMembership>,
}

#[shape(service = "chime")]
pub struct RoomMembership {
    pub room_id: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new("a")
            .send(client)
            .await
            .map(|output| output.rooms.len())
    };
}
