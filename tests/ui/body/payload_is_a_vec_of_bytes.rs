use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/files")]
pub struct PutFile {
    #[op(payload)]
    pub data: Vec<u8>,
}

fn main() {
    let _ = async |client: &Client| PutFile::new(vec![1]).send(client).await;
}
