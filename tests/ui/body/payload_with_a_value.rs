use opsmith::{Blob, Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/files")]
pub struct PutFile {
    #[op(payload = "json")]
    pub data: Blob,
}

fn main() {
    let _ = async |client: &Client| PutFile::new(Blob::from(vec![1])).send(client).await;
}
