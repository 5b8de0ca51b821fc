use opsmith::{Client, operation, output};

#[output]
pub struct ListRoomsOutput {
    pub next_token: Option<String>,
}

#[operation(service = "chime", path = "/rooms", output = ListRoomsOutput, paginate(token = ))]
pub struct ListRooms {
    #[op(query)]
    pub next_token: Option<String>,
}

#[operation(service = "chime", path = "/rooms", output = ListRoomsOutput, paginate())]
pub struct GetRooms {
    #[op(query)]
    pub next_token: Option<String>,
}

fn main() {
    let _ = |client: &Client| ListRooms::new().next_token("t").pages(client);
    let _ = |client: &Client| GetRooms::new().next_token("t").pages(client);
}
