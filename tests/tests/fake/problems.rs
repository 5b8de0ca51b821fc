//! What fails a test: calls without a handler, handlers that panic, requests that do not fit.

use std::panic::{AssertUnwindSafe, catch_unwind};

use opsmith::testing::FakeService;

use super::{AddNote, DeleteBook, note};

/// What the service says when it is dropped.
fn said(fake: FakeService) -> String {
    let panic = catch_unwind(AssertUnwindSafe(|| drop(fake))).unwrap_err();
    *panic.downcast::<String>().unwrap()
}

#[tokio::test]
async fn a_call_without_a_handler_fails_the_test_with_the_handlers_that_there_are() {
    for fake in [FakeService::new(), FakeService::start().await.unwrap()] {
        fake.on(|_: AddNote| async { Ok(note("n")) });
        let error = DeleteBook::new("b").send(&fake.client()).await.unwrap_err();
        assert_eq!(error.code(), Some("UnknownOperationException"));
        let problem = "no handler is set for DELETE /notebooks/b; there are handlers for `AddNote` (POST /notebooks/<..>/notes)";
        assert_eq!(error.message(), Some(problem));
        assert_eq!(
            said(fake),
            format!("the fake service had problems:\n  {problem}")
        );
    }
}

#[tokio::test]
async fn a_handler_that_panics_fails_the_test() {
    let fake = FakeService::new();
    fake.on(|request: DeleteBook| async move { panic!("no {}", request.book) });
    let client = fake.client_builder().retry(opsmith::RetryConfig::none());
    let error = DeleteBook::new("b")
        .send(&client.build().unwrap())
        .await
        .unwrap_err();
    assert_eq!(
        (error.status(), error.code()),
        (Some(500), Some("InternalFailure"))
    );
    assert_eq!(
        said(fake),
        "the fake service had problems:\n  the handler of `DeleteBook` panicked: no b"
    );
}

#[tokio::test]
async fn problems_that_were_taken_do_not_fail_the_test() {
    let fake = FakeService::new();
    DeleteBook::new("b").send(&fake.client()).await.unwrap_err();
    assert_eq!(
        fake.take_problems(),
        ["no handler is set for DELETE /notebooks/b; there are none"]
    );
    drop(fake);
}
