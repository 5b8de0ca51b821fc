use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation};

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

#[operation(service = "chime", path = "/rooms", error = OrdersError)]
pub struct ListRooms {}

fn main() {
    fn known<T: ApiError>() {}
    known::<OrdersError>();
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
