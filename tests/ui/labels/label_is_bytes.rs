use opsmith::{Blob, Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms/<Digest>")]
pub struct GetRoom {
    pub digest: Blob,
}

fn main() {
    let digest = Blob::from(vec![1]);
    let _ = async |client: &Client| GetRoom::new(digest).send(client).await;
}
