use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct CreateRoom {
    #[op(default)]
    pub name: Option<String>,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new().name("n").send(client).await;
}
