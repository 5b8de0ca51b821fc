use opsmith::{Client, operation, shape};

#[operation(service = "lambda")]
pub struct Invoke {
    pub function_name: String,
    pub invocation_type: Option<i32>,
}

#[shape(service = "bedrock-agent-runtime")]
pub struct KnowledgeBaseVectorSearchConfiguration {
    pub filter: Option<String>,
}

fn main() {
    let _ = async |client: &Client| Invoke::new("f").invocation_type(3).send(client).await;
    let _ = |shape: KnowledgeBaseVectorSearchConfiguration| shape.filter;
}
