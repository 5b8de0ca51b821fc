use opsmith::{Blob, Client, Output, operation, output};

#[output]
pub struct GetFileOutput {
    #[op(payload)]
    pub data: Blob,
    pub name: Option<String>,
}

#[operation(service = "chime", path = "/files", output = GetFileOutput)]
pub struct GetFile {}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    known::<GetFileOutput>();
    let _ = async |client: &Client| GetFile::new().send(client).await.map(|output| output.name);
}
