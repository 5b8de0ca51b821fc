//! Reads a request, one member at a time: the inverse of [`RequestWriter`](super::request::RequestWriter), for fakes and
//! servers.
//!
//! Source: <https://smithy.io/2.0/spec/http-bindings.html>, what it says about servers.

use bytes::Bytes;
use http::{HeaderMap, HeaderName};
use percent_encoding::percent_decode_str;

use crate::binding::from_query::{QueryMapSlot, QuerySlot};
use crate::binding::header::{HeaderSlot, PrefixSlot};
use crate::binding::payload::{PayloadBody, PayloadSlot, ResponseBody};
use crate::binding::{read_headers, request};
use crate::codec::decode;
use crate::codec::decode::{DecodeError, MemberSlot};
use crate::declaration::meta::OperationMeta;

/// A request being read.
#[derive(Debug)]
pub struct RequestReader<'r> {
    meta: &'static OperationMeta,
    /// The labels of the path, as sent.
    labels: Vec<&'r str>,
    /// The parameters of the query, decoded, without the operation's constant ones.
    query: Vec<(String, String)>,
    headers: &'r HeaderMap,
    body: ResponseBody,
}

impl<'r> RequestReader<'r> {
    /// The reader of a request that was routed to an operation; `labels` are those of its path, as sent.
    pub(crate) fn new(
        meta: &'static OperationMeta,
        labels: Vec<&'r str>,
        query: &str,
        headers: &'r HeaderMap,
        body: ResponseBody,
    ) -> Result<Self, DecodeError> {
        Ok(Self {
            meta,
            labels,
            query: parameters(meta, query)?,
            headers,
            body,
        })
    }

    /// The label at `position` in the path.
    ///
    /// # Errors
    /// Returns an error if the label does not fit the member's type.
    pub fn label(
        &self,
        position: usize,
        name: &'static str,
        slot: &mut dyn HeaderSlot,
    ) -> Result<(), DecodeError> {
        let sent = self.labels.get(position).copied().unwrap_or_default();
        decoded(sent)
            .and_then(|text| slot.fill(&text))
            .map_err(|error| error.within(name))
    }

    /// A member in the query. An empty list sends nothing, so a required one that is absent is empty.
    ///
    /// # Errors
    /// Returns an error if a parameter does not fit the member's type.
    pub fn query(
        &self,
        name: &'static str,
        required: bool,
        slot: &mut dyn QuerySlot,
    ) -> Result<(), DecodeError> {
        let mut values = Vec::new();
        for (key, value) in &self.query {
            if key == name {
                values.push(value.as_str());
            }
        }
        if values.is_empty() {
            if required {
                slot.fill_absent();
            }
            return Ok(());
        }
        slot.fill(&values).map_err(|error| error.within(name))
    }

    /// All parameters of the query, also those of other members, as Smithy says of servers.
    ///
    /// # Errors
    /// Returns an error if a parameter does not fit the map's type.
    pub fn query_map(&self, slot: &mut dyn QueryMapSlot) -> Result<(), DecodeError> {
        for (index, (name, _)) in self.query.iter().enumerate() {
            if self.query[..index].iter().any(|(before, _)| before == name) {
                continue;
            }
            let values = self.query.iter().filter(|(other, _)| other == name);
            let values: Vec<&str> = values.map(|(_, value)| value.as_str()).collect();
            slot.insert(name, &values)
                .map_err(|error| error.within(name))?;
        }
        Ok(())
    }

    /// A member in a header. Several headers with the same name form one list.
    ///
    /// # Errors
    /// Returns an error if the header does not fit the member's type.
    pub fn header(&self, name: &'static str, slot: &mut dyn HeaderSlot) -> Result<(), DecodeError> {
        read_headers::header(self.headers, name, slot)
    }

    /// A member in a header that has a media type, so it is base64.
    ///
    /// # Errors
    /// Returns an error if the header is not base64, or does not fit the member's type.
    pub fn media_type_header(
        &self,
        name: &'static str,
        slot: &mut dyn HeaderSlot,
    ) -> Result<(), DecodeError> {
        read_headers::media_type_header(self.headers, name, slot)
    }

