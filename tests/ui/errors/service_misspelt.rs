use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation};

#[operation(service = "chime", error = RoomError)]
pub struct DeleteRoom {
    pub account_id: String,
    pub room_id: String,
}

#[operation(service = "chime", error = QuotedError)]
pub struct DeleteAccount {
    pub account_id: String,
}


#[operation(service = "chime", error = ForgottenError)]
pub struct GetAccount {
    pub account_id: String,
}

#[derive(Debug, ApiError)]
#[op(servce = "chime")]
pub enum RoomError {
    NotFound(ErrorBody),
    Forbidden(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[derive(Debug, ApiError)]
#[op(service = chime)]
pub enum QuotedError {
    NotFound(ErrorBody),
    Forbidden(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[derive(Debug, ApiError)]
pub enum ForgottenError {
    NotFound(ErrorBody),
    Forbidden(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        if let Err(error) = DeleteRoom::new("a", "r").send(client).await {
            match error.service_error() {
                Some(RoomError::NotFound(body)) => println!("{:?}", body.message()),
                _ => return Err(error.into()),
            }
        }
        if let Err(error) = DeleteAccount::new("a").send(client).await {
            match error.service_error() {
                Some(QuotedError::Forbidden(body)) => println!("{:?}", body.message()),
                _ => return Err(error.into()),
            }
        }
        if let Err(error) = GetAccount::new("a").send(client).await {
            match error.service_error() {
                Some(ForgottenError::Forbidden(body)) => println!("{:?}", body.message()),
                _ => return Err(error.into()),
            }
        }
        Ok(())
    };
}
