use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms/<RoomId>", error = ChimeError)]
pub struct DeleteRoom {
    pub room_id: String,
}

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[op(other)]
    Other(Unmodeled),
    #[op(code = "NotFoundException", status = 404)]
    NotFound(ErrorBody),
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
