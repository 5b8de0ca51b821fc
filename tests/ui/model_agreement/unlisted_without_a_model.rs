use opsmith::{Client, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, unlisted, path = "/rooms", output = RoomList)]
pub struct ListRooms {
    #[op(query = "color")]
    pub color: Option<String>,
}

#[output(unlisted)]
pub struct RoomList {
    #[op(unlisted)]
    pub count: Option<i32>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().color("red").send(client).await.map(|list| list.count);
}
