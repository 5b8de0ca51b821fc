use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/files")]
pub struct PutFiles {
    #[op(payload)]
    pub names: Vec<String>,
}

fn main() {
    let _ = async |client: &Client| PutFiles::new(vec![]).send(client).await;
}
