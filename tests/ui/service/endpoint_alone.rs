use opsmith::{Client, Service, service};

#[service(endpoint = "https://example.com")]
pub struct Orders;

fn main() {
    fn known<T: Service>() {}
    known::<Orders>();
    let _ = |client: &Client| Orders::new(client);
}
