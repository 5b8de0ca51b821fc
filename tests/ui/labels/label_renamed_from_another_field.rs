use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/accounts/<AccountId>/rooms")]
pub struct CreateRoom {
    #[op(rename = "AccountId")]
    pub account: String,
    pub name: String,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        CreateRoom::new("a", "n").send(client).await?;
        Ok(())
    };
}
