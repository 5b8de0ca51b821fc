use opsmith::shape;

#[shape]
pub struct Room<'a> {
    pub name: &'a str,
}

fn main() {
    let _ = Room { name: "n" };
}
