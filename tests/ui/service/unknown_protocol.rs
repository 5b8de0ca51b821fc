use opsmith::{Client, Service, service};

#[service(id = "lambda", protocol = "awsJson1_0")]
pub struct Lambda;

#[service(id = "chime", protocol = "restJson")]
pub struct Chime;

fn main() {
    fn known<T: Service>() {}
    known::<Chime>();
    known::<Lambda>();
    let _ = |client: &Client| Chime::new(client);
}
