use opsmith::{ApiError, ErrorBody, Unmodeled};

#[derive(Debug, ApiError)]
#[op(service = "chime")]
pub enum ChimeError {
    #[op(status = 400)]
    NotFound(ErrorBody),
    #[op(code = "ForbiddenException", status = 403)]
    Denied(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    let _ = |error: ChimeError| matches!(error, ChimeError::NotFound(_) | ChimeError::Denied(_));
}
