use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(header)]
    pub request_id: Option<String>,
    #[op(prefix_headers)]
    pub trace: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new()
            .request_id("r")
            .trace("t")
            .send(client)
            .await
    };
}
