use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/files", compression = "gzip")]
pub struct ListFiles {
    #[op(query)]
    pub prefix: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ListFiles::new().prefix("p").send(client).await;
}
