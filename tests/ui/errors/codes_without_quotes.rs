use opsmith::{ApiError, ErrorBody, Unmodeled};

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[op(code = NotFoundException, status = 404)]
    NotFound(ErrorBody),
    #[op(code = "ConflictException", status = "409", retry = transient)]
    Conflict(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    fn known<T: ApiError>() {}
    known::<ChimeError>();
}
