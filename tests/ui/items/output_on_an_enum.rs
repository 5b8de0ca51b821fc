use opsmith::{Client, Output, operation, output};

#[output]
pub enum GetRoomOutput {
    Found(String),
    Missing,
}

#[operation(service = "chime", path = "/rooms", output = GetRoomOutput)]
pub struct GetRoom {}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    known::<GetRoomOutput>();
    let _ = async |client: &Client| GetRoom::new().send(client).await;
}
