use opsmith::{Client, operation};

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

fn main() {
    let _ = async |client: &Client| ListRooms::new().next_token("t").pages(client).next().await;
}
