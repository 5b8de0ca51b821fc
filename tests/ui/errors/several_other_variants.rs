use opsmith::{ApiError, Unmodeled};

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[op(other)]
    Other(Unmodeled),
    #[op(other)]
    Unknown(Unmodeled),
}

fn main() {
    fn known<T: ApiError>() {}
    known::<ChimeError>();
}
