use opsmith::{Blob, Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/files")]
pub struct PutFile {
    #[op(payload)]
    pub data: Blob,
    #[op(payload)]
    pub more: Blob,
}

fn main() {
    let _ = async |client: &Client| {
        PutFile::new(Blob::from(vec![1]), Blob::from(vec![2]))
            .send(client)
            .await
    };
}
