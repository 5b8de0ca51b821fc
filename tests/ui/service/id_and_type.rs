use opsmith::{Client, Service, operation, service};

#[service(id = "chime")]
pub struct Chime;

#[operation(service = "chime", service = Chime, path = "/rooms")]
pub struct ListRooms {}

fn main() {
    fn known<T: Service>() {}
    let _ = async |client: &Client| ListRooms::new().send(client).await;
    known::<Chime>();
    let _ = |client: &Client| Chime::new(client);
}
