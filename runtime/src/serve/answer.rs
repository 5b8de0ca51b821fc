//! The response to a request: an output, a declared error, or a refusal.

use std::time::SystemTime;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Response, StatusCode, header};

use crate::binding::response::ResponseWriter;
use crate::declaration::api_error::{ApiError, ErrorShape};
use crate::declaration::meta::{ErrorCode, OperationMeta};
use crate::declaration::operation::Operation;
use crate::declaration::output::Output;
use crate::protocol::{Message, Protocol};
use crate::transport::body::Body;
use crate::value::stream::Outgoing;
use crate::value::timestamp::{Timestamp, TimestampFormat};

/// A response whose body may still have to be opened.
#[derive(Debug)]
pub(crate) struct Reply {
    protocol: &'static dyn Protocol,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    body: Bytes,
    stream: Option<Outgoing>,
    /// Why the response cannot be sent.
    pub(crate) problem: Option<String>,
}

/// What an operation's handler returned.
pub(crate) fn of<O: Operation>(result: Result<O::Output, O::Error>) -> Reply {
    match result {
        Ok(output) => success(O::META, &|writer| output.write(writer)),
        Err(error) => {
            let (index, shape) = error.variant();
            let known = index.map(|index| <O::Error as ApiError>::CODES[index]);
            failure(O::META.service.protocol, known, shape)
        }
    }
}

fn success(meta: &'static OperationMeta, write: &dyn Fn(&mut ResponseWriter)) -> Reply {
    let protocol = meta.service.protocol;
    let message = Message::Output {
        operation: meta.name,
    };
    let mut writer = ResponseWriter::new(protocol, message, StatusCode::OK);
    write(&mut writer);
    let mut answer = written(protocol, writer);
    if answer.body.is_empty() && answer.stream.is_none() {
        answer.body = protocol.empty_output();
        if !answer.body.is_empty() {
            let content_type = HeaderValue::from_static(protocol.content_type());
            answer.headers.insert(header::CONTENT_TYPE, content_type);
        }
    }
    answer
}

fn failure(
    protocol: &'static dyn Protocol,
    known: Option<ErrorCode>,
    shape: &dyn ErrorShape,
) -> Reply {
    let status = known.and_then(|known| StatusCode::from_u16(known.status).ok());
    let status = status.unwrap_or(StatusCode::BAD_REQUEST);
    let mut writer = ResponseWriter::new(protocol, Message::Error, status);
    shape.write_shape(&mut writer);
    if let Some(code) = known.map_or(shape.shape_code(), |known| known.code()) {
        let body = std::mem::take(&mut writer.body);
        writer.body = protocol.add_code(code, &mut writer.headers, body);
    }
    written(protocol, writer)
}

/// An error that no declaration has, in the protocol's envelope.
pub(crate) fn refusal(
    protocol: &'static dyn Protocol,
    status: StatusCode,
    code: &str,
    message: &str,
) -> Reply {
    let mut writer = ResponseWriter::new(protocol, Message::Error, status);
    writer.message(Some(message));
    let body = std::mem::take(&mut writer.body);
    writer.body = protocol.add_code(code, &mut writer.headers, body);
    written(protocol, writer)
}

fn written(protocol: &'static dyn Protocol, writer: ResponseWriter) -> Reply {
    let mut answer = Reply {
        protocol,
        status: writer.status,
        headers: writer.headers,
        body: writer.body,
        stream: writer.stream,
        problem: writer.problem,
    };
    protocol.add_response_headers(&mut answer.headers);
    answer
}

impl Reply {
    /// The response. One that cannot be sent is an `InternalFailure`, with the reason.
    pub(crate) async fn into_response(mut self) -> Response<Body> {
        let mut body = Body::from(std::mem::take(&mut self.body));
        if let Some(stream) = &mut self.stream {
            let length = stream.length().await;
            match length {
                Ok(length) => {
                    if let Some(length) = length {
                        self.headers.insert(header::CONTENT_LENGTH, length.into());
                    }
                    match stream.open(length).await {
                        Ok(opened) => body = opened,
                        Err(error) => self.problem = Some(error.to_string()),
                    }
                }
                Err(error) => self.problem = Some(error.to_string()),
            }
        }
        let Some(problem) = &self.problem else {
            return response(self.status, self.headers, body);
        };
        let message = format!("the response cannot be sent: {problem}");
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        let failed = refusal(self.protocol, status, "InternalFailure", &message);
        response(failed.status, failed.headers, failed.body.into())
    }
}

fn response(status: StatusCode, headers: HeaderMap, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// Adds the date and the request ID that every AWS response has.
pub(crate) fn add_date_and_id(headers: &mut HeaderMap, now: SystemTime, id: &str) {
    let date = Timestamp::try_from(now)
        .map(|now| now.format(TimestampFormat::HttpDate))
        .unwrap_or_default();
    if let Ok(date) = HeaderValue::from_str(&date) {
        headers.entry(header::DATE).or_insert(date);
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.entry("x-amzn-requestid").or_insert(id);
    }
}
