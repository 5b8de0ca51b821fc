use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/files/<Path+>/versions/<Version>")]
pub struct GetVersion {
    pub path: String,
    pub version: String,
}

fn main() {
    let _ = async |client: &Client| GetVersion::new("p", "v").send(client).await;
}
