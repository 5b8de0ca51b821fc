use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms", paginate(token = next_token, items = rooms))]
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
