use opsmith::{Client, operation};

#[operation(service = "lambda", unlisted, path = "/2021-11-15/functions/<FunctionName>/response-streaming-invocations")]
pub struct InvokeWithResponseStream {
    pub function_name: String,
}

fn main() {
    let _ = async |client: &Client| InvokeWithResponseStream::new("f").send(client).await;
}
