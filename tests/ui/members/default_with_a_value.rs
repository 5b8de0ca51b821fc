use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct CreateRoom {
    #[op(default = 5)]
    pub size: i32,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new().size(1).send(client).await;
}
