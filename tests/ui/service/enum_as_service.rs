use opsmith::{Client, Service, service};

#[service(id = "chime")]
pub enum Chime {
    Rooms,
}

fn main() {
    fn known<T: Service>() {}
    known::<Chime>();
    let _ = |client: &Client| Chime::new(client);
}
