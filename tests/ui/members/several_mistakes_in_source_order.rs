use opsmith::{Client, Timestamp, operation};

#[operation(
    service = "chimes",
    path = "/rooms/<RoomId>/",
    method = "GTE",
    output = "Room",
    colour = "red"
)]
pub struct GetRoom {
    #[op(query = "a", header = "A")]
    pub a: String,
    #[op(timestamp = "http")]
    pub b: Timestamp,
    #[op(default)]
    pub c: Option<String>,
    #[op(hedaer = "D")]
    pub d: String,
    #[op(idempotency_token)]
    pub e: String,
}

fn main() {
    let now = Timestamp::from_secs(0).unwrap();
    let _ = async |client: &Client| GetRoom::new("a", now, "d", "e").c("c").send(client).await;
}
