//! Refreshes that hang, that no caller waits for, whose runtime has ended, or that wait for themselves.

use std::future::Future as _;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use tokio::runtime::{Builder, Runtime};

use super::cache_rig::{LIMIT, Next, Rig};
use super::support::{Chance, START, TestClock, deepest};
use crate::credentials::CachedCredentials;

const TIMED_OUT: &str = "credentials provider timed out after 5 seconds";

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

#[tokio::test]
async fn a_hanging_provider_times_out_and_is_called_again() {
    let rig = Rig::with(Next::Lasting(3600), 0, 100);
    rig.hold();
    let (first, second) = tokio::join!(rig.cache.provide_credentials(), rig.key());
    assert!(
        matches!(first, Err(CredentialsError::ProviderTimedOut(_))),
        "{first:?}"
    );
    assert_eq!((second.as_str(), rig.asked()), (TIMED_OUT, 1));
    rig.stop_holding();
    rig.advance(1);
    assert_eq!(rig.key().await, "KEY2");
}

#[tokio::test]
async fn a_hanging_renewal_is_restarted_while_the_old_credentials_are_valid() {
    let rig = Rig::with(Next::Lasting(3600), 0, 100);
    rig.key().await;
    rig.hold();
    rig.advance(3300);
    assert_eq!(rig.key().await, "KEY1");
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(rig.key().await, "KEY1");
    rig.settle(2).await;
    rig.stop_holding();
    rig.advance(10);
    assert_eq!(rig.key().await, "KEY1");
    rig.settle(3).await;
    assert_eq!(rig.key().await, "KEY3");
}

#[tokio::test]
async fn failing_calls_share_an_error_for_a_second() {
    let rig = Rig::new(Next::ProviderError);
    for _ in 0..10 {
        assert_eq!(rig.key().await, "refusal 1");
    }
    rig.advance(1);
    let callers = (0..1000).map(|_| rig.key());
    for key in futures_util::future::join_all(callers).await {
        assert_eq!(key, "refusal 2");
    }
    assert_eq!(rig.asked(), 2);
    rig.next(Next::Lasting(3600));
    rig.advance(1);
    assert_eq!(rig.key().await, "KEY3");
}

#[tokio::test]
async fn a_refresh_that_no_caller_waits_for_is_replaced_once() {
    let rig = Rig::new(Next::Lasting(3600));
    rig.hold();
    for (pause, asked) in [(0, 1), (0, 1), (1, 2), (1, 2), (1, 2)] {
        rig.advance(pause);
        rig.give_up();
        rig.settle(asked).await;
    }
    // The second one continues, no matter how impatient its callers are.
    rig.release();
    rig.settle(2).await;
    assert_eq!(rig.key_now().as_deref(), Some("KEY2"));
}

#[tokio::test]
async fn a_refresh_that_a_caller_waits_for_is_not_replaced() {
    let rig = Rig::new(Next::Lasting(3600));
    rig.hold();
    let mut waiting = pin!(rig.key());
    let mut context = Context::from_waker(Waker::noop());
    assert!(waiting.as_mut().poll(&mut context).is_pending());
    rig.advance(4);
    rig.give_up();
    rig.release();
    assert_eq!(waiting.await, "KEY1");
}

#[tokio::test]
async fn a_refresh_past_its_limit_is_replaced() {
    let rig = Rig::new(Next::Lasting(3600));
    rig.key().await;
    rig.hold();
    rig.advance(3300);
    assert_eq!(rig.key().await, "KEY1");
    rig.settle(2).await;
    // The computer was asleep: its timer has not run yet.
    rig.advance(5);
    assert_eq!(rig.key().await, "KEY1");
    rig.settle(3).await;
}

#[tokio::test]
async fn credentials_that_expire_in_transit_are_requested_again() {
    let rig = Rig::new(Next::Aging(60));
    rig.hold();
    let mut waiting = pin!(rig.key());
    let mut context = Context::from_waker(Waker::noop());
    assert!(waiting.as_mut().poll(&mut context).is_pending());
    rig.settle(1).await;
    rig.advance(3600);
    rig.release();
    assert_eq!(waiting.await, "KEY2");
}

#[test]
fn a_refresh_past_its_limit_is_replaced_without_a_runtime_too() {
    let rig = Rig::new(Next::Lasting(3600));
    rig.hold();
    let mut waiting = pin!(rig.key());
    let mut context = Context::from_waker(Waker::noop());
    assert!(waiting.as_mut().poll(&mut context).is_pending());
    rig.advance(4);
    rig.give_up();
    rig.stop_holding();
    rig.advance(1);
    assert_eq!(rig.key_now().as_deref(), Some("KEY2"));
}

