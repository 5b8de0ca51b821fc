use opsmith::{UnknownMember, shape};

#[shape(service = "bedrock-agent-runtime")]
pub enum RetrievalFilter {
    Equals(String),
    AndAll(FilterAttribute),
    NotEquals(Attribute),
    #[op(other)]
    Other(UnknownMember),
}

#[shape(service = "bedrock-agent-runtime")]
pub struct FilterAttribute {
    pub key: String,
}

#[shape(service = "bedrock-agent-runtime", name = "MetadataAttributeSchema")]
pub struct Attribute {
    pub key: String,
}

fn main() {
    let _ = |filter: RetrievalFilter| matches!(filter, RetrievalFilter::Equals(_));
}
