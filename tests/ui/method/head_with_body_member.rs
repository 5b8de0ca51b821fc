use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms", method = "HEAD")]
pub struct HeadRooms {
    pub name: String,
}

fn main() {
    let _ = async |client: &Client| HeadRooms::new("n").send(client).await;
}
