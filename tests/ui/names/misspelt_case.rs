use opsmith::{Output, output, shape};

#[output(rename_all = "pascal_case")]
pub struct CreateRoomOutput {
    pub name: Option<String>,
}

#[shape(rename_all = "CamelCase")]
pub struct Room {
    pub room_id: String,
}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    known::<CreateRoomOutput>();
    let _ = |output: CreateRoomOutput| println!("{:?}", output.name);
    let _ = Room {
        room_id: "r".to_owned(),
    };
}
