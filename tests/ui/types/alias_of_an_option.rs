use opsmith::{Client, operation};

type Topic = Option<String>;

#[operation(service = "chime", path = "/rooms")]
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
