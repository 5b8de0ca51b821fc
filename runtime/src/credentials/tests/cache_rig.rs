//! A provider that does what it is told, behind a cache.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use tokio::sync::Semaphore;

use super::support::TestClock;
use crate::clock::Clock as _;
use crate::credentials::CachedCredentials;

/// What the provider does when it is asked.
#[derive(Debug, Clone, Copy)]
pub(super) enum Next {
    /// Credentials that end that many seconds from now.
    Lasting(u64),
    /// Credentials that ended that many seconds ago.
    Ended(u64),
    Endless,
    Failure,
    Panic,
}

/// Hands out `KEY1`, `KEY2`, ..
#[derive(Debug)]
pub(super) struct Provider {
    clock: Arc<TestClock>,
    next: Mutex<Next>,
    asked: AtomicUsize,
    /// While it is set, an answer takes a permit.
    held: AtomicBool,
    gate: Semaphore,
}

impl Provider {
    async fn answer(&self) -> Result<Credentials, CredentialsError> {
        let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        if self.held.load(Ordering::SeqCst) {
            self.gate.acquire().await.unwrap().forget();
        }
        let now = self.clock.now();
        let end = match *self.next.lock().unwrap_or_else(PoisonError::into_inner) {
            Next::Lasting(seconds) => Some(now + Duration::from_secs(seconds)),
            Next::Ended(seconds) => Some(now - Duration::from_secs(seconds)),
            Next::Endless => None,
            Next::Failure => {
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
        let clock = TestClock::new(1);
        let provider = Arc::new(Provider {
            clock: clock.clone(),
            next: Mutex::new(next),
            asked: AtomicUsize::new(0),
            held: AtomicBool::new(false),
            gate: Semaphore::new(0),
        });
        let cache = CachedCredentials::new(provider.clone(), clock.clone());
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

    /// Lets background tasks run until the provider was asked that often and the refresh is over.
    pub(super) async fn settle(&self, asked: usize) {
        for _ in 0..1000 {
            tokio::task::yield_now().await;
        }
        assert_eq!(self.asked(), asked);
    }
}
