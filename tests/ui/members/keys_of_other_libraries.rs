use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(skip)]
    pub cache: Option<i32>,
    #[op(name = "Name")]
    pub name: Option<String>,
    #[op(body)]
    pub body: Option<String>,
    #[op(required)]
    pub id: String,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new("i")
            .cache(1)
            .name("n")
            .body("b")
            .send(client)
            .await
    };
}
