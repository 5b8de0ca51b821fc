use opsmith::{ApiError, ErrorBody, Unmodeled};

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[op(code = "ThrottledClientException", status = 429, retry = "throtling")]
    Throttled(ErrorBody),
    #[op(code = "ServiceUnavailableException", status = 503, retry = "always")]
    Unavailable(ErrorBody),
    #[op(code = "ServiceFailureException", status = 500, retry)]
    Failure(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    fn known<T: ApiError>() {}
    known::<ChimeError>();
}
