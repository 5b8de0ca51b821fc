use opsmith::{ApiError, ErrorBody, Unmodeled};

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[op(code = "NotFoundException", status = 404)]
    NotFound,
    #[op(code = "ConflictException", status = 409)]
    Conflict { message: String },
    #[op(code = "BadRequestException", status = 400)]
    BadRequest(ErrorBody, String),
    #[op(code = "ForbiddenException", status = 403)]
    Forbidden(String),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    fn known<T: ApiError>() {}
    known::<ChimeError>();
}
