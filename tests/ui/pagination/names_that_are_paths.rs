use opsmith::{Client, operation, output};

#[output]
pub struct ListRoomsOutput {
    pub rooms: Vec<String>,
    pub next_token: Option<String>,
}

#[operation(
    service = "chime",
    path = "/rooms",
    output = ListRoomsOutput,
    paginate(token = self.next_token, items = ListRoomsOutput::rooms),
)]
pub struct ListRooms {
    #[op(query = "next-token")]
    pub next_token: Option<String>,
}

fn main() {
    let _ = |client: &Client| ListRooms::new().next_token("t").pages(client);
}
