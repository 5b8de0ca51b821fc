use opsmith::{ApiError, Unmodeled};

#[derive(Debug, ApiError)]
pub enum ChimeError<T> {
    #[op(code = "NotFoundException", status = 404)]
    NotFound(T),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    fn known<T: ApiError>(error: T) {
        println!("{error}");
    }
    known(ChimeError::NotFound(Unmodeled::new(404, "NotFoundException", "gone")));
}
