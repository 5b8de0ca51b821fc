use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation};

#[operation(service = "chime", path = "/rooms/<RoomId>", error = ChimeError)]
pub struct DeleteRoom {
    pub room_id: String,
}

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[op(code = "com.amazonaws.ivschat#NotFoundException", status = 404)]
    NotFound(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        if let Err(error) = DeleteRoom::new("r").send(client).await {
            match error.service_error() {
                Some(ChimeError::NotFound(body)) => println!("{body:?}"),
                _ => return Err(error.into()),
            }
        }
        Ok(())
    };
}
