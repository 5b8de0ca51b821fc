//! Writes a request, one member at a time. The first error is kept and reported when the request is finished.

use std::{borrow::Cow, fmt, ops::Range};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::binding::header::{HeaderMembers, HeaderText};
use crate::binding::payload::{Payload, PayloadContent, PayloadWriter};
use crate::binding::query::{QueryMap, QueryValue};
use crate::binding::resource_id::{LabelId, QueryId};
use crate::binding::text::Text;
use crate::binding::uri;
use crate::clock::Rng;
use crate::codec::encode::Member;
use crate::declaration::meta::OperationMeta;
use crate::redact::secrets::Sent;
use crate::value::stream::Outgoing;
use crate::value::timestamp::TimestampFormat;

/// A request that does not have an endpoint yet: the part that is the same for all attempts.
#[derive(Debug)]
pub(crate) struct RequestParts {
    /// Percent-encoded, starting with `/`.
    pub(crate) path: String,
    /// Percent-encoded, without `?`.
    pub(crate) query: String,
    /// The prefix in front of the endpoint's host.
    pub(crate) host_prefix: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: RequestBody,
    /// The `sensitive` members of the path, the query and the body. Those in headers are marked there.
    pub(crate) sensitive: Vec<Sent>,
    /// The length of the body in bytes, known once the request is complete.
    pub(crate) length: Option<u64>,
}

impl RequestParts {
    /// Whether the request can be sent again.
    pub(crate) const fn is_replayable(&self) -> bool {
        match &self.body {
            RequestBody::Stream(stream) => stream.is_replayable(),
            RequestBody::None | RequestBody::Bytes(_) => true,
        }
    }
}

#[derive(Debug)]
pub(crate) enum RequestBody {
    None,
    Bytes(Bytes),
    Stream(Outgoing),
}

/// Writes an operation's members into a request.
pub struct RequestWriter<'c> {
    meta: &'static OperationMeta,
    rng: &'c dyn Rng,
    /// The number of the path's literal pieces written so far.
    pieces: usize,
    host_pieces: usize,
    /// Where the last label and the last query parameters start in the path, the host prefix or the query.
    last: usize,
    /// The query parameters that come from a map.
    mapped: Range<usize>,
    parts: RequestParts,
    /// The first thing that went wrong.
    error: Option<BuildError>,
}

impl<'c> RequestWriter<'c> {
    pub(crate) fn new(meta: &'static OperationMeta, rng: &'c dyn Rng) -> Self {
        let mut path = String::with_capacity(96);
        path.push_str(meta.path.first().copied().unwrap_or("/"));
        Self {
            meta,
            rng,
            pieces: 1,
            host_pieces: 1,
            last: 0,
            mapped: 0..0,
            parts: RequestParts {
                path,
                query: meta.query.to_owned(),
                host_prefix: meta.host_prefix.first().copied().unwrap_or("").to_owned(),
                headers: HeaderMap::new(),
                body: RequestBody::None,
                sensitive: Vec::new(),
                length: None,
            },
            error: None,
        }
    }

