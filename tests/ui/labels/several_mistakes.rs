use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(
    service = Rooms,
    path = "/accounts/<AccountId>/rooms/<RoomId>/<Part>"
)]
pub struct GetRoom {
    #[op(label)]
    pub member: String,
    pub room_id: Option<String>,
    pub part: Vec<String>,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("m", vec![]).room_id("r").send(client).await;
}
