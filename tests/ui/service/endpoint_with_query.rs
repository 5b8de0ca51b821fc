use opsmith::{Client, Service, service};

#[service(
    signing_name = "execute-api",
    endpoint = "https://example.com/prod?stage=1"
)]
pub struct Orders;

#[service(
    signing_name = "execute-api",
    endpoint = "https://user:password@example.com"
)]
pub struct Users;

#[service(signing_name = "execute-api", endpoint = "https://example.com/<Stage>")]
pub struct Stages;

#[service(signing_name = "execute-api", endpoint = "https://example.com:port")]
pub struct Ports;

fn main() {
    fn known<T: Service>() {}
    known::<Orders>();
    known::<Users>();
    known::<Stages>();
    known::<Ports>();
    let _ = |client: &Client| Orders::new(client);
}
