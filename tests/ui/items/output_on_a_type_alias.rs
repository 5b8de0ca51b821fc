use opsmith::output;

#[output]
pub type GetRoomOutput = String;

fn main() {
    let _: GetRoomOutput = String::new();
}