#[test]
fn a_refresh_ends_with_its_runtime_and_callers_elsewhere_start_a_new_one() {
    let rig = Rig::new(Next::Lasting(3600));
    rig.hold();
    let gone = runtime();
    gone.block_on(async { rig.give_up() });
    runtime().block_on(async {
        let mut waiting = pin!(rig.key());
        let mut context = Context::from_waker(Waker::noop());
        assert!(waiting.as_mut().poll(&mut context).is_pending());
        assert_eq!(rig.asked(), 1, "waits for the other runtime's");
        gone.shutdown_background();
        rig.stop_holding();
        assert_eq!(waiting.await, "KEY2");
    });
}

#[test]
fn a_runtime_that_ends_in_the_middle_of_a_renewal_does_not_stop_the_next() {
    let rig = Rig::new(Next::Lasting(3600));
    runtime().block_on(rig.key());
    rig.hold();
    rig.advance(3400);
    runtime().block_on(async {
        assert_eq!(rig.key().await, "KEY1");
        rig.settle(2).await;
    });
    rig.stop_holding();
    runtime().block_on(async {
        assert_eq!(rig.key().await, "KEY1");
        rig.settle(3).await;
        assert_eq!(rig.key().await, "KEY3");
    });
}

#[test]
fn a_blocked_runtime_delays_a_caller_in_another_one_for_a_second() {
    let rig = Rig::with(Next::Lasting(3600), 0, 100);
    rig.hold();
    let still = runtime();
    still.block_on(async { rig.give_up() });
    rig.stop_holding();
    runtime().block_on(async {
        let mut waiting = pin!(rig.key());
        let mut context = Context::from_waker(Waker::noop());
        assert!(waiting.as_mut().poll(&mut context).is_pending());
        rig.advance(1);
        assert_eq!(waiting.await, "KEY2");
    });
    // The result of the first one comes too late.
    still.block_on(rig.settle(2));
    assert_eq!(rig.key_now().as_deref(), Some("KEY2"));
}

#[test]
fn a_cache_that_is_dropped_in_the_middle_of_a_refresh_drops_the_provider() {
    let without_runtime = Rig::new(Next::Lasting(3600));
    without_runtime.hold();
    without_runtime.give_up();
    let provider = Arc::downgrade(&without_runtime.provider);
    drop(without_runtime);
    assert!(provider.upgrade().is_none());

    runtime().block_on(async {
        let rig = Rig::new(Next::Lasting(3600));
        rig.hold();
        rig.give_up();
        let provider = Arc::downgrade(&rig.provider);
        drop(rig);
        tokio::task::yield_now().await;
        assert!(provider.upgrade().is_none());
    });
}

/// Makes a call through the cache that called it, or through another one that does.
#[derive(Debug, Default)]
struct Nested {
    inner: Mutex<Option<CachedCredentials>>,
    in_a_task: bool,
}

impl Nested {
    fn turn_to(&self, inner: &CachedCredentials) {
        *self.inner.lock().unwrap() = Some(inner.clone());
    }

    async fn answer(&self) -> Result<Credentials, CredentialsError> {
        let inner = self.inner.lock().unwrap().clone().unwrap();
        let call = async move { inner.provide_credentials().await };
        let keys = if self.in_a_task {
            tokio::spawn(call).await.unwrap()
        } else {
            call.await
        };
        let keys = keys.map_err(CredentialsError::provider_error)?;
        Ok(Credentials::new(
            format!("{}+", keys.access_key_id()),
            "s",
            None,
            Some(UNIX_EPOCH + Duration::from_secs(START + 7200)),
            "nested",
        ))
    }
}

impl ProvideCredentials for Nested {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.answer())
    }
}

fn cached(provider: &Arc<Nested>, clock: &Arc<TestClock>) -> CachedCredentials {
    CachedCredentials::new(provider.clone(), clock.clone(), Arc::new(Chance(0)), LIMIT)
}

