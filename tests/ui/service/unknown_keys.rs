use opsmith::{Client, Service, service};

#[service(
    id = "chime",
    renameall = "PascalCase",
    region = "us-east-1",
    service = "chime"
)]
pub struct Chime;

fn main() {
    fn known<T: Service>() {}
    known::<Chime>();
    let _ = |client: &Client| Chime::new(client);
}
