use opsmith::output;
use std::borrow::Cow;

#[output]
pub struct GetRoomOutput<'a> {
    pub name: Cow<'a, str>,
}

fn main() {
    let room = GetRoomOutput {
        name: Cow::Borrowed("n"),
    };
    println!("{}", room.name);
}
