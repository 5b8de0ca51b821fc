use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/files/<Path+>")]
pub struct GetFile {
    pub path: u32,
}

fn main() {
    let _ = async |client: &Client| GetFile::new(7).send(client).await;
}
