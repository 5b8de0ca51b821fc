use opsmith::{output, shape};

#[shape(methods = "none")]
#[output]
pub enum Role {
    Member,
    #[op(other)]
    Other(String),
}

#[output]
#[shape]
#[opsmith::shape]
pub struct Room {
    pub name: String,
}

#[output(methods = "all")]
pub struct Rooms {
    pub names: Vec<String>,
}

fn main() {
    let role = Role::from("Member".to_owned());
    println!("{role:?} {} {:?}", role.as_str(), Room::new("n").name);
    println!("{:?}", Rooms { names: vec![] }.names);
}
