use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(query = "")]
    pub max_results: Option<i32>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().max_results(1).send(client).await;
}
