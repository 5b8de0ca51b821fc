use opsmith::{Client, operation, shape};

#[operation(service = "lambda")]
pub struct Invoke {
    pub function_name: String,
    pub payload: Option<Vec<u8>>,
}

#[shape(service = "lambda")]
pub struct FunctionCode {
    pub zip_file: Option<String>,
}

fn main() {
    let _ = async |client: &Client| Invoke::new("f").payload(vec![1]).send(client).await;
    let _ = |code: FunctionCode| code.zip_file;
}
