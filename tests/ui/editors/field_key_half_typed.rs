use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(que)]
    pub token: Option<String>,
    #[op(query = )]
    pub name: Option<String>,
    #[op()]
    pub topic: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new()
            .token("t")
            .name("n")
            .topic("t")
            .send(client)
            .await
    };
}
