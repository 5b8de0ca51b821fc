use opsmith::{Client, operation, output, service, shape};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Chat;

#[operation(service = Chat, path = "/rooms", output = Room)]
pub struct GetRoom {}

#[output(rename_all = "PascalCase")]
#[shape(rename_all = "camelCase", path = "/rooms")]
#[derive(Debug)]
pub struct Room {
    #[op(header = "X-Name")]
    pub name: String,
    #[op(renam = "Topic")]
    pub topic: Option<String>,
}

#[shape]
pub struct Rooms {
    pub rooms: Vec<Room>,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let room = GetRoom::new().send(client).await?;
        println!("{} {:?}", room.name, room.topic);
        let rooms = Rooms::new([room, Room::new("n").topic("t")]);
        println!("{rooms:?} {}", rooms.rooms.len());
        Ok(())
    };
}
