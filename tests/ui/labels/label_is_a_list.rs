use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms/<RoomIds>")]
pub struct GetRooms {
    pub room_ids: Vec<String>,
}

fn main() {
    let _ = async |client: &Client| GetRooms::new(vec!["r".to_owned()]).send(client).await;
}
