//! Faults that happen to chosen requests.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use opsmith::testing::{FakeService, Fault, TestClock};
use opsmith::{ErrorKind, RetryConfig};

use super::{AddNote, DeleteBook, Line, ListNotes, Page, note};

async fn both() -> [FakeService; 2] {
    let both = [FakeService::new(), FakeService::start().await.unwrap()];
    for fake in &both {
        fake.on(|_: AddNote| async { Ok(note("n")) });
        fake.on(|_: DeleteBook| async { Ok(()) });
    }
    both
}

#[tokio::test]
async fn chosen_requests_are_throttled_and_the_attempts_send_the_same() {
    for fake in both().await {
        fake.fault(Fault::throttled().of::<AddNote>().on_requests(1..=2));
        let client = fake.client();
        DeleteBook::new("b").send(&client).await.unwrap();
        AddNote::new("b", "t").send(&client).await.unwrap();
        let calls = fake.calls::<AddNote>();
        assert_eq!(calls[0].attempts(), 3);
        calls[0].assert_same_attempts();
        assert_eq!(fake.called(), ["DeleteBook", "AddNote"]);
    }
}

#[tokio::test]
async fn a_reset_before_reading_does_not_reach_the_handler_and_one_after_it_does() {
    for (fault, received) in [
        (Fault::reset_before_reading(), 1),
        (Fault::reset_after_reading(), 2),
    ] {
        for fake in both().await {
            fake.fault(fault.clone().on_request(1));
            AddNote::new("b", "t").send(&fake.client()).await.unwrap();
            assert_eq!(fake.requests().len(), received, "{fault:?} {fake:?}");
        }
    }
}

#[tokio::test]
async fn without_retries_a_reset_is_an_error_of_the_transport() {
    for fake in both().await {
        fake.fault(Fault::reset_after_reading());
        let client = fake
            .client_builder()
            .retry(RetryConfig::none())
            .build()
            .unwrap();
        let error = AddNote::new("b", "t").send(&client).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
    }
}

#[tokio::test]
async fn a_response_that_is_cut_is_asked_for_again() {
    for fake in both().await {
        fake.fault(Fault::cut().on_request(1));
        AddNote::new("b", "t").send(&fake.client()).await.unwrap();
        assert_eq!(fake.calls::<AddNote>()[0].attempts(), 2);
    }
}

#[tokio::test]
async fn garbage_does_not_match_the_declaration() {
    for fake in both().await {
        fake.fault(Fault::garbage());
        let error = AddNote::new("b", "t")
            .send(&fake.client())
            .await
            .err()
            .unwrap();
        assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
    }
}

#[tokio::test]
async fn a_clock_that_is_off_is_corrected() {
    for fake in both().await {
        fake.fault(Fault::clock_off(-3600));
        AddNote::new("b", "t").send(&fake.client()).await.unwrap();
        // The first attempt had a wrong date, so it was not accepted.
        assert_eq!(fake.calls::<AddNote>()[0].attempts(), 1);
    }
}

#[tokio::test]
async fn a_delay_is_on_the_clock_of_the_service() {
    let clock = TestClock::at(1_767_225_600);
    let fake = FakeService::new_at(clock.clone());
    fake.on(|_: DeleteBook| async { Ok(()) });
    fake.fault(Fault::delayed(Duration::from_secs(90)).on_request(2));
    let client = fake.client_builder().clock(clock.clone()).build().unwrap();
    DeleteBook::new("b").send(&client).await.unwrap();
    assert_eq!(clock.elapsed_so_far(), Duration::ZERO);
    DeleteBook::new("b").send(&client).await.unwrap();
    assert_eq!(clock.elapsed_so_far(), Duration::from_secs(90));
}

trait Elapsed {
    fn elapsed_so_far(&self) -> Duration;
}

impl Elapsed for TestClock {
    fn elapsed_so_far(&self) -> Duration {
        self.slept().iter().sum()
    }
}

#[tokio::test]
async fn a_repeated_page_ends_the_pages_with_an_error() {
    let fake = FakeService::new();
    fake.on(|request: ListNotes| async move {
        let page: usize = request.next.map_or(0, |token| token.parse().unwrap());
        Ok(Page {
            notes: vec![Line {
                text: page.to_string(),
            }],
            next: Some((page + 1).to_string()),
        })
    });
    fake.fault(Fault::repeated().on_request(3));
    let client = fake.client();
    let mut pages = ListNotes::new("b").pages(&client);
    let mut tokens = Vec::new();
    let error = loop {
        match pages.try_next().await {
            Ok(page) => tokens.push(page.unwrap().next.unwrap()),
            Err(error) => break error,
        }
    };
    // The page arrives, but not another one after it.
    assert_eq!(tokens, ["1", "2", "2"]);
    assert_eq!(error.kind(), ErrorKind::Pagination, "{error}");
}

#[tokio::test]
async fn the_same_seed_chooses_the_same_requests() {
    let mut outcomes = Vec::new();
    for seed in [7, 7, 8] {
        let fake = FakeService::new();
        fake.on(|_: DeleteBook| async { Ok(()) });
        fake.fault(Fault::error(http::StatusCode::CONFLICT, "Busy").with_probability(0.3, seed));
        let client = fake.client();
        let mut failed = Vec::new();
        for _ in 0..100 {
            failed.push(DeleteBook::new("b").send(&client).await.is_err());
        }
        outcomes.push(failed);
    }
    assert_eq!(outcomes[0], outcomes[1]);
    assert_ne!(outcomes[0], outcomes[2]);
    let failed = outcomes[0].iter().filter(|failed| **failed).count();
    assert!((15..=45).contains(&failed), "{failed} of 100");
}

/// A client that makes a new token for each attempt.
#[tokio::test]
async fn attempts_that_differ_are_shown_with_their_members() {
    let fake = FakeService::new();
    fake.on(|_: AddNote| async { Ok(note("n")) });
    let client = fake
        .client_builder()
        .rng(opsmith::testing::FixedRng(0))
        .build()
        .unwrap();
    for (text, token) in [("one", "a"), ("two", "b")] {
        AddNote::new("b", text)
            .token(token)
            .send(&client)
            .await
            .unwrap();
    }
    // Without randomness, both have the same invocation ID.
    let calls = fake.calls::<AddNote>();
    assert_eq!((calls.len(), calls[0].attempts()), (1, 2));
    let panic =
        std::panic::catch_unwind(AssertUnwindSafe(|| calls[0].assert_same_attempts())).unwrap_err();
    assert_eq!(
        *panic.downcast::<String>().unwrap(),
        "the attempts of `AddNote` differ from the first one:\n  \
         attempt 2: the header x-token was `a` and is `b`\n  \
         attempt 2: `text` was \"one\" and is \"two\""
    );
}
