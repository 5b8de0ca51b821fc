use opsmith::{Client, operation};

#[operation(service = "chime")]
pub struct CreateRoom {
    pub account_id: Option<String>,
    pub name: Option<String>,
}

#[operation(service = "chime")]
pub struct InviteUsers {
    pub account_id: String,
    pub user_email_list: Option<Vec<String>>,
}

fn main() {
    let _ = async |client: &Client| {
        CreateRoom::new()
            .account_id("a")
            .name("n")
            .send(client)
            .await
    };
    let _ = async |client: &Client| {
        InviteUsers::new("a")
            .user_email_list(vec![])
            .send(client)
            .await
    };
}
