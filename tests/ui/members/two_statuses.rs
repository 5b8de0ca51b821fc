use opsmith::{Output, output};

#[output]
pub struct ListRoomsOutput {
    #[op(status)]
    pub status: i32,
    #[op(status)]
    pub code: i32,
}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    known::<ListRoomsOutput>();
    let _ = |output: ListRoomsOutput| println!("{:?} {:?}", output.status, output.code);
}
