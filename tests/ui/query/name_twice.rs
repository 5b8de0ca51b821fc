use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(query = "max-results")]
    pub max_results: Option<i32>,
    #[op(query = "max-results")]
    pub limit: Option<i32>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().max_results(1).limit(2).send(client).await;
}
