use opsmith::{Client, operation};

#[operation(service = "ivschat")]
pub struct CreateRoom {
    pub logging_configuration_identifiers: Option<Vec<Option<String>>>,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new().send(client).await;
}
