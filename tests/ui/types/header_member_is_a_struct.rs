use opsmith::{Client, Output, operation, output, shape};

#[shape]
pub struct Trace {
    pub id: String,
}

#[operation(service = "chime", path = "/rooms")]
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
