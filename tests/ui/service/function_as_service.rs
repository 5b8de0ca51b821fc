use opsmith::service;

#[service(id = "chime")]
fn chime() {}

fn main() {
    chime();
}
