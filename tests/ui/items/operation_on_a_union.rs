use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub union GetRoom {
    pub id: u64,
}

fn main() {
    let room = GetRoom { id: 1 };
    let _ = async |client: &Client| room.send(client).await;
}
