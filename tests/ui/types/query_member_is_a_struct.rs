use opsmith::{Client, operation, shape};

#[shape]
pub struct Filter {
    pub name: String,
}

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(query = "filter")]
    pub filter: Option<Filter>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
