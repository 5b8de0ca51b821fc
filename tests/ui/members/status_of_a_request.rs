use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(status)]
    pub status: i32,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new(200).send(client).await;
}
