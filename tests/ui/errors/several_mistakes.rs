use opsmith::{ApiError, Client, ErrorBody, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[op(code = "NotFoundException", status = 204)]
    NotFound,
    Conflict(ErrorBody),
    #[op(code = "NotFoundException", retry = "never")]
    Gone(ErrorBody),
}

#[operation(service = Rooms, path = "/rooms", error = ChimeError)]
pub struct ListRooms {}

fn main() {
    fn known<T: ApiError>() {}
    known::<ChimeError>();
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
