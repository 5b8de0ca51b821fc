use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation};

#[derive(ApiError)]
pub enum ChimeError {
    #[op(code = "NotFoundException", status = 404)]
    NotFound(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[operation(service = "chime", path = "/rooms", error = ChimeError)]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
