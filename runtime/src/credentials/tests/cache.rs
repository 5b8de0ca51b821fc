//! One refresh for all callers, the old credentials in the meantime, and failures.

use std::future::Future as _;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Waker};
use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use aws_credential_types::provider::ProvideCredentials as _;
use aws_credential_types::provider::error::CredentialsError;

use super::cache_rig::{LIMIT, Next, Rig};
use super::support::{Chance, START, TestClock};
use crate::credentials::CachedCredentials;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_callers_cause_one_refresh() {
    let rig = Rig::new(Next::Lasting(3600));
    rig.hold();
    let callers: Vec<_> = (0..1000)
        .map(|_| {
            let cache = rig.cache.clone();
            tokio::spawn(async move { cache.get().await.unwrap().access_key_id().to_owned() })
        })
        .collect();
    while rig.asked() == 0 {
        tokio::task::yield_now().await;
    }
    rig.release();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), "KEY1");
    }
    assert_eq!(rig.asked(), 1);
    // The same after they have expired.
    rig.advance(3601);
    let callers: Vec<_> = (0..1000)
        .map(|_| {
            tokio::spawn({
                let cache = rig.cache.clone();
                async move { cache.get().await }
            })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap().unwrap().access_key_id(), "KEY2");
    }
    assert_eq!(rig.asked(), 2);
}

#[tokio::test]
async fn credentials_are_kept_until_five_minutes_before_they_expire() {
    let rig = Rig::new(Next::Lasting(3600));
    assert_eq!(rig.key().await, "KEY1");
    rig.advance(3299);
    assert_eq!(rig.key().await, "KEY1");
    rig.settle(1).await;
    rig.advance(1);
    assert_eq!(
        rig.key().await,
        "KEY1",
        "the call that starts the refresh does not wait for it"
    );
    assert_eq!(rig.asked(), 1, "nor does it run the provider");
    rig.settle(2).await;
    assert_eq!(rig.key().await, "KEY2");
}

#[tokio::test]
async fn renewals_are_spread_over_a_minute() {
    let rig = Rig::with(Next::Lasting(3600), u64::MAX / 2, 1);
    rig.key().await;
    rig.advance(3329);
    rig.key().await;
    rig.settle(1).await;
    rig.next(Next::ProviderError);
    rig.advance(1);
    assert_eq!(rig.key().await, "KEY1");
    rig.settle(2).await;
    // The pauses after a failure are spread, too, over half of their length.
    rig.advance(12);
    rig.key().await;
    rig.settle(2).await;
    rig.advance(1);
    rig.key().await;
    rig.settle(3).await;
}

#[tokio::test]
async fn callers_use_the_old_credentials_during_a_refresh() {
    let rig = Rig::new(Next::Lasting(3600));
    rig.key().await;
    rig.hold();
    rig.advance(3400);
    for _ in 0..1000 {
        assert_eq!(rig.key().await, "KEY1");
    }
    rig.settle(2).await;
    rig.release();
    rig.settle(2).await;
    assert_eq!(rig.key().await, "KEY2");
}

#[tokio::test]
async fn after_a_failed_refresh_the_old_credentials_are_used() {
    let rig = Rig::new(Next::Lasting(3600));
    rig.key().await;
    rig.next(Next::ProviderError);
    rig.advance(3300);
    for (pause, asked) in [
        (0, 2),
        (9, 2),
        (1, 3),
        (19, 3),
        (1, 4),
        (39, 4),
        (1, 5),
        (59, 5),
        (1, 6),
    ] {
        rig.advance(pause);
        assert_eq!(rig.key().await, "KEY1");
        rig.settle(asked).await;
    }
    // In the last ten seconds, a call waits for the refresh, but still uses the old credentials if it fails.
    rig.advance(161);
    assert_eq!(rig.key().await, "KEY1");
    rig.settle(7).await;
    rig.advance(9);
    assert_eq!(rig.key().await, "refusal 8", "ended and failed");
    rig.next(Next::Lasting(3600));
    rig.advance(1);
    assert_eq!(rig.key().await, "KEY9", "an error is kept for a second");
}

#[tokio::test]
async fn every_waiting_caller_gets_the_error_and_its_kind() {
    let rig = Rig::new(Next::ProviderError);
    rig.hold();
    let release = async { rig.release() };
    let (first, second, ()) = tokio::join!(
        rig.cache.provide_credentials(),
        rig.cache.provide_credentials(),
        release
    );
    for error in [first.unwrap_err(), second.unwrap_err()] {
        assert!(
            matches!(error, CredentialsError::ProviderError(_)),
            "{error:?}"
        );
        assert_eq!(
            std::error::Error::source(&error).unwrap().to_string(),
            "refusal 1"
        );
    }
}

