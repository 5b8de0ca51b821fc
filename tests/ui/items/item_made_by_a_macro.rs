use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

macro_rules! operation_of {
    ($name:ident, $path:literal) => {
        #[operation(service = Rooms, path = $path)]
        pub struct $name {
            pub room_id: String,
        }
    };
}

operation_of!(GetRoom, "/rooms/<Room>");

fn main() {
    let _ = async |client: &Client| GetRoom::new("r").send(client).await;
}
