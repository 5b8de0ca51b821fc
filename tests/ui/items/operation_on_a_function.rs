use opsmith::{operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub async fn list_rooms(account_id: String) {
    let _ = account_id;
}

fn main() {
    let _ = list_rooms("a".to_owned());
}
