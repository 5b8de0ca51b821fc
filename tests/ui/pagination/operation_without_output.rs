use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms", paginate(token = next_token, items = rooms))]
pub struct ListRooms {
    #[op(query = "next-token")]
    pub next_token: Option<String>,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let mut pages = ListRooms::new().pages(client);
        while let Some(page) = pages.try_next().await? {
            println!("{page:?}");
        }
        let mut rooms = ListRooms::new().items(client);
        while let Some(room) = rooms.try_next().await? {
            println!("{}", room.len());
        }
        Ok(())
    };
}
