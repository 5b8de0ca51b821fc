use opsmith::{Client, Output, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[output]
pub struct ListRoomsOutput {
    #[op(header = "ETag")]
    pub e_tag: Option<String>,
    #[op(header = "etag")]
    pub tag: Option<String>,
}

#[operation(service = Rooms, path = "/rooms", output = ListRoomsOutput)]
pub struct ListRooms {}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    known::<ListRoomsOutput>();
    let _ = async |client: &Client| ListRooms::new().send(client).await.map(|output| output.e_tag);
}
