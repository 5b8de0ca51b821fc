use opsmith::{Blob, Client, Output, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[output]
pub struct GetFileOutput {
    #[op(payload)]
    pub data: Blob,
    pub name: Option<String>,
}

#[operation(service = Rooms, path = "/files", output = GetFileOutput)]
pub struct GetFile {}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    known::<GetFileOutput>();
    let _ = async |client: &Client| GetFile::new().send(client).await.map(|output| output.name);
}
