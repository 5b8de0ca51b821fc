use opsmith::{Client, operation};

#[operation(service = "chime")]
pub struct CreateRooms {
    pub account_id: String,
    pub name: String,
}

#[operation(service = "chime", name = "ListRoms")]
pub struct Rooms {
    pub account_id: String,
}

fn main() {
    let _ = async |client: &Client| CreateRooms::new("a", "n").send(client).await;
    let _ = async |client: &Client| Rooms::new("a").send(client).await;
}
