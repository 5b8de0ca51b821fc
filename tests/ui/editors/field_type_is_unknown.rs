use opsmith::{Client, operation};

#[operation(service = "chime", unlisted, path = "/rooms")]
pub struct CreateHall {
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
        CreateHall::new("n", tags, mode).kind("k".to_owned()).send(client).await
    };
}
