use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms/<RoomId>")]
pub struct GetRoom<'a> {
    pub room_id: &'a str,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("r").send(client).await;
}
