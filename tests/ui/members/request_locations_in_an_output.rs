use opsmith::{Output, output};

#[output]
pub struct ListRoomsOutput {
    #[op(label)]
    pub id: Option<String>,
    #[op(query = "token")]
    pub token: Option<String>,
}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    known::<ListRoomsOutput>();
    let _ = |output: ListRoomsOutput| println!("{:?} {:?}", output.id, output.token);
}
