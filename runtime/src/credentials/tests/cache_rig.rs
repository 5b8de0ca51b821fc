//! A scripted provider behind a cache.

use std::future::Future as _;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use tokio::sync::Semaphore;

use super::support::{Chance, TestClock};
use crate::clock::Clock as _;
use crate::credentials::CachedCredentials;

/// How long a refresh may take.
pub(super) const LIMIT: Duration = Duration::from_secs(5);

/// What the provider does when it is called.
#[derive(Debug, Clone, Copy)]
pub(super) enum Next {
    /// Credentials that expire that many seconds from now.
    Lasting(u64),
    /// Credentials that expire that many seconds after they were requested, no matter how long the response takes.
    Aging(u64),
    /// Credentials that expired that many seconds ago.
    Ended(u64),
    Endless,
    ProviderError,
    Panic,
}

/// Returns `KEY1`, `KEY2`, ..
#[derive(Debug)]
pub(super) struct Provider {
    clock: Arc<TestClock>,
    next: Mutex<Next>,
    asked: AtomicUsize,
    /// While it is set, each response requires a permit.
    held: AtomicBool,
    gate: Semaphore,
}

impl Provider {
    async fn answer(&self) -> Result<Credentials, CredentialsError> {
        let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let asked = self.clock.now();
        if self.held.load(Ordering::SeqCst) {
            self.gate.acquire().await.unwrap().forget();
        }
        let now = self.clock.now();
        let end = match *self.next.lock().unwrap_or_else(PoisonError::into_inner) {
            Next::Lasting(seconds) => Some(now + Duration::from_secs(seconds)),
            Next::Aging(seconds) => Some(asked + Duration::from_secs(seconds)),
            Next::Ended(seconds) => Some(now - Duration::from_secs(seconds)),
            Next::Endless => None,
            Next::ProviderError => {
                return Err(CredentialsError::provider_error(format!(
                    "refusal {number}"
                )));
            }
            Next::Panic => panic!("a provider's own mistake"),
        };
        Ok(Credentials::new(
            format!("KEY{number}"),
            "s",
            None,
            end,
            "test",
        ))
    }
}

impl ProvideCredentials for Provider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.answer())
    }
}

pub(super) struct Rig {
    clock: Arc<TestClock>,
    pub(super) provider: Arc<Provider>,
    pub(super) cache: CachedCredentials,
}

impl Rig {
    pub(super) fn new(next: Next) -> Self {
        Self::with(next, 0, 1)
    }

    /// `chance` is the random number; sleeping is `speed` times faster than for real.
    pub(super) fn with(next: Next, chance: u64, speed: u32) -> Self {
        let clock = TestClock::new(speed);
        let provider = Arc::new(Provider {
            clock: clock.clone(),
            next: Mutex::new(next),
            asked: AtomicUsize::new(0),
            held: AtomicBool::new(false),
            gate: Semaphore::new(0),
        });
        let cache = CachedCredentials::new(
            provider.clone(),
            clock.clone(),
            Arc::new(Chance(chance)),
            LIMIT,
        );
        Self {
            clock,
            provider,
            cache,
        }
    }

    pub(super) fn next(&self, next: Next) {
        *self
            .provider
            .next
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = next;
    }

    pub(super) fn hold(&self) {
        self.provider.held.store(true, Ordering::SeqCst);
    }

    pub(super) fn release(&self) {
        self.provider.held.store(false, Ordering::SeqCst);
        self.provider.gate.add_permits(1);
    }

    /// From now on, responses do not wait. Those already waiting continue to wait until released.
    pub(super) fn stop_holding(&self) {
        self.provider.held.store(false, Ordering::SeqCst);
    }

    pub(super) fn asked(&self) -> usize {
        self.provider.asked.load(Ordering::SeqCst)
    }

    pub(super) fn advance(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    pub(super) async fn key(&self) -> String {
        match self.cache.get().await {
            Ok(credentials) => credentials.access_key_id().to_owned(),
            Err(error) => error.to_string(),
        }
    }

    /// The key, if it is available without waiting. A caller that would have to wait gives up.
    pub(super) fn key_now(&self) -> Option<String> {
        match pin!(self.key()).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(key) => Some(key),
            Poll::Pending => None,
        }
    }

    /// A caller that gives up at once.
    pub(super) fn give_up(&self) {
        assert_eq!(self.key_now(), None);
    }

    /// Lets background tasks run until the provider was called that many times and the refresh is over.
    pub(super) async fn settle(&self, asked: usize) {
        for _ in 0..1000 {
            tokio::task::yield_now().await;
        }
        assert_eq!(self.asked(), asked);
    }
}
