use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct CreateRoom {
    pub name: String,
    pub tags: Vec<Tagg>,
    #[op(query)]
    pub mode: Mode,
    #[op(header = "X-Kind")]
    pub kind: Option<Kind>,
}

fn main() {
    let _ = async |client: &Client, request: CreateRoom| request.send(client).await;
}
