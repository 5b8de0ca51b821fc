//! The main use case: the four basic operations against the fake service.

use std::sync::atomic::{AtomicU32, Ordering};

use opsmith::{ErrorBody, testing::FakeService};

use crate::chime::{
    ChimeError, CreateRoom, CreateRoomOutput, GetRoom, GetRoomOutput, ListRooms, ListRoomsOutput,
    Room,
};

fn room(id: &str) -> Room {
    Room {
        room_id: Some(id.to_owned()),
        created_timestamp: "2026-01-02T03:04:05Z".parse().ok(),
        ..Room::default()
    }
}

#[tokio::test]
async fn a_room_is_created() {
    let fake = FakeService::start().await.unwrap();
    fake.on(|request: CreateRoom| async move {
        assert_eq!(request.account_id, "acct");
        Ok(CreateRoomOutput {
            room: Some(Room {
                name: Some(request.name),
                ..room(&request.client_request_token.unwrap())
            }),
        })
    });
    let output = CreateRoom::new("acct", "Ops")
        .client_request_token("t-1")
        .send(&fake.client())
        .await
        .unwrap();
    let created = output.room.unwrap();
    assert_eq!(created.name.as_deref(), Some("Ops"));
    assert_eq!(created.room_id.as_deref(), Some("t-1"));
    assert_eq!(created.created_timestamp, room("").created_timestamp);
}

#[tokio::test]
async fn rooms_are_listed_over_all_pages() {
    let fake = FakeService::start().await.unwrap();
    fake.on(|request: ListRooms| async move {
        let page = request.next_token.map_or(0, |token| token.parse().unwrap());
        Ok(ListRoomsOutput {
            rooms: (0..2)
                .map(|n| room(&format!("r{}", page * 2 + n)))
                .collect(),
            next_token: (page < 2).then(|| (page + 1).to_string()),
        })
    });
    let mut rooms = ListRooms::new("acct").max_results(2).items(&fake.client());
    let mut ids = Vec::new();
    while let Some(room) = rooms.try_next().await.unwrap() {
        ids.push(room.room_id.unwrap());
    }
    assert_eq!(ids, ["r0", "r1", "r2", "r3", "r4", "r5"]);
    assert_eq!(fake.requests().len(), 3);
    assert_eq!(fake.requests()[1].raw_query(), "max-results=2&next-token=1");
}

#[tokio::test]
async fn a_throttled_call_is_retried_with_the_same_token() {
    let fake = FakeService::start().await.unwrap();
    let calls = AtomicU32::new(0);
    fake.on(move |_: CreateRoom| {
        std::future::ready(match calls.fetch_add(1, Ordering::Relaxed) {
            0 | 1 => Err(ChimeError::Throttled(ErrorBody::new("slow down"))),
            _ => Ok(CreateRoomOutput { room: None }),
        })
    });
    CreateRoom::new("acct", "Ops")
        .send(&fake.client())
        .await
        .unwrap();
    let tokens: Vec<_> = fake
        .requests()
        .iter()
        .map(|request| {
            request.json()["ClientRequestToken"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(tokens.len(), 3);
    assert_eq!(tokens[0].len(), 36);
    assert!(tokens.iter().all(|token| *token == tokens[0]));
}

#[tokio::test]
async fn an_error_is_one_line_with_everything() {
    let fake = FakeService::start().await.unwrap();
    fake.on(|_: GetRoom| async { Err(ChimeError::NotFound(ErrorBody::new("no such room"))) });
    let error = GetRoom::new("acct", "r9")
        .send(&fake.client())
        .await
        .err()
        .unwrap();
    assert!(matches!(
        error.service_error(),
        Some(ChimeError::NotFound(_))
    ));
    let id = error.request_id().unwrap().to_owned();
    assert_eq!(
        error.to_string(),
        format!(
            "chime GetRoom: NotFoundException: no such room (HTTP 404, request {id}, attempt 1 of 3, us-east-1)"
        ),
    );
    // The source contains what the line does not.
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(source, "service error (the service answered)");
}

#[tokio::test]
async fn a_room_is_read() {
    let fake = FakeService::start().await.unwrap();
    fake.on(|request: GetRoom| async move {
        Ok(GetRoomOutput {
            room: Some(room(&request.room_id)),
        })
    });
    let output = GetRoom::new("acct", "r 1/ü")
        .send(&fake.client())
        .await
        .unwrap();
    assert_eq!(output.room, Some(room("r 1/ü")));
    assert_eq!(
        fake.requests()[0].path(),
        "/accounts/acct/rooms/r%201%2F%C3%BC"
    );
}
