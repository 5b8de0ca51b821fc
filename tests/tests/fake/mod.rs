//! The typed fake service.

mod faults;
mod handlers;
mod problems;
mod signatures;

use opsmith::{ApiError, ErrorBody, Unmodeled, operation, output, service, shape};

#[service(
    signing_name = "execute-api",
    endpoint = "https://notes.example.com",
    rename_all = "camelCase",
    error = NotesError,
)]
pub struct Notes;

#[operation(service = Notes, method = "POST", path = "/notebooks/<book>/notes", output = Note)]
#[derive(Clone, PartialEq)]
pub struct AddNote {
    pub book: String,
    pub text: String,
    pub tags: Option<Vec<String>>,
    #[op(header = "X-Token", idempotency_token)]
    pub token: Option<String>,
}

#[operation(
    service = Notes,
    method = "GET",
    path = "/notebooks/<book>/notes",
    output = Page,
    paginate(token = next, items = notes)
)]
pub struct ListNotes {
    pub book: String,
    #[op(query)]
    pub next: Option<String>,
}

#[operation(service = Notes, method = "DELETE", path = "/notebooks/<book>")]
pub struct DeleteBook {
    pub book: String,
}

#[output(rename_all = "camelCase")]
#[derive(Clone, PartialEq)]
pub struct Note {
    pub id: String,
    pub text: Option<String>,
}

#[output(rename_all = "camelCase")]
pub struct Page {
    pub notes: Vec<Line>,
    pub next: Option<String>,
}

#[shape(rename_all = "camelCase")]
#[derive(Clone, PartialEq)]
pub struct Line {
    pub text: String,
}

#[derive(Debug, ApiError)]
pub enum NotesError {
    #[op(code = "NoSuchBook", status = 404)]
    NoSuchBook(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

pub fn note(id: &str) -> Note {
    Note {
        id: id.to_owned(),
        text: None,
    }
}
