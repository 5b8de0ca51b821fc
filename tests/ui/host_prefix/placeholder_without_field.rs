use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms", host_prefix = "<AccountId>.")]
pub struct ListRooms {
    #[op(query)]
    pub member: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().member("m").send(client).await;
}
