use opsmith::{Client, Service, operation, service};

#[service]
pub struct Chime;

#[operation(service = Chime, path = "/rooms")]
pub struct ListRooms {
    pub name: String,
}

fn main() {
    fn known<T: Service>() {}
    known::<Chime>();
    let _ = |client: &Client| Chime::new(client);
    let _ = async |client: &Client| ListRooms::new("n").send(client).await;
    let _ = |client: &Client| Chime::new(client).list_rooms("n");
}
