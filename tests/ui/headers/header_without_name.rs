use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(header)]
    pub request_id: Option<String>,
    #[op(prefix_headers)]
    pub trace: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new()
            .request_id("r")
            .trace("t")
            .send(client)
            .await
    };
}
