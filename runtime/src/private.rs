//! What expansions may use. Nothing else may: this changes without notice.

pub use std::{
    self,
    clone::Clone,
    convert::Into,
    default::Default,
    fmt,
    option::Option::{self, None, Some},
    primitive::{bool, i32, str, u8, u64, usize},
    result::Result::{self, Err, Ok},
    string::String,
    time::Duration,
    vec::Vec,
};

pub use bytes::Bytes;
pub use http::{self, Method};
pub use opsmith_macros::__wire_format;
pub use serde;

#[cfg(feature = "__both-ends")]
pub use crate::binding::{
    readable::{from_body, from_header, from_headers, from_payload, from_query, from_query_map},
    request_reader::{RequestReader, absent, absent_option, present},
};
#[cfg(feature = "__both-ends")]
pub use crate::declaration::content::Content;

pub use crate::{
    __both_ends as both_ends, __checked_impl as checked_impl, __circle as circle,
    __known_type as known_type, __not_paginated as not_paginated,
    __service_call_methods as service_call_methods, __stream_methods as stream_methods,
    __testing_only as testing_only, __wire_name as wire_name, ApiError, BoxFuture, Call, Client,
    DecodeError, Error, ItemStream, Operation, OperationMeta, Output, Pages, Paginated,
    PaginatedItems, PresignedRequest, RetryKind, Secrets, Service, ServiceMeta, TimestampFormat,
    UnknownMember, Unmodeled,
    binding::header::{HeaderText, MediaType},
    binding::payload::{
        FromPayload, Payload, PayloadBody, PayloadWriter, ShapeKind, ShapePayload, required_payload,
    },
    binding::query::QueryValue,
    binding::request::RequestWriter,
    binding::response::{ResponseReader, ResponseWriter, required_header},
    binding::text::{As, FromText, HoldsTimestamp, LabelAs, Text},
    call::methods::{Answered, IntoCall, Sendable, set_member},
    call::paginate::{
        HasItems, HasPages, HasToken, Items, ItemsInOutput, PageItems, PageToken, PagesInOutput,
        has_members, turn_map_page, turn_page,
    },
    call::presign::{Presign, ToCurl, ToHttp, presign, to_curl, to_http},
    codec::decode::{
        Decode, DescribedSlot, Reader, Slot, decode_described, read_structure, read_union, required,
    },
    codec::encode::{Described, Encode, MapKey, Sensitive, Writer},
    codec::json::{deserialize, serialize},
    codec::traits::{Tag, Traits},
    declaration::api_error::{AsMessage, ErrorShape, fmt_api_error},
    declaration::checked::{Known, assert_list, assert_page, assert_unmodeled, passed},
    declaration::meta::{Auth, ErrorCode},
    declaration::model::{
        Circle, InCircle, Modeled, NoModel, ShapeOf, assert_complete, assert_output, assert_shape,
        first_of,
    },
    declaration::operation::codes,
    declaration::service::{Case, UNKNOWN_MODEL, assert_service, cased, cased_len, utf8},
    endpoint::own::is_in_region,
    endpoint::table as services,
    protocol::aws_json::AwsJson,
    protocol::aws_query::AwsQuery,
    protocol::ec2_query::Ec2Query,
    protocol::rest_xml::RestXml,
    protocol::rpc_v2_cbor::RpcV2Cbor,
    redact::{Redacted, debug_struct},
    reported_once::{
        Alias, NotOption, NotStreaming, Streaming, body, error_shape, header_text, payload, show,
    },
};
