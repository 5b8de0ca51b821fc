//! The client for synchronous code.

use std::{io, time::Duration};

use bytes::Bytes;
use futures_util::stream;
use http::{HeaderName, HeaderValue, StatusCode};
use opsmith::{
    ByteStream, Call, ErrorKind,
    blocking::{self, ClientError},
    testing::FakeService,
};
use tokio::runtime::Runtime;

use super::{ROOM, Seen, get_room};
use crate::{
    chime::{GetRoom, GetRoomOutput, ListRooms, ListRoomsOutput},
    faults::server::{Answer, Server, json},
    streaming::PostBlob,
};

/// A fake service in the background, for synchronous code.
fn background() -> (Runtime, FakeService) {
    let runtime = Runtime::new().unwrap();
    let fake = runtime.block_on(FakeService::start()).unwrap();
    fake.on(|_: GetRoom| async { Ok(GetRoomOutput { room: None }) });
    fake.on(|request: ListRooms| async move {
        let page = request
            .next_token
            .map_or(0, |token| token.parse::<u32>().unwrap());
        Ok(ListRoomsOutput {
            rooms: Vec::new(),
            next_token: (page < 2).then(|| (page + 1).to_string()),
        })
    });
    (runtime, fake)
}

#[test]
fn a_blocking_client_waits_for_calls_and_pages() {
    let (_runtime, fake) = background();
    let client = blocking::Client::new(fake.client()).unwrap();
    client.send(get_room()).unwrap();
    let header = (
        HeaderName::from_static("x-extra"),
        HeaderValue::from_static("1"),
    );
    let call = Call::new(get_room(), client.client()).header(header.0, header.1);
    client.send(call).unwrap();
    assert_eq!(fake.requests()[1].header("x-extra"), Some("1"));
    let other = client.clone();
    std::thread::spawn(move || other.send(get_room()).map(drop))
        .join()
        .unwrap()
        .unwrap();
    let pages: Result<Vec<_>, _> = client.pages(ListRooms::new("a")).collect();
    assert_eq!(pages.unwrap().len(), 3);
    assert_eq!(fake.requests().len(), 6);
}

#[test]
fn a_blocking_client_notices_between_calls_that_the_server_closed_the_connection() {
    let runtime = Runtime::new().unwrap();
    // The connection looks alive until someone checks.
    let server = runtime.block_on(Server::start(|_| {
        Answer::ThenCloseIdle(Duration::from_millis(10), json(200, ROOM))
    }));
    let seen = Seen::default();
    let client = server.client_builder().hook(seen.clone()).build().unwrap();
    let client = blocking::Client::new(client).unwrap();
    for _ in 0..5 {
        client.send(get_room()).unwrap();
        std::thread::sleep(Duration::from_millis(50));
        // A second attempt could not send this payload again.
        let once = stream::iter([Ok::<_, io::Error>(Bytes::from("once"))]);
        let body = ByteStream::from_stream(once, 4);
        client.send(PostBlob::new("b", body)).unwrap();
        std::thread::sleep(Duration::from_millis(50));
    }
    let attempts = seen.0.lock().unwrap();
    assert_eq!(attempts.len(), 10);
    let are_first = attempts
        .iter()
        .all(|(_, number, status)| (*number, *status) == (1, Some(StatusCode::OK)));
    assert!(are_first, "{attempts:?}");
}

#[test]
fn a_blocking_client_rejects_asynchronous_code_but_can_be_dropped_there() {
    let (runtime, fake) = background();
    let client = blocking::Client::new(fake.client()).unwrap();
    client.send(get_room()).unwrap(); // its connection lives on the client's runtime
    runtime.block_on(async {
        let refused = blocking::Client::new(fake.client()).err().unwrap();
        assert!(matches!(refused, ClientError::Async), "{refused}");
        let refused = blocking::Client::from_env().err().unwrap();
        assert!(matches!(refused, ClientError::Async), "{refused}");
        let error = client.send(get_room()).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(
            error.to_string().contains("use `opsmith::Client`"),
            "{error}"
        );
        let mut pages = client.pages(ListRooms::new("a"));
        let error = pages.next().unwrap().err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(pages.next().is_none());
        drop(pages);
        let other = client.clone();
        let blocked = tokio::task::spawn_blocking(move || other.send(get_room()).is_err());
        assert!(blocked.await.unwrap(), "a thread of tokio's");
        let other = client.clone();
        let thread = std::thread::spawn(move || other.send(get_room()).map(drop));
        thread.join().unwrap().unwrap();
        drop(client);
    });
    assert_eq!(fake.requests().len(), 2);
}
