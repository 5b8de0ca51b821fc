use opsmith::{Client, Output, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(prefix_headers = "X-Meta-")]
    pub metadata: Vec<String>,
}

#[output]
pub struct GetRoomOutput {
    #[op(prefix_headers = "X-Meta-")]
    pub metadata: Option<String>,
}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    known::<GetRoomOutput>();
    let _ = |output: GetRoomOutput| println!("{:?}", output.metadata);
    let _ = async |client: &Client| ListRooms::new(vec![]).send(client).await;
}
