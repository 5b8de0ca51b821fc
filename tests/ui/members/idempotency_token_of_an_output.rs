use opsmith::{Output, output};

#[output]
pub struct CreateRoomOutput {
    #[op(idempotency_token)]
    pub token: Option<String>,
}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    known::<CreateRoomOutput>();
    let _ = |output: CreateRoomOutput| println!("{:?}", output.token);
}
