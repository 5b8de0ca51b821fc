use opsmith::{Client, operation};

#[operation(service = "chime", path = "/files/<Path+>")]
pub struct GetFile {
    pub path: u32,
}

fn main() {
    let _ = async |client: &Client| GetFile::new(7).send(client).await;
}
