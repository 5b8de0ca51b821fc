use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms/<RoomId>")]
pub struct GetRoom {
    pub room_id: (String, String),
}

fn main() {
    let _ = async |client: &Client| {
        GetRoom::new(("a".to_owned(), "r".to_owned()))
            .send(client)
            .await
    };
}
