use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(que)]
    pub token: Option<String>,
    #[op(query = )]
    pub name: Option<String>,
    #[op()]
    pub topic: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new()
            .token("t")
            .name("n")
            .topic("t")
            .send(client)
            .await
    };
}
