use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://example.com")]
pub struct Rooms;

#[operation(service = Rooms)]
pub struct ListRooms {
    #[op(query)]
    pub token: Option<String>,
}

fn main() {
    let _ = async |client: &Client| Rooms::new(client).list_rooms().token("t").await;
}