#[tokio::test]
async fn a_caller_that_gives_up_leaves_the_refresh_to_the_others() {
    let rig = Rig::new(Next::Lasting(3600));
    rig.hold();
    let mut context = Context::from_waker(Waker::noop());
    let mut waiting = pin!(rig.cache.get());
    {
        let mut first = pin!(rig.cache.get());
        assert!(first.as_mut().poll(&mut context).is_pending());
        assert!(waiting.as_mut().poll(&mut context).is_pending());
    }
    rig.release();
    let found = tokio::time::timeout(Duration::from_secs(5), waiting)
        .await
        .unwrap();
    assert_eq!(found.unwrap().access_key_id(), "KEY1");
    assert_eq!(rig.asked(), 1);
}

#[tokio::test]
async fn a_refresh_continues_when_all_callers_give_up() {
    let rig = Rig::new(Next::Lasting(3600));
    rig.hold();
    rig.give_up();
    rig.settle(1).await;
    rig.release();
    rig.settle(1).await;
    assert_eq!(rig.key_now(), Some("KEY1".to_owned()));
}

#[test]
fn without_a_runtime_a_dropped_caller_drops_its_refresh() {
    let rig = Rig::new(Next::Lasting(3600));
    assert_eq!(rig.key_now(), Some("KEY1".to_owned()));
    rig.hold();
    rig.advance(3400);
    assert_eq!(rig.key_now(), None, "drives the refresh, then gives up");
    let mut context = Context::from_waker(Waker::noop());
    let mut driving = pin!(rig.cache.get());
    assert!(driving.as_mut().poll(&mut context).is_pending());
    assert_eq!(rig.asked(), 3, "asked anew");
    assert_eq!(
        rig.key_now(),
        Some("KEY1".to_owned()),
        "another caller goes on"
    );
    rig.release();
    assert!(driving.as_mut().poll(&mut context).is_ready());
    assert_eq!(rig.key_now(), Some("KEY3".to_owned()));
}

#[tokio::test]
async fn a_panicking_provider_is_an_error_and_is_called_again() {
    let rig = Rig::new(Next::Panic);
    assert_eq!(rig.key().await, "the credentials provider panicked");
    rig.next(Next::Endless);
    rig.advance(1);
    assert_eq!(rig.key().await, "KEY2");
}

#[tokio::test]
async fn credentials_that_never_expire_are_requested_once() {
    let rig = Rig::new(Next::Endless);
    for _ in 0..3 {
        assert_eq!(rig.key().await, "KEY1");
        rig.advance(1_000_000);
    }
    rig.settle(1).await;
}

#[tokio::test]
async fn short_lived_credentials_are_not_requested_for_every_call() {
    let rig = Rig::new(Next::Lasting(120));
    for _ in 0..10 {
        assert_eq!(rig.key().await, "KEY1");
        rig.settle(1).await;
    }
    rig.advance(60);
    assert_eq!(rig.key().await, "KEY1");
    rig.settle(2).await;
    assert_eq!(rig.key().await, "KEY2");
}

#[tokio::test]
async fn new_credentials_that_look_expired_are_used_and_soon_requested_again() {
    let rig = Rig::new(Next::Ended(7200));
    assert_eq!(rig.key().await, "KEY1");
    assert_eq!(rig.key().await, "KEY1");
    rig.advance(10);
    assert_eq!(rig.key().await, "KEY2");
}

#[tokio::test]
async fn only_rejected_credentials_are_forgotten() {
    let rig = Rig::new(Next::Lasting(3600));
    let refused = rig.cache.get().await.unwrap();
    rig.cache.invalidate(&refused);
    assert_eq!(rig.key().await, "KEY2");
    rig.cache.invalidate(&refused);
    assert_eq!(rig.key().await, "KEY2");
}

#[test]
fn debug_does_not_show_secrets() {
    let keys = Credentials::new(
        "AKID",
        "hunter2",
        Some("token".to_owned()),
        Some(UNIX_EPOCH + Duration::from_secs(START + 1)),
        "t",
    );
    let chance = Arc::new(Chance(0));
    let cache = CachedCredentials::new(Arc::new(keys), TestClock::new(1), chance, LIMIT);
    assert!(
        pin!(cache.get())
            .poll(&mut Context::from_waker(Waker::noop()))
            .is_ready()
    );
    let shown = format!("{cache:?}");
    assert!(
        shown.contains("AKID") && !shown.contains("hunter2"),
        "{shown}"
    );
}
