use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms", method = "post")]
pub struct CreateRoom {
    pub name: String,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new("n").send(client).await;
}
