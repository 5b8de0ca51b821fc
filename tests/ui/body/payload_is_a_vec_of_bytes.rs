use opsmith::{Client, operation};

#[operation(service = "chime", path = "/files")]
pub struct PutFile {
    #[op(payload)]
    pub data: Vec<u8>,
}

fn main() {
    let _ = async |client: &Client| PutFile::new(vec![1]).send(client).await;
}
