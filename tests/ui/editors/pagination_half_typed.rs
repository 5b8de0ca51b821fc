use opsmith::{Client, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[output]
pub struct ListRoomsOutput {
    pub next_token: Option<String>,
}

#[operation(service = Rooms, path = "/rooms", output = ListRoomsOutput, paginate(token = ))]
pub struct ListRooms {
    #[op(query)]
    pub next_token: Option<String>,
}

#[operation(service = Rooms, path = "/rooms", output = ListRoomsOutput, paginate())]
pub struct GetRooms {
    #[op(query)]
    pub next_token: Option<String>,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let mut pages = ListRooms::new().next_token("t").pages(client);
        while let Some(page) = pages.try_next().await? {
            println!("{:?}", page.next_token);
        }
        let mut pages = GetRooms::new().next_token("t").pages(client);
        while let Some(page) = pages.try_next().await? {
            println!("{:?}", page.next_token);
        }
        Ok(())
    };
}
