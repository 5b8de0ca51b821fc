use opsmith::{Client, Timestamp, operation, output, shape};

#[operation(service = "chime", output = ListRoomsOutput)]
pub struct ListRooms {
    pub account: String,
    pub max_results: Option<String>,
    #[op(header = "next-token")]
    pub next_token: Option<String>,
}

#[output(service = "chime")]
pub struct ListRoomsOutput {
    pub rooms: Option<Room>,
    pub next_tokens: Option<String>,
}

#[shape(service = "chime")]
pub struct Room {
    pub room_id: Option<i64>,
    pub created: Option<Timestamp>,
    pub updated_timestamp: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        let output = ListRooms::new("a").max_results("3").send(client).await?;
        Ok::<_, opsmith::Error<opsmith::Unmodeled>>(output.rooms.and_then(|room| room.room_id))
    };
}
