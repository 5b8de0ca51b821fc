use opsmith::{Client, Service, service};

#[service(signing_name = "execute-api")]
pub struct Orders;

fn main() {
    fn known<T: Service>() {}
    known::<Orders>();
    let _ = |client: &Client| Orders::new(client);
}
