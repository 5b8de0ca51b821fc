use opsmith::operation;

pub struct ListRoomsOutput {
    pub rooms: Vec<String>,
    pub next_token: Option<String>,
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

fn main() {}
