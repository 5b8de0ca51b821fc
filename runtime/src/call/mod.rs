//! The thin shell around the pipeline that depends on an operation's types.

#[cfg(feature = "blocking")]
pub mod blocking;
mod metadata;
pub(crate) mod methods;
mod options;
pub(crate) mod paginate;
pub(crate) mod presign;
pub(crate) mod warm_up;

use std::{
    fmt,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use tracing::Instrument;

use crate::binding::request::{BuildError, RequestParts, RequestWriter};
use crate::binding::response::{RawResponse, ResponseReader};
use crate::call::options::call_options;
use crate::client::options::CallOptions;
use crate::client::{Client, Engine};
use crate::codec::decode::DecodeError;
use crate::declaration::api_error::ApiError;
use crate::declaration::meta::{ErrorCode, OperationMeta};
use crate::declaration::operation::Operation;
use crate::declaration::output::Output;
use crate::error::{Cause, Details, Error, Failure};
use crate::future::BoxFuture;
use crate::pipeline::{ErrorResponse, FinalResponse, Pipeline};
use crate::protocol::envelope::Envelope;
use crate::protocol::{envelope, excerpt};
use crate::redact::secrets::SentSecrets;

/// A call that is ready to be sent. Await it to send it.
///
/// Its methods change settings for this call only.
///
/// ```
/// # use opsmith::{Client, operation};
/// # #[operation(service = "ivschat")]
/// # struct DeleteRoom { identifier: String }
/// # async fn example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
///
/// let call = DeleteRoom::new("room").send(client);
/// call.region("eu-west-1").timeout(Duration::from_secs(2)).await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "a call is sent when it is awaited"]
pub struct Call<O: Operation> {
    operation: Option<O>,
    engine: Arc<Engine>,
    options: CallOptions,
    running: Option<BoxFuture<'static, Ended>>,
}

/// A call as the pipeline returned it.
type Ended = (Details, Result<FinalResponse, Failure>);

impl<O: Operation> Call<O> {
    /// A call of `operation`.
    pub fn new(operation: O, client: &Client) -> Self {
        Self {
            operation: Some(operation),
            engine: client.engine.clone(),
            options: CallOptions::default(),
            running: None,
        }
    }

    pub(crate) fn with_options(operation: O, client: &Client, options: CallOptions) -> Self {
        Self {
            options,
            ..Self::new(operation, client)
        }
    }

    call_options!(self, self.options, self.engine);

    /// Returns the output together with the response's status, headers, request ID and the number of attempts.
    pub fn with_metadata(self) -> CallWithMetadata<O> {
        CallWithMetadata(self)
    }

    /// Implements the setters of a typed service's call.
    pub(crate) fn map_operation(mut self, change: impl FnOnce(O) -> O) -> Self {
        self.operation = self.operation.map(change);
        self
    }

    /// The client that makes the call.
    pub(crate) fn client(&self) -> Client {
        Client {
            engine: self.engine.clone(),
        }
    }

    pub(crate) const fn options(&self) -> &CallOptions {
        &self.options
    }

    /// The operation of a call that ended or was not sent.
    pub(crate) const fn take_operation(&mut self) -> Option<O> {
        self.operation.take()
    }

    fn poll_ended(&mut self, cx: &mut Context<'_>) -> Poll<Ended> {
        if self.running.is_none()
            && let Some(operation) = &self.operation
        {
            self.running = Some(begin(
                &self.engine,
                O::META,
                &self.options,
                <O::Output as Output>::STREAMING,
                &|writer| operation.write(writer),
            ));
        }
        match &mut self.running {
            Some(running) => running.as_mut().poll(cx),
            None => Poll::Pending,
        }
    }
}

/// Writes the operation's members. Nothing is sent.
pub(crate) fn write_parts<O: Operation>(
    operation: &O,
    engine: &Engine,
) -> Result<RequestParts, BuildError> {
    write_members(engine, O::META, &|writer| operation.write(writer))
}

fn write_members(
    engine: &Engine,
    meta: &'static OperationMeta,
    write: &dyn Fn(&mut RequestWriter<'_>),
) -> Result<RequestParts, BuildError> {
    let mut writer = RequestWriter::new(meta, &*engine.rng);
    write(&mut writer);
    writer.finish()
}

/// Writes the members and starts the call.
fn begin(
    engine: &Arc<Engine>,
    meta: &'static OperationMeta,
    options: &CallOptions,
    streaming: bool,
    write: &dyn Fn(&mut RequestWriter<'_>),
) -> BoxFuture<'static, Ended> {
    let parts = write_members(engine, meta, write);
    start(engine.clone(), meta, options.clone(), streaming, parts)
}

/// Runs the pipeline: the only place where a call of any operation becomes a future.
fn start(
    engine: Arc<Engine>,
    meta: &'static OperationMeta,
    options: CallOptions,
    streaming: bool,
    parts: Result<RequestParts, BuildError>,
) -> BoxFuture<'static, Ended> {
    let span = tracing::info_span!(
        "call",
        otel.kind = "client",
        rpc.system = "aws-api",
        rpc.service = meta.service_name(),
        rpc.method = meta.name,
        cloud.region = tracing::field::Empty,
        http.response.status_code = tracing::field::Empty,
        aws.request_id = tracing::field::Empty,
        error.type = tracing::field::Empty,
    );
    let own_span = span.clone();
    let future: BoxFuture<'static, Ended> = Box::pin(async move {
        let mut pipeline = Pipeline::new(&engine, meta, &options, streaming);
        let result = match parts {
            Ok(parts) => pipeline.run(parts).await,
            Err(error) => Err(pipeline.fail(Cause::Build(error))),
        };
        let details = pipeline.into_details();
        record(&own_span, &details, &result);
        (details, result)
    });
    if span.is_disabled() {
        future
    } else {
        Box::pin(future.instrument(span))
    }
}

