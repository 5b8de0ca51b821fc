use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms?member-id=<MemberId>")]
pub struct ListRooms {
    #[op(query = "member-id")]
    pub member_id: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().member_id("m").send(client).await;
}
