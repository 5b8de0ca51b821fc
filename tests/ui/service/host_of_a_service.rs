use opsmith::{Client, operation};

#[operation(service = "chime.us-east-1.amazonaws.com", path = "/rooms", method = "POST")]
pub struct CreateRoom {
    pub name: Option<String>,
}

#[operation(service = "https://ivschat.eu-west-1.amazonaws.com", path = "/CreateRoom")]
pub struct CreateChatRoom {}

fn main() {
    let _ = async |client: &Client| {
        CreateRoom::new().name("n").send(client).await?;
        CreateChatRoom::new().send(client).await
    };
}
