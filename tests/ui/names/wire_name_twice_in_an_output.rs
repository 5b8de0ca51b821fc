use opsmith::{Client, Output, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[output(rename_all = "camelCase")]
pub struct CreateRoomOutput {
    #[op(rename = "roomId")]
    pub id: Option<String>,
    pub room_id: Option<String>,
}

#[operation(service = Rooms, path = "/rooms", output = CreateRoomOutput)]
pub struct CreateRoom {}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    known::<CreateRoomOutput>();
    let _ = async |client: &Client| CreateRoom::new().send(client).await.map(|output| output.room_id);
}
