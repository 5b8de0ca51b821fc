use opsmith::{Client, operation, shape};

#[operation(service = "chime", path = "/rooms")]
#[op(sensitive)]
pub struct CreateRoom {
    pub name: String,
}

#[shape]
#[op(rename_all = "PascalCase")]
pub struct Room {
    pub name: String,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new("n").send(client).await;
    let _ = Room {
        name: String::new(),
    };
}
