use opsmith::{Client, operation};

#[operation(
    service = "chime",
    path = "/rooms",
    method = "GET",
    path = "/accounts",
    method = "POST"
)]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
