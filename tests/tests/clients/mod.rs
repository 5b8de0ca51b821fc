//! Everything around a call: warm-up, transports, the blocking client, hooks, and a call's own options.

mod blocking;
mod options;
mod providers;
mod tower;
mod warm_up;

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use opsmith::{Attempt, Client, Credentials, Hook, OperationMeta, testing::ScriptedTransport};

use crate::{chime::GetRoom, faults::server::quick_retries};

const ROOM: &str = r#"{"Room":{"RoomId":"r"}}"#;

fn get_room() -> GetRoom {
    GetRoom::new("a", "r")
}

fn scripted(transport: &ScriptedTransport) -> opsmith::ClientBuilder {
    Client::builder()
        .region("us-east-1")
        .credentials(Credentials::from_keys("AKID", "secret", None))
        .retry(quick_retries())
        .transport(transport.clone())
}

fn room_response() -> Response<Bytes> {
    Response::new(Bytes::from_static(ROOM.as_bytes()))
}

/// Adds a header and records what it sees.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<SeenAttempt>>>);

type SeenAttempt = (&'static str, u32, Option<StatusCode>);

impl Hook for Seen {
    fn before_signing(&self, operation: &'static OperationMeta, headers: &mut HeaderMap) {
        assert!(!headers.contains_key("authorization"));
        headers.insert("x-hook", HeaderValue::from_static(operation.name));
    }

    fn after_attempt(&self, attempt: &Attempt) {
        let seen = (attempt.operation.name, attempt.number, attempt.status);
        self.0.lock().unwrap().push(seen);
    }
}
