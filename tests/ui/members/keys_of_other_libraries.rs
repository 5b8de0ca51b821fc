use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(skip)]
    pub cache: Option<i32>,
    #[op(name = "Name")]
    pub name: Option<String>,
    #[op(body)]
    pub body: Option<String>,
    #[op(required)]
    pub id: String,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new("i")
            .cache(1)
            .name("n")
            .body("b")
            .send(client)
            .await
    };
}
