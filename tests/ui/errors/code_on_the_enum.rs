use opsmith::{ApiError, ErrorBody, Unmodeled};

#[derive(Debug, ApiError)]
#[op(service = "chime")]
pub enum ChimeError {
    #[op(code = "NotFoundException", status = 404)]
    NotFound(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    fn known<T: ApiError>() {}
    known::<ChimeError>();
}
