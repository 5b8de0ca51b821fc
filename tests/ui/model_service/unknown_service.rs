use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation, output, shape};

#[operation(service = "chmie", output = ListRoomsOutput, error = ChimeError)]
pub struct ListRooms {
    pub account_id: String,
}

#[output(service = "ivs-chat")]
pub struct ListRoomsOutput {
    #[op(default)]
    pub rooms: Vec<Room>,
}

#[shape(service = "Chime")]
pub struct Room {
    pub name: Option<String>,
}

#[derive(Debug, ApiError)]
#[op(service = "chimes")]
pub enum ChimeError {
    NotFound(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    let _ = async |client: &Client| {
        let output = ListRooms::new("a").send(client).await?;
        Ok::<_, opsmith::Error<ChimeError>>(output.rooms)
    };
}
