use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct CreateRoom {
    pub name: String,
    pub tags: Vec<Tagg>,
    #[op(query)]
    pub mode: Mode,
    #[op(header = "X-Kind")]
    pub kind: Option<Kind>,
}

fn main() {
    let _ = async |client: &Client, tags: Vec<String>| {
        let mode = "m".to_owned();
        CreateRoom::new("n", tags, mode).kind("k".to_owned()).send(client).await
    };
}