fn record(span: &tracing::Span, details: &Details, result: &Result<FinalResponse, Failure>) {
    if span.is_disabled() {
        return;
    }
    if let Some(region) = &details.region {
        span.record("cloud.region", region.as_str());
    }
    if let Some(status) = details.status {
        span.record("http.response.status_code", status);
    }
    if let Some(id) = &details.request_id {
        span.record("aws.request_id", id.as_str());
    }
    match result {
        Ok(FinalResponse::Success(_)) => {}
        Ok(FinalResponse::Error(response)) => {
            let code = response.envelope.code.as_deref();
            span.record("error.type", code.unwrap_or("Service"));
        }
        Err(failure) => {
            span.record("error.type", tracing::field::debug(failure.kind()));
        }
    }
}

impl<O: Operation> Unpin for Call<O> {}

impl<O: Operation> Future for Call<O> {
    type Output = Result<O::Output, Error<O::Error>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.poll_ended(cx)
            .map(|(details, result)| decode::<O>(details, result, None))
    }
}

/// A [`Call`] that returns the response's metadata together with the output.
///
/// ```
/// # use opsmith::{Client, operation};
/// # #[operation(service = "ivschat")]
/// # struct DeleteRoom { identifier: String }
/// # async fn example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
/// let call = DeleteRoom::new("room").send(client).with_metadata();
/// let ((), metadata) = call.await?;
/// println!("{:?}", metadata.request_id);
/// # Ok(())
/// # }
/// ```
#[must_use = "a call is sent when it is awaited"]
pub struct CallWithMetadata<O: Operation>(Call<O>);

impl<O: Operation> CallWithMetadata<O> {
    call_options!(self, self.0.options, self.0.engine);
}

impl<O: Operation> Future for CallWithMetadata<O> {
    type Output = Result<(O::Output, ResponseMetadata), Error<O::Error>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.poll_ended(cx).map(|(details, result)| {
            let mut metadata = ResponseMetadata {
                status: StatusCode::OK,
                headers: HeaderMap::new(),
                request_id: None,
                attempts: 0,
            };
            let output = decode::<O>(details, result, Some(&mut metadata))?;
            Ok((output, metadata))
        })
    }
}

/// The parts of a response besides the output. `Debug` shows the names of all headers, but values only of those that
/// describe the response itself: a service may echo what it was sent.
///
/// ```
/// # use opsmith::{Client, operation};
/// # #[operation(service = "ivschat")]
/// # struct DeleteRoom { identifier: String }
/// # async fn example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
/// let (_, metadata) = DeleteRoom::new("room").send(client).with_metadata().await?;
/// println!("HTTP {} after {} attempts", metadata.status, metadata.attempts);
/// if let Some(request_id) = metadata.request_id {
///     println!("request {request_id}");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct ResponseMetadata {
    /// The HTTP status.
    pub status: StatusCode,
    /// All of the response's headers.
    pub headers: HeaderMap,
    /// The request ID assigned by the service.
    pub request_id: Option<String>,
    /// The number of attempts it took.
    pub attempts: u32,
}

