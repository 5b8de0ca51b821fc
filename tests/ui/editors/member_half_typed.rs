use opsmith::{Client, operation};

#[operation(service = "chime", path = "/accounts/<AccountId>/rooms")]
pub struct CreateRoom {
    pub account_id: String,
    pub name:
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        CreateRoom::new("a", "n").send(client).await?;
        Ok(())
    };
}