    pub(crate) fn finish(mut self) -> Result<RequestParts, BuildError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let protocol = self.meta.service.protocol;
        if let RequestBody::None = self.parts.body
            && let Some(empty) = protocol.empty_input(self.meta.name)
        {
            self.set_content_type(protocol.content_type());
            self.parts.body = RequestBody::Bytes(empty);
        }
        protocol.add_headers(self.meta.name, &mut self.parts.headers);
        Ok(self.parts)
    }

    fn fail(&mut self, member: &str, problem: impl Into<String>) {
        self.error.get_or_insert_with(|| BuildError {
            member: member.to_owned(),
            problem: problem.into(),
        });
    }

    /// A label, in the path's order.
    pub fn label(&mut self, name: &'static str, value: &dyn Text) {
        let mut problem = None;
        self.last = self.parts.path.len();
        value.with_text(TimestampFormat::DateTime, &mut |text| {
            problem = label_problem(text, &[text]);
            uri::push_encoded(&mut self.parts.path, text);
        });
        self.end_label(name, problem);
    }

    /// A label that is an ID of Route 53.
    pub fn id_label(&mut self, name: &'static str, value: &dyn Text) {
        self.label(name, &LabelId(value));
    }

    /// A greedy label, whose slashes are kept.
    pub fn greedy_label(&mut self, name: &'static str, value: &dyn Text) {
        let mut problem = None;
        self.last = self.parts.path.len();
        value.with_text(TimestampFormat::DateTime, &mut |text| {
            problem = label_problem(text, &text.split('/').collect::<Vec<_>>());
            uri::push_encoded_path(&mut self.parts.path, text);
        });
        self.end_label(name, problem);
    }

    fn end_label(&mut self, name: &str, problem: Option<&'static str>) {
        if let Some(problem) = problem {
            self.fail(name, problem);
        }
        self.parts
            .path
            .push_str(self.meta.path.get(self.pieces).copied().unwrap_or(""));
        self.pieces += 1;
    }

    /// A label in the host prefix, in its order.
    pub fn host_label(&mut self, name: &'static str, value: &dyn Text) {
        let mut valid = true;
        self.last = self.parts.host_prefix.len();
        value.with_text(TimestampFormat::DateTime, &mut |text| {
            valid = crate::endpoint::is_host_label(text);
            // Host names are case-insensitive, and clients send them in lowercase.
            self.parts.host_prefix.push_str(&text.to_ascii_lowercase());
        });
        if !valid {
            self.fail(
                name,
                "is not a host label; use 1 to 63 letters, digits and hyphens, without a hyphen at the start or end",
            );
        }
        let literal = self.meta.host_prefix.get(self.host_pieces).copied();
        self.parts.host_prefix.push_str(literal.unwrap_or(""));
        self.host_pieces += 1;
    }

    /// A member in the query.
    pub fn query(&mut self, name: &'static str, value: &dyn QueryValue) {
        let mut last = None;
        value.each(TimestampFormat::DateTime, &mut |text| {
            self.replace_mapped(name);
            last.get_or_insert(self.parts.query.len());
            uri::push_query(&mut self.parts.query, name, text);
        });
        self.last = last.unwrap_or(self.parts.query.len());
    }

    /// A member in the query that is an ID of Route 53.
    pub fn id_query(&mut self, name: &'static str, value: &dyn QueryValue) {
        self.query(name, &QueryId(value));
    }

    /// Marks the last query member written as `sensitive`.
    pub fn sensitive_query(&mut self) {
        let written = self.parts.query.get(self.last..).unwrap_or_default();
        let written = Bytes::copy_from_slice(written.as_bytes());
        self.parts.sensitive.push(Sent::Query(written));
    }

    /// Marks the last label written as `sensitive`.
    pub fn sensitive_label(&mut self) {
        let literal = self.meta.path.get(self.pieces - 1);
        let written = self.parts.path.get(self.last..).unwrap_or_default();
        let written = written.strip_suffix(literal.copied().unwrap_or(""));
        let written = Bytes::copy_from_slice(written.unwrap_or_default().as_bytes());
        self.parts.sensitive.push(Sent::Text(written));
    }

    /// Marks the payload as `sensitive`.
    pub fn sensitive_payload(&mut self) {
        if let RequestBody::Bytes(bytes) = &self.parts.body {
            self.parts.sensitive.push(Sent::Json(bytes.clone()));
        }
    }

    /// The entries of a map in the query. Named members and parameters in the path take precedence over them.
    pub fn query_map(&mut self, map: &dyn QueryMap) {
        self.last = self.parts.query.len();
        let query = &mut self.parts.query;
        let named: Vec<String> = parameters(query).map(|it| name_of(it).to_owned()).collect();
        map.entries(&mut |name, values| {
            if !named.contains(&uri::encoded(name)) {
                values.each(TimestampFormat::DateTime, &mut |text| {
                    uri::push_query(query, name, text);
                });
            }
        });
        self.mapped = named.len()..parameters(query).count();
    }

    /// Removes the parameters `name` that a map wrote before the member of that name.
    fn replace_mapped(&mut self, name: &str) {
        if self.mapped.is_empty() {
            return;
        }
        let name = uri::encoded(name);
        let mut kept = Vec::new();
        for (index, parameter) in parameters(&self.parts.query).enumerate() {
            if !(self.mapped.contains(&index) && name_of(parameter) == name) {
                kept.push(parameter);
            }
        }
        self.mapped.end -= parameters(&self.parts.query).count() - kept.len();
        self.parts.query = kept.join("&");
    }

    /// A member in a header.
    pub fn header(&mut self, name: &'static str, value: &dyn HeaderText) {
        if let Some(value) = value.header(TimestampFormat::HttpDate)
            && let Some((name, value)) = self.checked_header(name, &value, false)
        {
            self.parts.headers.insert(name, value);
        }
    }

    /// The entries of a map as headers. A header member of the same name takes precedence, wherever it is declared.
    pub fn prefix_headers(&mut self, prefix: &'static str, map: &dyn HeaderMembers) {
        map.each(&mut |key, value| {
            if let Some((name, value)) = self.checked_header(&format!("{prefix}{key}"), value, true)
            {
                self.parts.headers.entry(name).or_insert(value);
            }
        });
    }

    /// Marks the headers of a `sensitive` member, by prefix, so that nothing shows their values.
    pub fn sensitive_headers(&mut self, prefix: &'static str) {
        for (name, value) in &mut self.parts.headers {
            let start = name.as_str().get(..prefix.len());
            if start.is_some_and(|start| start.eq_ignore_ascii_case(prefix)) {
                value.set_sensitive(true);
            }
        }
    }

    /// The macros already reject members with reserved names. Names under a prefix are known only here.
    fn checked_header(
        &mut self,
        name: &str,
        value: &str,
        by_prefix: bool,
    ) -> Option<(HeaderName, HeaderValue)> {
        let problem = match HeaderName::from_bytes(name.as_bytes()) {
            Err(_) => "is not a valid header name".to_owned(),
            Ok(header) => match (
                reserved(&header).filter(|_| by_prefix),
                HeaderValue::from_bytes(value.as_bytes()),
            ) {
                (Some(owner), _) => format!("is a header that is set by {owner}"),
                (None, Ok(value)) => return Some((header, value)),
                (None, Err(_)) => {
                    "contains a line break or another control character, which is not allowed in a header".to_owned()
                }
            },
        };
        self.fail(name, problem);
        None
    }

    /// The members of the body, which is a structure.
    pub fn body(&mut self, members: &[Member<'_>]) {
        let protocol = self.meta.service.protocol;
        if !protocol.sends_empty() && members.iter().all(|(_, value)| value.is_absent()) {
            return;
        }
        let written = protocol.write(self.meta.input(), &mut |writer| writer.structure(members));
        self.set_content_type(protocol.content_type());
        self.parts.sensitive.extend(written.sensitive);
        self.parts.body = RequestBody::Bytes(written.body);
    }

    /// The member that is the body. `media_type` is empty if the payload's type determines it.
    pub fn payload(&mut self, value: &dyn Payload, media_type: &'static str) {
        let mut writer = PayloadWriter::new(self.meta.service.protocol, self.meta.input());
        value.write(&mut writer);
        if let Some(problem) = writer.problem {
            self.fail("payload", problem);
        }
        let Some(content) = writer.content else {
            return;
        };
        self.set_content_type(if media_type.is_empty() {
            writer.content_type
        } else {
            media_type
        });
        self.parts.sensitive.extend(writer.sensitive);
        self.parts.body = match content {
            PayloadContent::Bytes(bytes) => RequestBody::Bytes(bytes),
            PayloadContent::Stream(stream) => RequestBody::Stream(stream),
        };
    }

    fn set_content_type(&mut self, content_type: &'static str) {
        self.parts
            .headers
            .entry(header::CONTENT_TYPE)
            .or_insert(HeaderValue::from_static(content_type));
    }

    /// The caller's idempotency token, or a new UUID v4. It is made once, so that all attempts send the same token.
    #[must_use]
    pub fn idempotency_token<'t>(&self, given: &'t Option<String>) -> Cow<'t, str> {
        match given {
            Some(token) => Cow::Borrowed(token),
            None => Cow::Owned(crate::clock::uuid_v4(self.rng)),
        }
    }
}

