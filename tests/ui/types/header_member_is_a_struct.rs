use opsmith::{Client, Output, operation, output, service, shape};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[shape]
pub struct Trace {
    pub id: String,
}

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(header = "X-Trace")]
    pub trace: Trace,
}

#[output]
pub struct ListRoomsOutput {
    #[op(header = "X-Trace")]
    pub trace: Option<Trace>,
}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    let _ = async |client: &Client| {
        ListRooms::new(Trace { id: "i".to_owned() })
            .send(client)
            .await
    };
    known::<ListRoomsOutput>();
    let _ = |output: ListRoomsOutput| println!("{:?}", output.trace);
}
