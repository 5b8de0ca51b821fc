use opsmith::{Blob, Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/files")]
pub struct PutFile {
    #[op(payload)]
    pub data: Blob,
    pub name: String,
    #[op(rename = "Size")]
    pub size: Option<i64>,
}

fn main() {
    let _ = async |client: &Client| {
        PutFile::new(Blob::from(vec![1]), "n")
            .size(1)
            .send(client)
            .await
    };
}
