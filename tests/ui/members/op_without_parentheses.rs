use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op]
    pub token: Option<String>,
    #[op = "query"]
    pub name: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().token("t").name("n").send(client).await;
}
