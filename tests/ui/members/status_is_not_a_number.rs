use opsmith::{Output, output};

#[output]
pub struct ListRoomsOutput {
    #[op(status)]
    pub status: String,
}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    known::<ListRoomsOutput>();
    let _ = |output: ListRoomsOutput| println!("{:?}", output.status);
}
