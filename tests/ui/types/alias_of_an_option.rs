use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

type Topic = Option<String>;

#[operation(service = Rooms, path = "/rooms")]
pub struct CreateRoom {
    pub name: String,
    pub topic: Topic,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        CreateRoom::new("n", Some("t".to_owned())).send(client).await?;
        Ok(())
    };
}
