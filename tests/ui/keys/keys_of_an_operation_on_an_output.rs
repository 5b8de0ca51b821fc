use opsmith::{Output, output, shape};

#[output(path = "/rooms", renmae_all = "PascalCase")]
pub struct GetRoomOutput {
    pub name: Option<String>,
}

#[shape(rename = "Room")]
pub struct Room {
    pub name: Option<String>,
}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    known::<GetRoomOutput>();
    let _ = |output: GetRoomOutput| println!("{:?}", output.name);
    let _ = Room { name: None };
}
