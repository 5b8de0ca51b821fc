use opsmith::{Client, operation};

macro_rules! operation_of {
    ($name:ident, $path:literal) => {
        #[operation(service = "chime", path = $path)]
        pub struct $name {
            pub room_id: String,
        }
    };
}

operation_of!(GetRoom, "/rooms/<Room>");

fn main() {
    let _ = async |client: &Client| GetRoom::new("r").send(client).await;
}
