use opsmith::shape;

#[shape(service = "bedrock-agent-runtime")]
pub enum RetrievalFilter {
    Equals,
    #[op(other)]
    Other(String),
}

fn main() {
    let _ = RetrievalFilter::Equals;
}
