use opsmith::{Output, output};

#[output]
#[opsmith::shape]
pub struct Room {
    pub name: String,
}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    known::<Room>();
}
