use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "POST /accounts/{AccountId}/rooms HTTP/1.1")]
pub struct CreateRoom {
    pub account_id: String,
    pub name: String,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        CreateRoom::new("a", "n").send(client).await?;
        Ok(())
    };
}
