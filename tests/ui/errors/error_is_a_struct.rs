use opsmith::{ApiError, Client, operation};

#[derive(Debug, ApiError)]
pub struct ChimeError {
    pub message: Option<String>,
}

#[operation(service = "chime", path = "/rooms", error = ChimeError)]
pub struct ListRooms {}

fn main() {
    fn known<T: ApiError>() {}
    known::<ChimeError>();
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
