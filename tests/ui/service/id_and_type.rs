use opsmith::{Client, Service, operation, service};

#[service(id = "chime")]
pub struct Chime;

#[operation(service = "chime", service = Chime)]
pub struct ListRooms {
    pub account_id: String,
}

fn main() {
    fn known<T: Service>() {}
    let _ = async |client: &Client| ListRooms::new("a").send(client).await;
    known::<Chime>();
    let _ = |client: &Client| Chime::new(client);
}
