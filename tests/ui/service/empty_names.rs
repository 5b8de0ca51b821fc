use opsmith::{Client, Service, service};

#[service(id = "")]
pub struct Chime;

#[service(signing_name = "", endpoint = "https://example.com")]
pub struct Orders;

fn main() {
    fn known<T: Service>() {}
    known::<Chime>();
    known::<Orders>();
    let _ = |client: &Client| Chime::new(client);
}
