use opsmith::{Client, operation};

pub struct Tag {
    pub key: String,
}

#[operation(service = "chime", path = "/rooms")]
pub struct CreateRoom {
    pub tags: Vec<Tag>,
    pub first: Option<Tag>,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new(vec![]).send(client).await;
}
