use opsmith::{Client, operation, output, service, shape};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[shape]
pub struct RoomId(String);

#[operation(service = Rooms, path = "/rooms/<RoomId>", output = Room)]
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
