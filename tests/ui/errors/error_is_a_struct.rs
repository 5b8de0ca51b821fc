use opsmith::{ApiError, Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[derive(Debug, ApiError)]
pub struct ChimeError {
    pub message: Option<String>,
}

#[operation(service = Rooms, path = "/rooms", error = ChimeError)]
pub struct ListRooms {}

fn main() {
    fn known<T: ApiError>() {}
    known::<ChimeError>();
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