    /// The headers under a prefix, with their names in lowercase and without the prefix. Those that a client sets itself,
    /// such as the signature, are left out.
    ///
    /// # Errors
    /// Returns an error if a header does not fit the map's type.
    pub fn prefix_headers(
        &self,
        prefix: &'static str,
        slot: &mut dyn PrefixSlot,
    ) -> Result<(), DecodeError> {
        let own = |name: &HeaderName| request::reserved(name).is_some();
        if !self.headers.keys().any(own) {
            return read_headers::prefix_headers(self.headers, prefix, slot);
        }
        let mut headers = self.headers.clone();
        for name in self.headers.keys().filter(|name| own(name)) {
            headers.remove(name);
        }
        read_headers::prefix_headers(&headers, prefix, slot)
    }

    /// The members of the body, which is a structure. An empty body has no members.
    ///
    /// # Errors
    /// Returns an error if the body is not in the protocol's format or does not fit the members.
    pub fn body(&mut self, slots: &mut [MemberSlot<'_>]) -> Result<(), DecodeError> {
        let bytes = self.take_body().into_bytes()?;
        if bytes.is_empty() {
            return Ok(());
        }
        let protocol = self.meta.service.protocol;
        protocol.read_input(&bytes, &mut |reader| decode::read_structure(reader, slots))
    }

    /// The member that is the body. A required one may be empty, if its type has such a value.
    ///
    /// # Errors
    /// Returns an error if the body does not fit the member's type.
    pub fn payload(
        &mut self,
        required: bool,
        slot: &mut dyn PayloadSlot,
    ) -> Result<(), DecodeError> {
        let body = PayloadBody::new(self.take_body(), self.meta.service.protocol);
        slot.fill(body)?;
        if required {
            slot.fill_empty();
        }
        Ok(())
    }

    fn take_body(&mut self) -> ResponseBody {
        std::mem::replace(&mut self.body, ResponseBody::Bytes(Bytes::new()))
    }
}

/// The parameters of a query, decoded. A parameter without `=` is empty.
fn parameters(meta: &OperationMeta, query: &str) -> Result<Vec<(String, String)>, DecodeError> {
    let constant = |parameter: &str| meta.query.split('&').any(|constant| constant == parameter);
    query
        .split('&')
        .filter(|parameter| !parameter.is_empty() && !constant(parameter))
        .map(|parameter| {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            Ok((decoded(name)?, decoded(value)?))
        })
        .filter(|parameter| !matches!(parameter, Ok((name, _)) if is_of_signature(name)))
        .collect()
}

/// Whether a parameter is one that presigning adds.
pub(crate) fn is_of_signature(name: &str) -> bool {
    matches!(
        name,
        "X-Amz-Algorithm"
            | "X-Amz-Credential"
            | "X-Amz-Date"
            | "X-Amz-Expires"
            | "X-Amz-SignedHeaders"
            | "X-Amz-Security-Token"
            | "X-Amz-Signature"
    )
}

fn decoded(text: &str) -> Result<String, DecodeError> {
    percent_decode_str(text)
        .decode_utf8()
        .map(std::borrow::Cow::into_owned)
        .map_err(|_| DecodeError::mismatch("percent-encoded UTF-8", "other bytes"))
}

/// A required member of a request.
#[doc(hidden)]
pub fn present<T>(read: Option<T>, name: &'static str) -> Result<T, DecodeError> {
    read.ok_or_else(|| DecodeError::missing_in_request(name))
}

/// `None` of a field's type, which the expansion does not name.
#[must_use]
pub fn absent<O, T>(_: fn(&O) -> &T) -> Option<T> {
    None
}

/// The same for an optional field.
#[must_use]
pub fn absent_option<O, T>(_: fn(&O) -> &Option<T>) -> Option<T> {
    None
}
