use opsmith::{Client, operation};

#[operation(
    service = "chime",
    path = "/rooms",
    checksum = "sha256",
    compression = "zstd"
)]
pub struct CreateRoom {
    pub name: String,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new("n").send(client).await;
}
