use opsmith::{Client, operation};

#[operation(service = "ivschat", unlisted, path = "/ArchiveRoom")]
pub struct ArchiveRoom {
    pub identifier: String,
    #[op(unlisted, rename = "reason")]
    pub reason: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ArchiveRoom::new("i").reason("r").send(client).await;
}