impl fmt::Debug for RequestWriter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestWriter")
            .field("operation", &self.meta.name)
            .finish_non_exhaustive()
    }
}

/// The parameters of an encoded query.
fn parameters(query: &str) -> impl Iterator<Item = &str> {
    query.split('&').filter(|parameter| !parameter.is_empty())
}

fn name_of(parameter: &str) -> &str {
    parameter.split('=').next().unwrap_or_default()
}

fn label_problem(text: &str, segments: &[&str]) -> Option<&'static str> {
    if text.is_empty() {
        Some("is empty, so the request would address a different resource; give it a value")
    } else if segments.iter().any(|segment| uri::is_dot_segment(segment)) {
        Some("contains a `.` or `..` segment, which HTTP clients and proxies remove from paths")
    } else {
        None
    }
}

/// Who sets a header that callers may not set. The macros reject the names in this list in declarations, but a prefix
/// header or a header added to a call can still have one.
pub(crate) fn reserved(name: &HeaderName) -> Option<&'static str> {
    opsmith_macros::__reserved_header!(name.as_str())
}

/// Adds a header to a single call.
pub(crate) fn add_own_header(
    headers: &mut HeaderMap,
    name: &HeaderName,
    value: &HeaderValue,
) -> Result<(), BuildError> {
    let Some(owner) = reserved(name) else {
        headers.insert(name.clone(), value.clone());
        return Ok(());
    };
    let mut problem = format!("is a header that is set by {owner}");
    if name.as_str().ends_with("user-agent") {
        problem.push_str("; to name your application, use `app_id` on the client builder");
    }
    Err(BuildError::new(name.as_str(), problem))
}

/// Why a request could not be built: a member's value is not valid where it goes in the request. Nothing was sent.
///
/// ```
/// use opsmith::{BuildError, Client, operation};
///
/// #[operation(service = "chime")]
/// struct GetRoom { account_id: String, room_id: String }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), opsmith::ConfigError> {
/// let client = Client::builder().region("us-east-1").build()?;
/// let error = GetRoom::new("123456789012", "").send(&client).await.unwrap_err();
/// let cause = error.cause().unwrap().downcast_ref::<BuildError>().unwrap();
/// assert_eq!(cause.member(), "RoomId");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct BuildError {
    member: String,
    problem: String,
}

impl BuildError {
    pub(crate) fn new(member: &str, problem: impl Into<String>) -> Self {
        Self {
            member: member.to_owned(),
            problem: problem.into(),
        }
    }

    /// The wire name of the label, header or payload.
    #[must_use]
    pub fn member(&self) -> &str {
        &self.member
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.member, self.problem)
    }
}

/// The same line as `Display`.
impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for BuildError {}
