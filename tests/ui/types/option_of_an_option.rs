use opsmith::{Client, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms/<RoomId>", output = Room)]
pub struct GetRoom {
    pub room_id: String,
}

#[output(rename_all = "PascalCase")]
pub struct Room {
    pub name: Option<String>,
    pub topic: Option<Option<String>>,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let room = GetRoom::new("r").send(client).await?;
        println!("{:?} {:?}", room.name, room.topic);
        Ok(())
    };
}
