use opsmith::{Client, operation};

#[derive(Debug)]
pub enum ChimeError {
    NotFound,
}

#[operation(service = "chime", path = "/rooms", error = ChimeError)]
pub struct GetRoom {}

fn main() {
    let _ = async |client: &Client| GetRoom::new().send(client).await;
}
