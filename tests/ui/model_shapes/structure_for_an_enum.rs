use opsmith::shape;

#[shape(service = "chime")]
pub struct RoomMembershipRole {
    pub name: Option<String>,
}

#[shape(service = "bedrock-agent-runtime")]
pub struct RetrievalFilter {
    pub equals: Option<String>,
}

fn main() {
    let _ = |a: RoomMembershipRole, b: RetrievalFilter| (a.name, b.equals);
}
