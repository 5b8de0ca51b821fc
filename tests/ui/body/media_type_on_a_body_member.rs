use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/files")]
pub struct PutFile {
    #[op(media_type = "application/json")]
    pub metadata: String,
}

fn main() {
    let _ = async |client: &Client| PutFile::new("m").send(client).await;
}
