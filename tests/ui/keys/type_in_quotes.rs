use opsmith::{Client, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[output]
pub struct ListRoomsOutput {
    pub rooms: Vec<String>,
}

#[operation(
    service = Rooms,
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
