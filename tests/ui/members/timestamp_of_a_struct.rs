use opsmith::{Client, operation, shape};

#[shape]
pub struct Room {
    pub name: String,
}

#[operation(service = "chime", path = "/rooms")]
pub struct CreateRoom {
    #[op(timestamp = "date-time")]
    pub room: Room,
}

fn main() {
    let room = Room {
        name: "n".to_owned(),
    };
    let _ = async |client: &Client| CreateRoom::new(room).send(client).await;
}
