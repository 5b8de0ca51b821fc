use opsmith::{Client, operation, service, shape};
use opsmith::wire::{Decode, Encode};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[shape]
pub enum RoomRole {
    Administrator,
    Member,
}

#[operation(service = Rooms, path = "/rooms")]
pub struct CreateMembership {
    pub role: RoomRole,
    #[op(query)]
    pub default_role: Option<RoomRole>,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<RoomRole>();
    let _ = async |client: &Client| {
        CreateMembership::new(RoomRole::Member)
            .default_role(RoomRole::Administrator)
            .send(client)
            .await
    };
}
