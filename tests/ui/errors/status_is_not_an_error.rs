use opsmith::{ApiError, ErrorBody, Unmodeled};

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[op(code = "NotFoundException", status = 200)]
    NotFound(ErrorBody),
    #[op(code = "ConflictException", status = 600)]
    Conflict(ErrorBody),
    #[op(code = "BadRequestException", status = "400")]
    BadRequest(ErrorBody),
    #[op(code = "ForbiddenException", status = -403)]
    Forbidden(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    fn known<T: ApiError>() {}
    known::<ChimeError>();
}
