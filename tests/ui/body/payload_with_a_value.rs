use opsmith::{Blob, Client, operation};

#[operation(service = "chime", path = "/files")]
pub struct PutFile {
    #[op(payload = "json")]
    pub data: Blob,
}

fn main() {
    let _ = async |client: &Client| PutFile::new(Blob::from(vec![1])).send(client).await;
}
