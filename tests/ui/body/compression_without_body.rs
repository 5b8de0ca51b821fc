use opsmith::{Client, operation};

#[operation(service = "chime", path = "/files", compression = "gzip")]
pub struct ListFiles {
    #[op(query)]
    pub prefix: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ListFiles::new().prefix("p").send(client).await;
}
