use opsmith::{ApiError, ErrorBody, Unmodeled};

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[op(rename = "NotFoundException")]
    NotFound(ErrorBody),
    #[op(code = "ConflictException", stauts = 409)]
    Conflict(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    fn known<T: ApiError>() {}
    known::<ChimeError>();
}
