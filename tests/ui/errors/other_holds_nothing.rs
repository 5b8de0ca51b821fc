use opsmith::{ApiError, ErrorBody};

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[op(code = "NotFoundException", status = 404)]
    NotFound(ErrorBody),
    #[op(other)]
    Other,
}

#[derive(Debug, ApiError)]
pub enum IvsError {
    #[op(other, code = "NotFoundException")]
    Other(String),
}

fn main() {
    fn known<T: ApiError>() {}
    known::<ChimeError>();
    known::<IvsError>();
}
