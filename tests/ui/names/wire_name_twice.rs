use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms", rename_all = "PascalCase")]
pub struct CreateRoom {
    pub name: String,
    #[op(rename = "Name")]
    pub title: String,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new("n", "t").send(client).await;
}
