use opsmith::{Client, Service, service};

#[service(id = "chime")]
pub struct Chime {
    pub region: String,
}

fn main() {
    fn known<T: Service>() {}
    known::<Chime>();
    let _ = |client: &Client| Chime::new(client);
}
