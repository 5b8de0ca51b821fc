use opsmith::{Client, operation};

#[operation(service = "chime", path = "/files")]
pub struct PutFiles {
    #[op(payload)]
    pub names: Vec<String>,
}

fn main() {
    let _ = async |client: &Client| PutFiles::new(vec![]).send(client).await;
}
