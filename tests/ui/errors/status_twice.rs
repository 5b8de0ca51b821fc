use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[derive(Debug, ApiError)]
pub enum OrdersError {
    #[op(status = 404)]
    NotFound(ErrorBody),
    #[op(status = 404)]
    Gone(ErrorBody),
    #[op(status = 200)]
    Fine(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[operation(service = Rooms, path = "/rooms", error = OrdersError)]
pub struct ListRooms {}

fn main() {
    fn known<T: ApiError>() {}
    known::<OrdersError>();
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
