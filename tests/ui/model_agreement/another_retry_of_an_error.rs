use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation};

#[derive(Debug, ApiError)]
#[op(service = "account")]
pub enum AccountError {
    #[op(retry = "transient")]
    TooManyRequests(ErrorBody),
    #[op(retry = "transient")]
    ResourceNotFound(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[operation(service = "account", error = AccountError)]
pub struct GetContactInformation {}

fn main() {
    let _ = async |client: &Client| GetContactInformation::new().send(client).await;
}
