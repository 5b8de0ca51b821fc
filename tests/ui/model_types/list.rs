use opsmith::{Client, operation, output};

#[operation(service = "chime")]
pub struct InviteUsers {
    pub account_id: String,
    pub user_email_list: String,
}

#[output(service = "ivschat")]
pub struct GetRoomResponse {
    pub logging_configuration_identifiers: Option<Vec<i32>>,
    pub tags: Vec<String>,
    pub name: Option<Vec<String>>,
}

fn main() {
    let _ = async |client: &Client| InviteUsers::new("a", "b").send(client).await;
    let _ = |output: GetRoomResponse| {
        (
            output.logging_configuration_identifiers,
            output.tags,
            output.name,
        )
    };
}
