use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms/<RoomId>/<Part>")]
pub struct GetRoom {
    #[op(default)]
    pub room_id: String,
    #[op(label, default)]
    pub part: String,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new().room_id("r").part("p").send(client).await;
}
