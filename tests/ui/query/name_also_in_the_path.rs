use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms?operation=list")]
pub struct ListRooms {
    #[op(query)]
    pub operation: Option<String>,
    #[op(query = "operation")]
    pub other: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new()
            .operation("o")
            .other("p")
            .send(client)
            .await
    };
}
