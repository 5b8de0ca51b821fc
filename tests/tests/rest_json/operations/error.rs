//! Status codes and errors.

use super::RestJson;
use crate::rest_json::plain::{Plain, plain};
use opsmith::{ApiError, Unmodeled, operation, output, shape};
use serde_json::Value;

#[operation(
    service = RestJson,
    method = "PUT",
    path = "/GreetingWithErrors",
    output = GreetingWithErrorsOutput,
    error = GreetingError
)]
pub struct GreetingWithErrors;

#[derive(PartialEq)]
#[output]
pub struct GreetingWithErrorsOutput {
    #[op(header = "X-Greeting")]
    pub greeting: Option<String>,
}

#[derive(Debug, PartialEq, ApiError)]
pub enum GreetingError {
    #[op(code = "FooError", status = 500)]
    Foo(FooError),
    #[op(code = "ComplexError", status = 403)]
    Complex(ComplexError),
    #[op(code = "InvalidGreeting", status = 400)]
    InvalidGreeting(InvalidGreeting),
    #[op(other)]
    Other(Unmodeled),
}

#[derive(PartialEq)]
#[output]
pub struct FooError {}

#[derive(PartialEq)]
#[output(rename_all = "PascalCase")]
pub struct ComplexError {
    #[op(header = "X-Header")]
    pub header: Option<String>,
    pub top_level: Option<String>,
    pub nested: Option<ComplexNestedErrorData>,
}

#[derive(PartialEq)]
#[shape]
pub struct ComplexNestedErrorData {
    #[op(rename = "Fooooo")]
    pub foo: Option<String>,
}

#[derive(PartialEq)]
#[output(rename_all = "PascalCase")]
pub struct InvalidGreeting {
    pub message: Option<String>,
}

#[operation(service = RestJson, method = "PUT", path = "/HttpResponseCode", output = HttpResponseCodeOutput)]
pub struct HttpResponseCode;

#[derive(PartialEq)]
#[output]
pub struct HttpResponseCodeOutput {
    #[op(status)]
    pub status: i32,
}

impl Plain for GreetingError {
    fn plain(&self) -> Value {
        match self {
            Self::Foo(error) => error.plain(),
            Self::Complex(error) => error.plain(),
            Self::InvalidGreeting(error) => error.plain(),
            Self::Other(_) => Value::Null,
        }
    }
}

plain! {
    GreetingWithErrorsOutput { greeting }
    FooError {}
    ComplexError { header = "Header", top_level = "TopLevel", nested = "Nested" }
    ComplexNestedErrorData { foo = "Foo" }
    InvalidGreeting { message = "Message" }
    HttpResponseCodeOutput { status = "Status" }
}
