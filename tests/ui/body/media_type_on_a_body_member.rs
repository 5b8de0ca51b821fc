use opsmith::{Client, operation};

#[operation(service = "chime", path = "/files")]
pub struct PutFile {
    #[op(media_type = "application/json")]
    pub metadata: String,
}

fn main() {
    let _ = async |client: &Client| PutFile::new("m").send(client).await;
}
