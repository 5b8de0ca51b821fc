use opsmith::{ApiError, ErrorBody, Unmodeled};

#[derive(Debug, ApiError)]
#[op(service = "chime")]
pub enum ChimeError {
    ThrottledClients(ErrorBody),
    #[op(code = "NotFoundExeption")]
    NotFound(ErrorBody),
    Weather(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    let _ = |error: ChimeError| {
        matches!(
            error,
            ChimeError::ThrottledClients(_) | ChimeError::NotFound(_) | ChimeError::Weather(_)
        )
    };
}
