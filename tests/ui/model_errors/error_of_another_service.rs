use opsmith::{ApiError, ErrorBody, Unmodeled};

#[derive(Debug, ApiError)]
#[op(service = "ivschat")]
pub enum ChatError {
    NotFound(ErrorBody),
    Throttling(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    let _ = |error: ChatError| matches!(error, ChatError::NotFound(_));
}
