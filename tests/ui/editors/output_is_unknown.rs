use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms", output = ListRoomsOutptu)]
pub struct ListRooms {
    #[op(query)]
    pub token: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().token("t").send(client).await;
}
