use opsmith::{Client, operation};

#[operation(service = "ivschat")]
pub struct InviteUsers {
    pub account_id: String,
    pub user_email_list: Vec<String>,
}

fn main() {
    let _ = async |client: &Client| InviteUsers::new("a", ["b".to_owned()]).send(client).await;
}
