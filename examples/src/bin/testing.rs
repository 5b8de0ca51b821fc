//! The four patterns of a test against a fake service: success, error, retry and paging. In your crate, each of them is a
//! `#[tokio::test]`.
//!
//! `cargo run --bin testing` runs them in this process, without a network.

use std::error::Error;

use opsmith::{
    Client, ErrorBody,
    testing::{FakeService, Fault},
};
use opsmith_examples::{
    chime::{
        ChimeError, CreateRoom, CreateRoomOutput, GetRoom, GetRoomOutput, ListRooms,
        ListRoomsOutput, Room,
    },
    show::{answer, headline},
};

type Tested = Result<(), Box<dyn Error>>;

/// The code under test: finds a room by its name, or creates it. Returns its ID.
async fn ensure_room(client: &Client, account: &str, name: &str) -> Result<String, Box<dyn Error>> {
    let mut rooms = ListRooms::new(account).items(client);
    while let Some(room) = rooms.next().await {
        let room = room?;
        if room.name.as_deref() == Some(name) {
            return Ok(room.room_id.unwrap_or_default());
        }
    }
    let created = CreateRoom::new(account, name).send(client).await?;
    let id = created.room.and_then(|room| room.room_id);
    id.ok_or_else(|| "the room has no ID".into())
}

/// The code under test: the name of a room, if it is there.
async fn room_name(client: &Client, id: &str) -> Result<Option<String>, Box<dyn Error>> {
    match GetRoom::new("acct", id).send(client).await {
        Ok(output) => Ok(output.room.and_then(|room| room.name)),
        Err(error) if matches!(error.service_error(), Some(ChimeError::NotFound(_))) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn room(id: &str, name: &str) -> Room {
    Room {
        room_id: Some(id.to_owned()),
        name: Some(name.to_owned()),
        ..Room::default()
    }
}

#[tokio::main]
async fn main() -> Tested {
    headline("Success: the handler answers, and the call is checked");
    success().await?;
    headline("Error: the handler returns a declared error");
    error().await?;
    headline("Retry: two attempts are throttled, and all attempts send the same");
    retry().await?;
    headline("Paging: the handler answers by the token");
    paging().await
}

async fn success() -> Tested {
    let fake = FakeService::new();
    fake.on(|_: ListRooms| async { Ok(ListRoomsOutput::new()) });
    fake.on(|request: CreateRoom| async move {
        let room = room("r-1", &request.name);
        Ok(CreateRoomOutput { room: Some(room) })
    });

    let id = ensure_room(&fake.client(), "acct", "Ops").await?;

    assert_eq!(id, "r-1");
    assert_eq!(fake.called(), ["ListRooms", "CreateRoom"]);
    let created = &fake.calls::<CreateRoom>()[0];
    assert_eq!(
        (created.account_id.as_str(), created.name.as_str()),
        ("acct", "Ops")
    );
    answer(format_args!("{created:?}"));
    Ok(())
}

async fn error() -> Tested {
    let fake = FakeService::new();
    fake.on(|_: GetRoom| async { Err(ChimeError::NotFound(ErrorBody::new("no such room"))) });

    let name = room_name(&fake.client(), "r-9").await?;

    assert_eq!(name, None);
    answer("no name, and no error");
    Ok(())
}

async fn retry() -> Tested {
    let fake = FakeService::new();
    fake.on(|_: CreateRoom| async {
        Ok(CreateRoomOutput {
            room: Some(room("r-1", "Ops")),
        })
    });
    fake.fault(Fault::throttled().on_request(1));
    fake.fault(Fault::reset_after_reading().on_request(2));

    CreateRoom::new("acct", "Ops").send(&fake.client()).await?;

    let calls = fake.calls::<CreateRoom>();
    assert_eq!((calls.len(), calls[0].attempts()), (1, 3));
    // With another idempotency token, the service would create two rooms.
    calls[0].assert_same_attempts();
    answer(format_args!("{} attempts", calls[0].attempts()));
    Ok(())
}

async fn paging() -> Tested {
    let fake = FakeService::new();
    fake.on(|request: ListRooms| async move {
        let (rooms, next_token) = match request.next_token.as_deref() {
            None => (vec![room("r-1", "Ops")], Some("2".to_owned())),
            Some("2") => (vec![room("r-2", "Sales")], None),
            Some(token) => return Err(ChimeError::NotFound(ErrorBody::new(token))),
        };
        Ok(ListRoomsOutput { rooms, next_token })
    });
    fake.on(|_: GetRoom| async { Ok(GetRoomOutput { room: None }) });

    let id = ensure_room(&fake.client(), "acct", "Sales").await?;

    assert_eq!(id, "r-2");
    assert_eq!(fake.called(), ["ListRooms", "ListRooms"]);
    answer(format_args!("{id} is on the second page"));
    Ok(())
}
