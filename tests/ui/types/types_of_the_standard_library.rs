use opsmith::{Client, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

#[operation(service = Rooms, path = "/rooms/<RoomId>", output = Room)]
pub struct GetRoom {
    pub room_id: String,
}

#[output(rename_all = "PascalCase")]
pub struct Room {
    pub name: Option<String>,
    pub idle: Option<std::time::Duration>,
    pub file: PathBuf,
    pub created: Option<SystemTime>,
    pub owner: Arc<str>,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let room = GetRoom::new("r").send(client).await?;
        println!("{:?} {:?} {:?}", room.name, room.idle, room.created);
        Ok(())
    };
}
