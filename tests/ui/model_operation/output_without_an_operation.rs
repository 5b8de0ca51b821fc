use opsmith::output;

#[output(service = "chime")]
pub struct ListRomsOutput {
    pub next_token: Option<String>,
}

#[output(service = "chime")]
pub struct Rooms {
    pub next_token: Option<String>,
}

#[output(service = "chime", operation = "ListRom")]
pub struct Page {
    pub next_token: Option<String>,
}

#[output(operation = "ListRooms")]
pub struct Pages {
    pub next_token: Option<String>,
}

fn main() {
    let _ = |a: ListRomsOutput, b: Rooms, c: Page, d: Pages| {
        (a.next_token, b.next_token, c.next_token, d.next_token)
    };
}
