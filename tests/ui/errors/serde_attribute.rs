use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation};

#[operation(service = "chime", error = RoomError)]
pub struct DeleteRoom {
    pub account_id: String,
    pub room_id: String,
}

#[derive(Debug, ApiError)]
#[op(service = "chime")]
pub enum RoomError {
    NotFound(ErrorBody),
    #[serde(other)]
    Other(Unmodeled),
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        if let Err(error) = DeleteRoom::new("a", "r").send(client).await {
            match error.service_error() {
                Some(RoomError::Other(other)) => println!("{:?}", other.code()),
                _ => return Err(error.into()),
            }
        }
        Ok(())
    };
}
