use opsmith::{Document, UnknownMember, shape};

#[shape(service = "bedrock-agent-runtime")]
pub enum RetrievalFilter {
    Equal(Document),
    AllOf(Vec<RetrievalFilter>),
    #[op(other)]
    Other(UnknownMember),
}

fn main() {
    let _ = |filter: RetrievalFilter| {
        matches!(
            filter,
            RetrievalFilter::Equal(_) | RetrievalFilter::AllOf(_)
        )
    };
}
