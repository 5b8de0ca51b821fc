//! Invalid input from the caller, the environment and the service leads to a clear, typed error, never a panic.

mod echoes;
mod error_responses;
mod nesting;
mod requests;
mod responses;
mod secrets;

use opsmith::{ApiError, Document, Error, Timestamp, Unmodeled, operation, output, shape};

use crate::{
    chime::{ChimeError, GetRoom, GetRoomOutput},
    faults::server::Server,
};

/// An operation with a member in every location that rejects some values.
#[operation(
    service = "chime",
    unlisted,
    path = "/folders/<Folder>/files/<Path+>",
    method = "PUT",
    output = PutFileOutput,
    error = ChimeError,
)]
pub struct PutFile {
    pub folder: String,
    pub path: String,
    #[op(header = "x-tag")]
    pub tag: Option<String>,
    #[op(prefix_headers = "x-meta-")]
    pub meta: Option<std::collections::BTreeMap<String, String>>,
    #[op(sensitive, rename = "Secret")]
    pub secret: Option<String>,
    #[op(sensitive, header = "x-key")]
    pub key: Option<String>,
    #[op(sensitive, query = "pin")]
    pub pin: Option<String>,
}

/// An output with required members.
#[output(rename_all = "PascalCase")]
pub struct PutFileOutput {
    pub file: File,
    pub rest: Option<Document>,
}

#[shape(rename_all = "PascalCase")]
pub struct File {
    pub size: i32,
    pub versions: Vec<Version>,
}

#[shape(rename_all = "PascalCase")]
pub struct Version {
    pub created: Timestamp,
    #[op(sensitive)]
    pub token: Option<String>,
}

/// An operation whose error has a required member.
#[operation(service = "chime", unlisted, path = "/detail", error = DetailError)]
pub struct Detail {}

#[derive(Debug, ApiError)]
pub enum DetailError {
    #[op(code = "DetailedException", status = 400)]
    Detailed(DetailedBody),
    #[op(other)]
    Other(Unmodeled),
}

#[output(rename_all = "PascalCase")]
pub struct DetailedBody {
    pub resource: String,
}

fn put_file() -> PutFile {
    PutFile::new("a", "b/c")
}

/// Returns an error's text, after checking that its sources do not repeat it and that `Debug` starts with it.
fn text<E: ApiError>(error: &opsmith::Error<E>) -> String {
    let text = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(source) = next {
        assert!(!text.contains(&source.to_string()), "{source} is in {text}");
        next = source.source();
    }
    assert!(format!("{error:?}").starts_with(&text), "{error:?}");
    assert!(!text.contains('\n'), "not one line: {text}");
    text
}

async fn get_room(answer: Vec<u8>) -> Result<GetRoomOutput, Error<ChimeError>> {
    let server = Server::saying(answer).await;
    GetRoom::new("a", "r").send(&server.client()).await
}
