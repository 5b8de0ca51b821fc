use opsmith::{Client, Service, service};

#[service(id = "chime", signing_name = "chime", endpoint = "https://example.com")]
pub struct Chime;

fn main() {
    fn known<T: Service>() {}
    known::<Chime>();
    let _ = |client: &Client| Chime::new(client);
}
