use opsmith::{Client, service};

#[service(id = "chime")]
pub struct Chime<const N: usize>;

fn main() {
    let _ = |client: &Client| Chime::new(client);
}
