use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[op(code = "NotFoundException", status = 404)]
    NotFound(ErrorBody),
    Other(Unmodeled),
}

#[operation(service = Rooms, path = "/rooms", error = ChimeError)]
pub struct ListRooms {}

fn main() {
    fn known<T: ApiError>() {}
    known::<ChimeError>();
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
