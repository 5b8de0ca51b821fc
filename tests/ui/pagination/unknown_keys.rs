use opsmith::{Client, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[output]
pub struct ListRoomsOutput {
    pub rooms: Vec<String>,
    pub next_token: Option<String>,
}

#[operation(
    service = Rooms,
    path = "/rooms",
    output = ListRoomsOutput,
    paginate(input_token = next_token, item = rooms, page_size = max_results),
)]
pub struct ListRooms {
    #[op(query = "next-token")]
    pub next_token: Option<String>,
    #[op(query = "max-results")]
    pub max_results: Option<i32>,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let mut pages = ListRooms::new().max_results(1).pages(client);
        while let Some(page) = pages.try_next().await? {
            println!("{} {:?}", page.rooms.len(), page.next_token);
        }
        let mut rooms = ListRooms::new().items(client);
        while let Some(room) = rooms.try_next().await? {
            println!("{}", room.len());
        }
        Ok(())
    };
}
