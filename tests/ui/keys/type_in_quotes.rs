use opsmith::{Client, operation, output};

#[output]
pub struct ListRoomsOutput {
    pub rooms: Vec<String>,
}

#[operation(
    service = "chime",
    path = "/rooms",
    output = "ListRoomsOutput",
    error = "Unmodeled"
)]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
    let _ = async |client: &Client| {
        ListRooms::new()
            .send(client)
            .await
            .map(|output| output.rooms)
    };
}
