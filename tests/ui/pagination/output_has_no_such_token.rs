use opsmith::{Client, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[output]
pub struct ListRoomsOutput {
    pub rooms: Vec<String>,
    pub token: Option<String>,
}

#[operation(
    service = Rooms,
    path = "/rooms",
    output = ListRoomsOutput,
    paginate(token = next_token, items = rooms),
)]
pub struct ListRooms {
    #[op(query = "next-token")]
    pub next_token: Option<String>,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let mut pages = ListRooms::new().pages(client);
        while let Some(page) = pages.try_next().await? {
            println!("{} {:?}", page.rooms.len(), page.token);
        }
        let mut rooms = ListRooms::new().items(client);
        while let Some(room) = rooms.try_next().await? {
            println!("{}", room.len());
        }
        Ok(())
    };
}
