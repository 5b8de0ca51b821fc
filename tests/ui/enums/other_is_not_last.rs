use opsmith::{Client, operation, output, service, shape};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[shape]
pub enum State {
    #[op(other)]
    Other(String),
    Open,
}

#[operation(service = Rooms, path = "/rooms/<RoomId>", output = Room)]
pub struct GetRoom {
    pub room_id: String,
}

#[output]
pub struct Room {
    pub state: Option<State>,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let room = GetRoom::new("r").send(client).await?;
        println!("{}", room.state.is_some());
        Ok(())
    };
}
