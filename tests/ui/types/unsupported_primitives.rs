use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms/<Initial>")]
pub struct CreateRoom {
    pub initial: char,
    #[op(query)]
    pub size: u128,
    pub count: usize,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new('a', 1, 2).send(client).await;
}
