use opsmith::{Client, operation, output};

#[output]
pub struct ListRoomsOutput {
    pub rooms: Vec<String>,
    pub token: Option<String>,
}

#[operation(
    service = "chime",
    path = "/rooms",
    output = ListRoomsOutput,
    paginate(token = next_token, items = rooms),
)]
pub struct ListRooms {
    #[op(query = "next-token")]
    pub next_token: Option<String>,
}

fn main() {
    let _ = |client: &Client| {
        (
            ListRooms::new().pages(client),
            ListRooms::new().items(client),
        )
    };
}
