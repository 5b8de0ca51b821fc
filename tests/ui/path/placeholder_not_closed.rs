use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms/<RoomId/members")]
pub struct ListMembers {
    pub room_id: String,
}

fn main() {
    let _ = async |client: &Client| ListMembers::new("r").send(client).await;
}
