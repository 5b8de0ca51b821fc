use opsmith::{Client, Timestamp, operation, shape};

#[shape(service = "chime")]
pub struct Room {
    #[op(timestamp = "epoch-seconds")]
    pub created_timestamp: Option<Timestamp>,
    #[op(timestamp = "date-time")]
    pub updated_timestamp: Option<Timestamp>,
}

#[operation(service = "chime")]
pub struct CreateRoom {
    pub account_id: String,
    #[op(idempotency_token)]
    pub name: String,
}

fn main() {
    let _ = |room: Room| (room.created_timestamp, room.updated_timestamp);
    let _ = async |client: &Client| CreateRoom::new("a", "n").send(client).await;
}
