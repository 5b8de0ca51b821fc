//! Pages that never end.

use opsmith::{ErrorKind, testing::FakeService};

use crate::chime::{ListRooms, ListRoomsOutput};

/// A service whose pages return the tokens A, B, A, B, ...
async fn circle() -> FakeService {
    let fake = FakeService::start().await.unwrap();
    fake.on(|request: ListRooms| async move {
        let next = match request.next_token.as_deref() {
            Some("A") => "B",
            _ => "A",
        };
        Ok(ListRoomsOutput {
            rooms: Vec::new(),
            next_token: Some(next.to_owned()),
        })
    });
    fake
}

#[tokio::test]
async fn a_repeated_token_ends_the_pages_with_an_error() {
    let fake = circle().await;
    let mut pages = ListRooms::new("acct").pages(&fake.client());
    for _ in 0..3 {
        assert!(pages.try_next().await.unwrap().is_some());
    }
    let error = pages.try_next().await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(fake.requests().len(), 3);
}

#[tokio::test]
async fn a_repeated_token_ends_the_items_with_the_same_error() {
    let fake = circle().await;
    let mut rooms = ListRooms::new("acct").items(&fake.client());
    let error = rooms.try_next().await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert!(rooms.next().await.is_none());
}

#[tokio::test]
async fn an_empty_token_ends_the_pages() {
    let fake = FakeService::start().await.unwrap();
    fake.on(|_: ListRooms| async {
        Ok(ListRoomsOutput {
            rooms: Vec::new(),
            next_token: Some(String::new()),
        })
    });
    let mut pages = ListRooms::new("acct").pages(&fake.client());
    assert!(pages.try_next().await.unwrap().is_some());
    assert!(pages.try_next().await.unwrap().is_none());
}
