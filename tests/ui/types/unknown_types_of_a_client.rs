use opsmith::{Client, operation, output, service, shape};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms/<RoomId>", method = "PUT")]
pub struct PutRoom {
    pub room_id: String,
    pub kind: Option<Knd>,
    pub tags: Vec<Tg>,
}

#[operation(service = "ivschat", output = ListRoomsOutput)]
pub struct ListRooms {
    pub next_token: Option<Strin>,
}

#[output(service = "ivschat", operation = "ListRooms")]
pub struct ListRoomsOutput {
    pub rooms: Vec<RoomSumary>,
}

#[shape]
pub enum Kind {
    Open,
    #[op(other)]
    Other(String),
}

#[shape]
pub struct Tag {
    pub key: String,
}

#[shape(service = "ivschat")]
pub struct RoomSummary {
    pub name: Option<String>,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let rooms = Rooms::new(client);
        rooms.put_room("r", vec![Tag::new("k")]).kind(Kind::Open).await?;
        for room in ListRooms::new().send(client).await?.rooms {
            println!("{:?}", room.name);
        }
        println!("{:?}", RoomSummary::new().name);
        Ok(())
    };
}
