//! Handlers take the operation that was sent and return its output or error.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::TryStreamExt;
use opsmith::testing::FakeService;
use opsmith::{ErrorBody, ErrorKind};

use super::{AddNote, DeleteBook, Line, ListNotes, Note, NotesError, Page, note};

async fn add(request: AddNote) -> Result<Note, NotesError> {
    Ok(Note {
        id: format!("{}-1", request.book),
        text: Some(request.text),
    })
}

#[tokio::test]
async fn a_handler_is_a_closure_a_function_or_an_async_closure() {
    for fake in [FakeService::new(), FakeService::start().await.unwrap()] {
        let client = fake.client();
        fake.on(add);
        let added = AddNote::new("b", "t").send(&client).await.unwrap();
        assert_eq!(
            (added.id.as_str(), added.text.as_deref()),
            ("b-1", Some("t"))
        );
        fake.on(|request: AddNote| async move { Ok(note(&request.text)) });
        assert_eq!(AddNote::new("b", "t").send(&client).await.unwrap().id, "t");
        fake.on(async |request: AddNote| Ok(note(&request.book)));
        assert_eq!(AddNote::new("b", "t").send(&client).await.unwrap().id, "b");
        assert_eq!(fake.called(), ["AddNote"; 3]);
    }
}

#[tokio::test]
async fn a_handler_may_wait_and_count() {
    let fake = FakeService::new();
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = calls.clone();
    fake.on(move |_: DeleteBook| {
        let counter = counter.clone();
        async move {
            tokio::task::yield_now().await;
            counter.fetch_add(1, Ordering::Relaxed);
            Ok(())
        }
    });
    let client = fake.client();
    for _ in 0..3 {
        DeleteBook::new("b").send(&client).await.unwrap();
    }
    assert_eq!(calls.load(Ordering::Relaxed), 3);
}

#[tokio::test]
async fn an_error_has_the_declared_code_and_status() {
    let fake = FakeService::new();
    fake.on(|request: DeleteBook| async move {
        let message = format!("no book {}", request.book);
        Err(NotesError::NoSuchBook(ErrorBody::new(message)))
    });
    let error = DeleteBook::new("b").send(&fake.client()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(
        (error.status(), error.code()),
        (Some(404), Some("NoSuchBook"))
    );
    assert_eq!(error.message(), Some("no book b"));
    assert!(matches!(
        error.service_error(),
        Some(NotesError::NoSuchBook(_))
    ));
}

#[tokio::test]
async fn pages_are_answered_by_their_tokens() {
    let fake = FakeService::new();
    fake.on(|request: ListNotes| async move {
        let page: usize = request.next.map_or(0, |token| token.parse().unwrap());
        Ok(Page {
            notes: vec![Line {
                text: page.to_string(),
            }],
            next: (page < 2).then(|| (page + 1).to_string()),
        })
    });
    let client = fake.client();
    let notes: Vec<Line> = ListNotes::new("b")
        .items(&client)
        .try_collect()
        .await
        .unwrap();
    let texts: Vec<&str> = notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(texts, ["0", "1", "2"]);
    let tokens: Vec<_> = fake
        .calls::<ListNotes>()
        .into_iter()
        .map(|call| call.into_operation().next)
        .collect();
    assert_eq!(tokens, [None, Some("1".to_owned()), Some("2".to_owned())]);
}

#[tokio::test]
async fn calls_are_typed_and_in_order() {
    let fake = FakeService::new();
    fake.on(add);
    fake.on(|_: DeleteBook| async { Ok(()) });
    let client = fake.client();
    let sent = AddNote::new("b/1", "é")
        .tags(vec!["x".to_owned()])
        .token("t");
    sent.clone().send(&client).await.unwrap();
    DeleteBook::new("b/1").send(&client).await.unwrap();
    AddNote::new("b", "2").send(&client).await.unwrap();

    assert_eq!(fake.called(), ["AddNote", "DeleteBook", "AddNote"]);
    let calls = fake.calls::<AddNote>();
    assert_eq!(*calls[0].operation(), sent);
    assert_eq!(calls[1].text, "2");
    assert_eq!((calls[0].attempts(), calls[1].attempts()), (1, 1));
    assert!(calls[1].token.is_some());
    assert_eq!(calls[0].requests()[0].read::<AddNote>().unwrap(), sent);
}

/// Each call is signed, checked, read, handled, written and read again. Counted, not timed: the time that a thousand take
/// is printed.
#[tokio::test]
async fn a_thousand_calls_stay_in_the_process() {
    let fake = FakeService::new();
    fake.on(add);
    let client = fake.client();
    let start = std::time::Instant::now();
    for _ in 0..1_000 {
        AddNote::new("b", "t").send(&client).await.unwrap();
    }
    println!("{:?} for 1,000 calls", start.elapsed());
    assert_eq!(fake.calls::<AddNote>().len(), 1_000);
}
