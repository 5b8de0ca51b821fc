use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct CreateRoom {
    #[op(sensitive = true)]
    pub name: String,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new("n").send(client).await;
}