#[tokio::test]
async fn a_provider_that_calls_with_its_own_client_gets_a_clear_error() {
    let clock = TestClock::new(1);
    let provider = Arc::new(Nested::default());
    let cache = cached(&provider, &clock);
    provider.turn_to(&cache);
    let began = std::time::Instant::now();
    let error = cache.provide_credentials().await.unwrap_err();
    let text = deepest(&error);
    assert!(
        text.ends_with("would wait for itself; build a separate client for the provider"),
        "{text}"
    );
    assert!(began.elapsed() < Duration::from_secs(1));

    // The same through another client.
    let (one, other) = (Arc::new(Nested::default()), Arc::new(Nested::default()));
    let (of_one, of_other) = (cached(&one, &clock), cached(&other, &clock));
    one.turn_to(&of_other);
    other.turn_to(&of_one);
    let error = of_one.provide_credentials().await.unwrap_err();
    assert!(deepest(&error).contains("wait for itself"), "{error:?}");
}

#[tokio::test]
async fn a_provider_can_renew_with_its_clients_old_credentials() {
    let clock = TestClock::new(1);
    let provider = Arc::new(Nested::default());
    let cache = cached(&provider, &clock);
    let first = Rig::new(Next::Lasting(3600));
    provider.turn_to(&first.cache);
    assert_eq!(cache.get().await.unwrap().access_key_id(), "KEY1+");
    provider.turn_to(&cache);
    clock.advance(Duration::from_mins(115));
    assert_eq!(cache.get().await.unwrap().access_key_id(), "KEY1+");
    tokio::task::yield_now().await;
    assert_eq!(cache.get().await.unwrap().access_key_id(), "KEY1++");
}

#[tokio::test]
async fn a_provider_that_calls_with_its_own_client_in_a_task_times_out() {
    let clock = TestClock::new(100);
    let provider = Arc::new(Nested {
        in_a_task: true,
        ..Nested::default()
    });
    let cache = cached(&provider, &clock);
    provider.turn_to(&cache);
    let error = cache.provide_credentials().await.unwrap_err();
    assert_eq!(error.to_string(), TIMED_OUT);
}

#[tokio::test]
async fn two_clients_whose_providers_share_a_third_client_are_not_a_cycle() {
    let rig = Rig::new(Next::Lasting(3600));
    let clock = TestClock::new(1);
    let (one, other) = (Arc::new(Nested::default()), Arc::new(Nested::default()));
    let (of_one, of_other) = (cached(&one, &clock), cached(&other, &clock));
    one.turn_to(&of_other);
    other.turn_to(&rig.cache);
    assert_eq!(of_one.get().await.unwrap().access_key_id(), "KEY1++");
    assert_eq!(of_other.get().await.unwrap().access_key_id(), "KEY1+");
}

/// Returns the same keys each time, or hangs and leaves them as a fallback.
#[derive(Debug)]
struct Same {
    keys: Credentials,
    asked: AtomicUsize,
    hangs: AtomicBool,
}

impl ProvideCredentials for Same {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            self.asked.fetch_add(1, Ordering::SeqCst);
            if self.hangs.load(Ordering::SeqCst) {
                std::future::pending::<()>().await;
            }
            Ok(self.keys.clone())
        })
    }

    fn fallback_on_interrupt(&self) -> Option<Credentials> {
        Some(self.keys.clone())
    }
}

fn same(clock: &Arc<TestClock>) -> (Arc<Same>, CachedCredentials) {
    let end = UNIX_EPOCH + Duration::from_secs(START + 3600);
    let provider = Arc::new(Same {
        keys: Credentials::new("K", "s", None, Some(end), "t"),
        asked: AtomicUsize::new(0),
        hangs: AtomicBool::new(false),
    });
    let chance = Arc::new(Chance(0));
    let cache = CachedCredentials::new(provider.clone(), clock.clone(), chance, LIMIT);
    (provider, cache)
}

#[tokio::test]
async fn rejected_credentials_that_the_provider_returns_again_are_kept_for_a_second() {
    let clock = TestClock::new(1);
    let (provider, cache) = same(&clock);
    cache.get().await.unwrap();
    for (pause, asked) in [(0, 2), (0, 2), (0, 2), (1, 3)] {
        clock.advance(Duration::from_secs(pause));
        let found = cache.get().await.unwrap();
        cache.invalidate(&found);
        cache.get().await.unwrap();
        assert_eq!(provider.asked.load(Ordering::SeqCst), asked);
    }
}

#[tokio::test]
async fn the_fallback_of_a_hanging_provider_is_used() {
    let clock = TestClock::new(100);
    let (provider, cache) = same(&clock);
    provider.hangs.store(true, Ordering::SeqCst);
    assert_eq!(cache.get().await.unwrap().access_key_id(), "K");
}
