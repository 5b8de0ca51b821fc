use opsmith::{Client, operation};

#[operation(
    service = "chime",
    method = "PUT",
    auth = "none",
    checksum = "md5",
    compression = "gzip"
)]
pub struct GetRoom {
    pub account_id: String,
    pub room_id: String,
}

#[operation(service = "location", host_prefix = "maps.", unsigned_payload)]
pub struct ListMaps {}

#[operation(service = "sso", auth = "sigv4", host_prefix = "portal.")]
pub struct Logout {
    pub access_token: String,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("a", "r").send(client).await;
    let _ = async |client: &Client| ListMaps::new().send(client).await;
    let _ = async |client: &Client| Logout::new("t").send(client).await;
}
