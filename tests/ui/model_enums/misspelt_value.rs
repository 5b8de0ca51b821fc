use opsmith::shape;

#[shape(service = "chime")]
pub enum RoomMembershipRole {
    Administrater,
    Member,
    #[op(other)]
    Other(String),
}

#[shape(service = "ivschat")]
pub enum ChatTokenCapability {
    SendMessages,
    DisconnectUser,
    #[op(rename = "DELETE_MESAGE")]
    Delete,
    #[op(other)]
    Other(String),
}

fn main() {
    let _ = (
        RoomMembershipRole::Member,
        ChatTokenCapability::DisconnectUser,
    );
}
