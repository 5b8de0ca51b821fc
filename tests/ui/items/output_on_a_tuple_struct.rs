use opsmith::{Output, output};

#[output]
pub struct GetRoomOutput(pub String);

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    known::<GetRoomOutput>();
}
