use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(query = "token", header = "X-Token")]
    pub token: Option<String>,
    #[op(payload, query)]
    pub filter: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().token("t").filter("f").send(client).await;
}