/// What a call returns, and the response's metadata if they are asked for.
fn decode<O: Operation>(
    details: Details,
    result: Result<FinalResponse, Failure>,
    metadata: Option<&mut ResponseMetadata>,
) -> Result<O::Output, Error<O::Error>> {
    let mut response = match result {
        Ok(FinalResponse::Success(response)) => response,
        Ok(FinalResponse::Error(response)) => {
            return Err(decode_error(O::META, details, &response));
        }
        Err(failure) => return Err(Error::new(failure, None)),
    };
    let body = response.body.in_memory().cloned();
    let read = O::Output::read(&mut response.reader(O::META.service.protocol));
    match (read, metadata) {
        (Ok(output), None) => Ok(output),
        (Ok(output), Some(metadata)) => {
            *metadata = ResponseMetadata {
                status: response.status,
                headers: response.headers,
                request_id: details.request_id,
                attempts: details.attempt,
            };
            Ok(output)
        }
        (Err(error), _) => Err(Error::new(
            mismatch(O::META, details, &response, body, error),
            None,
        )),
    }
}

/// The failure of a call whose response does not match the declaration.
fn mismatch(
    meta: &OperationMeta,
    details: Details,
    response: &RawResponse,
    body: Option<Bytes>,
    error: DecodeError,
) -> Failure {
    let error = misfit(meta, error, &response.headers, body, &response.secrets);
    Failure {
        details,
        cause: Cause::Decode(error),
    }
}

/// Why a response does not match, with the first words of one that does not come from the service.
fn misfit(
    meta: &OperationMeta,
    error: DecodeError,
    headers: &HeaderMap,
    body: Option<Bytes>,
    secrets: &SentSecrets,
) -> DecodeError {
    let error = error.without(secrets);
    let Some(body) = body.filter(|body| error.is_syntax() && !meta.service.protocol.is_own(body))
    else {
        return error;
    };
    let mut headers = headers.clone();
    secrets.redact_headers(&mut headers);
    let start = body.slice(..body.len().min(envelope::MAX_BODY));
    let start = secrets.redact(&start).map_or(start, Into::into);
    error.with_note(&format!("it is {}", excerpt::excerpt(&headers, &start)))
}

fn decode_error<E: ApiError>(
    meta: &OperationMeta,
    details: Details,
    response: &ErrorResponse,
) -> Error<E> {
    let code = response.envelope.code.as_deref();
    let index = ErrorCode::position(E::CODES, response.envelope.codes(), response.status);
    let mut reader = ResponseReader::of_error(
        meta.service.protocol,
        response.status,
        &response.headers,
        response.body.clone(),
        &response.envelope,
    );
    match E::read(index, &mut reader) {
        Ok(error) => Error::new(service_failure(details, response), Some(error)),
        Err(error) => Error::new(
            Failure {
                details,
                // The path starts with the error's code, which says more than the mismatch.
                cause: Cause::Decode(match code {
                    Some(code) => error.within(code),
                    None => error,
                }),
            },
            None,
        ),
    }
}

fn service_failure(details: Details, response: &ErrorResponse) -> Failure {
    let Envelope { code, message, .. } = response.envelope.clone();
    let ErrorResponse {
        status,
        headers,
        body,
        ..
    } = response;
    let body = match (&code, &message) {
        (None, None) => Some(excerpt::summary(*status, headers, body)),
        // The message is longer than the part of the body that is read.
        (Some(_), None) if body.len() >= envelope::MAX_BODY => Some(format!(
            "its message is in a body of {} bytes, too long to be read",
            excerpt::length(headers, body)
        )),
        _ => None,
    };
    Failure {
        details,
        cause: Cause::Service {
            code,
            message,
            body,
        },
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &O::META.name)
            .finish_non_exhaustive()
    }
}

impl<O: Operation> fmt::Debug for CallWithMetadata<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}
