use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms?operation=list", rename_all = "snake_case")]
pub struct ListRooms {
    #[op(query)]
    pub operation: Option<String>,
    #[op(query = "operation")]
    pub other: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new()
            .operation("o")
            .other("p")
            .send(client)
            .await
    };
}
