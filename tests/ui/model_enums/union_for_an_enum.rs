use opsmith::{UnknownMember, shape};

#[shape(service = "chime")]
pub enum RoomMembershipRole {
    Member(String),
    #[op(other)]
    Other(UnknownMember),
}

fn main() {
    let _ = |role: RoomMembershipRole| matches!(role, RoomMembershipRole::Other(_));
}
