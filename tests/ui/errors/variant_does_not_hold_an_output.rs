use opsmith::{ApiError, Unmodeled};

#[derive(Debug)]
pub struct RoomGone {
    pub room_id: String,
}

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[op(code = "NotFoundException", status = 404)]
    NotFound(RoomGone),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    fn known<T: ApiError>() {}
    known::<ChimeError>();
}
