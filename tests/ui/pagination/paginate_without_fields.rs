use opsmith::{Client, operation, output};

#[output]
pub struct ListRoomsOutput {
    pub next_token: Option<String>,
}

#[operation(service = "chime", path = "/rooms", output = ListRoomsOutput, paginate)]
pub struct ListRooms {
    #[op(query = "next-token")]
    pub next_token: Option<String>,
}

fn main() {
    let _ = |client: &Client| ListRooms::new().pages(client);
}
