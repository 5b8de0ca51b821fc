use opsmith::{Client, operation};

#[operation(service = "chime", path = "/accounts/<Id>/rooms/<Id>")]
pub struct GetRoom {
    pub id: String,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("r").send(client).await;
}
