use opsmith::shape;

#[shape]
fn room() {}

fn main() {
    room();
}
