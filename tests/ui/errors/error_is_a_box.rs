use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms/<RoomId>", output = GetRoomOutput, error = Box<dyn std::error::Error>)]
pub struct GetRoom {
    pub room_id: String,
    #[op(query)]
    pub name: Option<String>,
}

#[output(rename_all = "PascalCase")]
pub struct GetRoomOutput {
    pub room_id: Option<String>,
}

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[op(code = "NotFoundException")]
    NotFound(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        match GetRoom::new("a").name("n").send(client).await {
            Ok(output) => println!("{:?}", output.room_id),
            Err(error) => match error.service_error() {
                Some(ChimeError::NotFound(body)) => println!("{:?}", body.message()),
                Some(ChimeError::Other(other)) => println!("{:?}", other.code()),
                None => return Err(error.into()),
            },
        }
        let output = GetRoom::new("a").send(client).await?;
        println!("{:?}", output.room_id);
        Ok(())
    };
}
