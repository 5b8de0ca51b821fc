use opsmith::{ApiError, ErrorBody, Unmodeled, shape, wire::{Decode, Encode}};

#[shape]
pub enum RoomRole {
    #[op(rename = )]
    Administrator,
    #[op(oth)]
    Other(String),
}

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[op(code = )]
    NotFound(ErrorBody),
    #[op(oth)]
    Other(Unmodeled),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<RoomRole>();
    let _ = |error: ChimeError| error.to_string();
}
