use opsmith::{Client, operation, wire::Encode};

#[operation(service = "chime", path = "/rooms")]
pub struct CreateRoom<T: Encode + Send + Sync + std::fmt::Debug + 'static> {
    pub metadata: T,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::<String>::new("n".to_owned()).send(client).await;
}
