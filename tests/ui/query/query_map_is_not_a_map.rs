use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(query_map)]
    pub filter: Option<String>,
}

#[operation(service = "chime", path = "/tags")]
pub struct ListTags {
    #[op(query_map)]
    pub tags: Vec<String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().filter("f").send(client).await;
    let _ = async |client: &Client| ListTags::new(vec![]).send(client).await;
}
