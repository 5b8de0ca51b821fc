use opsmith::{Blob, Client, operation};

#[operation(service = "chime", path = "/files")]
pub struct PutFile {
    #[op(payload, media_type = "json")]
    pub data: Blob,
}

fn main() {
    let _ = async |client: &Client| PutFile::new(Blob::from(vec![1])).send(client).await;
}
