use opsmith::{ApiError, ErrorBody, Unmodeled};

#[derive(Debug, ApiError)]
pub enum ChimeError {
    NotFound(ErrorBody),
    #[op(retry = "transient")]
    Conflict(ErrorBody),
    #[op(code = "")]
    BadRequest(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    fn known<T: ApiError>() {}
    known::<ChimeError>();
}
