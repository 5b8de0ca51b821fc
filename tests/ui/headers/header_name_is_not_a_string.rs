use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(header = X-Request-Id)]
    pub request_id: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().request_id("r").send(client).await;
}
