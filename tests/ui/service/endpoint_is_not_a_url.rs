use opsmith::{Client, Service, service};

#[service(signing_name = "execute-api", endpoint = "api.example.com/prod")]
pub struct Orders;

#[service(signing_name = "execute-api", endpoint = "ftp://example.com")]
pub struct Files;

#[service(signing_name = "execute-api", endpoint = "https://")]
pub struct Nowhere;

#[service(signing_name = "execute-api", endpoint = "")]
pub struct Nothing;

fn main() {
    fn known<T: Service>() {}
    known::<Orders>();
    known::<Files>();
    known::<Nowhere>();
    known::<Nothing>();
    let _ = |client: &Client| Orders::new(client);
}
