use opsmith::{Client, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(
    service = Rooms,
    path = "/rooms",
    output = ListRoomsOutput,
    paginate(token = next_token, rooms),
)]
pub struct ListRooms {
    #[op(query)]
    pub next_token: Option<String>,
}

#[output(rename_all = "PascalCase")]
pub struct ListRoomsOutput {
    pub rooms: Vec<String>,
    pub next_token: Option<String>,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let mut rooms = ListRooms::new().items(client);
        while let Some(room) = rooms.next().await {
            println!("{}", room?.len());
        }
        let page = ListRooms::new().send(client).await?;
        println!("{:?}", page.next_token);
        Ok(())
    };
}
