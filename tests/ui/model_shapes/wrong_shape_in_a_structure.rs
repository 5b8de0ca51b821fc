use opsmith::shape;

#[shape(service = "chime")]
pub struct RoomMembership {
    pub member: Option<Box<Room>>,
    pub role: Option<roles::Status>,
}

#[shape(service = "chime")]
pub struct Room {
    pub name: Option<String>,
}

pub mod roles {
    use opsmith::shape;

    #[shape(service = "chime", name = "InviteStatus")]
    pub enum Status {
        Pending,
        #[op(other)]
        Other(String),
    }
}

fn main() {
    let _ = |membership: RoomMembership| (membership.member, membership.role);
}
