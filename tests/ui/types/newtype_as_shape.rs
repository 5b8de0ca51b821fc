use opsmith::{Client, operation, output, shape};

#[shape]
pub struct RoomId(String);

#[operation(service = "chime", path = "/rooms/<RoomId>", output = Room)]
pub struct GetRoom {
    pub room_id: String,
}

#[output]
pub struct Room {
    pub id: Option<RoomId>,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let room = GetRoom::new("r").send(client).await?;
        println!("{}", room.id.is_some());
        Ok(())
    };
}
