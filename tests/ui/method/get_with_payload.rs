use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms", method = "GET")]
pub struct ListRooms {
    #[op(payload)]
    pub filter: String,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new("f").send(client).await;
}
