use opsmith::{Client, Service, service};

#[derive(Debug)]
pub enum ChimeError {
    NotFound,
}

#[service(id = "chime", error = ChimeError)]
pub struct Chime;

fn main() {
    fn known<T: Service>() {}
    known::<Chime>();
    let _ = |client: &Client| Chime::new(client);
}
