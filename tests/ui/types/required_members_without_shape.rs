use opsmith::{Client, operation, output, service, shape};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

pub struct Tag {
    pub key: String,
}

#[shape]
pub struct Room {
    pub tags: Vec<Tag>,
}

#[output]
pub struct GetTagOutput {
    pub tag: Tag,
}

#[output]
pub struct GetHeaderOutput {
    #[op(header = "X-Tag")]
    pub tag: Tag,
}

#[output]
pub struct GetPayloadOutput {
    #[op(payload)]
    pub tag: Tag,
}

#[operation(service = Rooms, path = "/tags", output = GetTagOutput)]
pub struct GetTag {}

fn main() {
    let _ = async |client: &Client| GetTag::new().send(client).await;
    let _ = |room: Room, header: GetHeaderOutput, payload: GetPayloadOutput| {
        (room.tags, header.tag, payload.tag)
    };
}
