use opsmith::{Client, operation};

#[operation(service = "chime", path = "/count")]
pub struct PutCount {
    #[op(payload)]
    pub count: i64,
}

fn main() {
    let _ = async |client: &Client| PutCount::new(7).send(client).await;
}
