use opsmith::{Client, operation, output};

#[operation(service = "chime", output = Deleted)]
pub struct DeleteRoom {
    pub account_id: String,
    pub room_id: String,
}

#[output]
pub struct Deleted {
    pub id: Option<String>,
}

#[output(service = "chime")]
pub struct DeleteRoomOutput {
    pub id: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        DeleteRoom::new("a", "r")
            .send(client)
            .await
            .map(|output| output.id)
    };
    let _ = |output: DeleteRoomOutput| output.id;
}
