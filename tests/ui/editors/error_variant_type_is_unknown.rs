use opsmith::{ApiError, Client, Unmodeled, operation};

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[op(code = "NotFoundException", status = 404)]
    NotFound(RoomGone),
    #[op(other)]
    Other(Unmodeled),
}

#[operation(service = "chime", path = "/rooms", error = ChimeError)]
pub struct ListRooms {}

fn main() {
    fn known<T: ApiError>() {}
    known::<ChimeError>();
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
