use opsmith::{ApiError, ErrorBody, Unmodeled};

#[derive(Debug, ApiError)]
#[op(service = "chime")]
pub enum ChimeError {
    NotFound(ErrorBody),
    NotFoundException(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    let _ = |error: ChimeError| matches!(error, ChimeError::NotFound(_));
}
