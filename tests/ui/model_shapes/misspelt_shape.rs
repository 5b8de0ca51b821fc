use opsmith::shape;

#[shape(service = "chime")]
pub struct Rooom {
    pub name: Option<String>,
}

#[shape(service = "chime", name = "Rom")]
pub struct Chat {
    pub name: Option<String>,
}

#[shape(service = "chime")]
pub struct Something {
    pub name: Option<String>,
}

fn main() {
    let _ = |a: Rooom, b: Chat, c: Something| (a.name, b.name, c.name);
}
