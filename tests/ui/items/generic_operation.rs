use opsmith::{Client, operation, service, wire::Encode};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct CreateRoom<T: Encode + Send + Sync + std::fmt::Debug + 'static> {
    pub metadata: T,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::<String>::new("n".to_owned()).send(client).await;
}
