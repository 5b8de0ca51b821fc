use opsmith::{Client, operation, output, service, shape};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms/<RoomId>", output = Room, timeout = 5)]
pub struct GetRoom {
    #[op(uri)]
    pub room_id: String,
    #[op(querystring = "locale")]
    pub locale: Option<String>,
}

#[output]
pub struct Room {
    #[op(locationName = "Name")]
    pub name: Option<String>,
    pub owner: Option<Owner>,
}

#[shape]
pub struct Owner {
    #[op(alias = "Id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let room = GetRoom::new("r").locale("de").send(client).await?;
        println!("{:?} {:?}", room.name, room.owner.map(|owner| owner.id));
        Ok(())
    };
}
