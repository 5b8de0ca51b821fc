use opsmith::{Client, operation};

#[operation(service = "lexv2-runtime")]
pub struct StartConversation {
    pub bot_id: String,
    pub bot_alias_id: String,
    pub locale_id: String,
    pub session_id: String,
}

fn main() {
    let _ = async |client: &Client| {
        StartConversation::new("b", "a", "l", "s")
            .send(client)
            .await
    };
}
