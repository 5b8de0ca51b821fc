use opsmith::{ApiError, ErrorBody, Unmodeled};

#[derive(Debug, ApiError)]
#[op(code = "NotFoundException")]
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
