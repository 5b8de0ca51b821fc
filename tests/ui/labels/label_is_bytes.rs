use opsmith::{Blob, Client, operation};

#[operation(service = "chime", path = "/rooms/<Digest>")]
pub struct GetRoom {
    pub digest: Blob,
}

fn main() {
    let digest = Blob::from(vec![1]);
    let _ = async |client: &Client| GetRoom::new(digest).send(client).await;
}
