use opsmith::{Output, output};
use std::collections::HashMap;

#[output]
pub struct GetRoomOutput {
    #[op(header = "X-Meta-Id")]
    pub id: Option<String>,
    #[op(prefix_headers = "X-Meta-")]
    pub metadata: HashMap<String, String>,
}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    known::<GetRoomOutput>();
    let _ = |output: GetRoomOutput| println!("{:?} {:?}", output.id, output.metadata);
}
