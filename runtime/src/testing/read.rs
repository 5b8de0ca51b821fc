//! Requests as operations.

use bytes::Bytes;

use crate::binding::payload::ResponseBody;
use crate::codec::decode::DecodeError;
use crate::declaration::operation::Operation;
use crate::serve::incoming::Incoming;
use crate::serve::read::{self, Routed, decompressed, pattern};
use crate::serve::route::{self, RequestLine};

/// Reads a request as the operation `O`, which is the inverse of sending it. The signature is not checked.
///
/// ```
/// use opsmith::testing::{self, ScriptedTransport};
/// use opsmith::{Client, Credentials, http::Response, operation};
///
/// #[operation(service = "ivschat")]
/// struct DeleteRoom { identifier: String }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let transport = ScriptedTransport::new().respond(Response::new(""));
/// let client = Client::builder()
///     .region("us-west-2")
///     .credentials(Credentials::from_keys("AKIDEXAMPLE", "secret", None))
///     .transport(transport.clone())
///     .build()?;
/// DeleteRoom::new("room").send(&client).await?;
///
/// let sent: DeleteRoom = testing::read(&transport.requests()[0])?;
/// assert_eq!(sent.identifier, "room");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// Returns an error if the request calls another operation, or if it does not fit the operation's members.
pub fn read<O: Operation>(request: &http::Request<Bytes>) -> Result<O, DecodeError> {
    let (parts, body) = request.clone().into_parts();
    read_request(&Incoming::new(parts, body))
}

/// Reads a request as the operation `O`: the inverse of what a client sends.
pub(super) fn read_request<O: Operation>(request: &Incoming) -> Result<O, DecodeError> {
    let (mut headers, mut body) = (request.headers.clone(), request.body.clone());
    if O::META.compression {
        body = decompressed(&mut headers, body, usize::MAX)?;
    }
    let line = RequestLine {
        headers: &headers,
        body: &body,
        ..request.line()
    };
    let labels = route::matched(pattern::<O>(), line)
        .ok_or_else(|| DecodeError::new(format!("the request does not call `{}`", O::META.name)))?;
    read::read(Routed {
        labels,
        query: line.query,
        headers: &headers,
        body: ResponseBody::Bytes(body.clone()),
    })
}
