use opsmith::shape;

#[shape]
pub struct Room {
    pub name: &'static str,
}

fn main() {
    let _ = Room { name: "n" };
}
