use opsmith::shape;

#[shape(service = "chime")]
pub enum RoomMembershipRole {
    Member,
    #[op(rename = "Member")]
    Guest,
    #[op(other)]
    Other(String),
}

fn main() {
    let _ = RoomMembershipRole::Guest;
}
