use opsmith::{Blob, Client, operation};

#[operation(service = "chime", path = "/files")]
pub struct PutFile {
    #[op(payload)]
    pub data: Blob,
    #[op(payload)]
    pub more: Blob,
}

fn main() {
    let _ = async |client: &Client| {
        PutFile::new(Blob::from(vec![1]), Blob::from(vec![2]))
            .send(client)
            .await
    };
}
