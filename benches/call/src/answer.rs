//! The response that every candidate gets.

use bytes::Bytes;
use http::Response;

pub const ACCOUNT_ID: &str = "12a3456b-7c89-012d-3456-78901e23fg45";
pub const ROOM_ID: &str = "abcd1e2d-3e45-6789-01f2-3g45h67i890j";

pub const BODY: &[u8] = br#"{"Room":{"RoomId":"abcd1e2d-3e45-6789-01f2-3g45h67i890j","Name":"chatRoom","AccountId":"12a3456b-7c89-012d-3456-78901e23fg45","CreatedBy":"arn:aws:iam::111122223333:user/alejandro","CreatedTimestamp":"2019-12-02T22:29:31.549Z","UpdatedTimestamp":"2019-12-02T22:33:19.310Z"}}"#;

/// A response with the candidate's own body type.
pub fn answer<B>(body: impl FnOnce(Bytes) -> B) -> Response<B> {
    let mut response = Response::new(body(Bytes::from_static(BODY)));
    let headers = response.headers_mut();
    let value = http::HeaderValue::from_static;
    headers.insert("content-type", value("application/json"));
    headers.insert("content-length", value("274"));
    headers.insert(
        "x-amzn-requestid",
        value("8b1d4a27-1f0c-4c3e-9b75-2c6f5d1e7a90"),
    );
    headers.insert("date", value("Mon, 02 Dec 2019 22:33:20 GMT"));
    response
}
