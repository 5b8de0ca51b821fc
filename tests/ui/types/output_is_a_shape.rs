use opsmith::{Client, operation, shape};

#[shape]
pub struct Room {
    pub name: String,
}

#[operation(service = "chime", path = "/rooms", output = Room)]
pub struct GetRoom {}

fn main() {
    let _ = async |client: &Client| GetRoom::new().send(client).await.map(|output| output.name);
}
