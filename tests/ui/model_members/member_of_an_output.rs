use opsmith::output;

#[output(service = "chime")]
pub struct GetRoomOutput {
    pub name: Option<String>,
    pub rom: Option<opsmith::Document>,
}

fn main() {
    let _ = |output: GetRoomOutput| (output.name, output.rom);
}
