use opsmith::{Client, operation};

#[operation(service = "chime", path = "/files/<Path+>/versions/<Version>")]
pub struct GetVersion {
    pub path: String,
    pub version: String,
}

fn main() {
    let _ = async |client: &Client| GetVersion::new("p", "v").send(client).await;
}
