use opsmith::{Client, operation, output, service, shape};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms/<RoomId>", method = "PUT", output = PutRoomOutput)]
pub struct PutRoom {
    pub room_id: &str,
    pub name: Option<str>,
    pub tags: &[Tag],
}

#[output]
pub struct PutRoomOutput {
    pub owner: str,
}

#[shape]
pub struct Tag {
    pub key: Option<&str>,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let tag = Tag::new().key("k");
        let output = PutRoom::new("r", &[tag]).name("n").send(client).await?;
        println!("{}", output.owner);
        Ok(())
    };
}
