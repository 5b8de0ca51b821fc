//! One call of a service that speaks restJson1.

use opsmith::{Client, operation, output, shape};

#[operation(service = "chime", output = GetRoomResponse)]
struct GetRoom {
    account_id: String,
    room_id: String,
}

#[output(service = "chime")]
struct GetRoomResponse {
    room: Option<Room>,
}

#[shape(service = "chime")]
struct Room {
    name: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env().await?;
    let output = GetRoom::new("account", "room").send(&client).await?;
    println!("{:?}", output.room.and_then(|room| room.name));
    Ok(())
}
