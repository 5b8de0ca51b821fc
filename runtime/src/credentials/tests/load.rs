//! Thousands of callers, a third of which give up, and a provider that fails in every way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};

use super::support::Chance;
use crate::clock::Clock;
use crate::credentials::CachedCredentials;
use crate::future::BoxFuture;

/// How many times faster than real time the clock runs.
const SPEED: u32 = 1000;

#[derive(Debug)]
struct Fast {
    start: Instant,
    wall: SystemTime,
}

impl Clock for Fast {
    fn now(&self) -> SystemTime {
        self.wall + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed() * SPEED
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(time / SPEED))
    }
}

#[derive(Debug)]
struct Faulty {
    clock: Arc<Fast>,
    asked: AtomicU64,
    is_well: AtomicBool,
}

impl ProvideCredentials for Faulty {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            let asked = self.asked.fetch_add(1, Ordering::SeqCst);
            let is_well = self.is_well.load(Ordering::SeqCst);
            match asked % 6 {
                0 if !is_well => std::future::pending::<()>().await,
                1 if !is_well => return Err(CredentialsError::provider_error("refused")),
                3 => tokio::time::sleep(Duration::from_millis(2)).await,
                _ => tokio::task::yield_now().await,
            }
            // Five to fifteen milliseconds.
            let end = self.clock.now() + Duration::from_secs(5 + asked % 3 * 5);
            Ok(Credentials::new("K", "s", None, Some(end), "t"))
        })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_caller_is_stranded() {
    let clock = Arc::new(Fast {
        start: Instant::now(),
        wall: SystemTime::now(),
    });
    let provider = Arc::new(Faulty {
        clock: clock.clone(),
        asked: AtomicU64::new(0),
        is_well: AtomicBool::new(false),
    });
    let limit = Duration::from_secs(5);
    let chance = Arc::new(Chance(0));
    let cache = CachedCredentials::new(provider.clone(), clock, chance, limit);
    let callers: Vec<_> = (0..20_000_u64)
        .map(|number| {
            let cache = cache.clone();
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_micros(number * 37 % 300_000)).await;
                let patience = match number % 3 {
                    0 => Duration::from_micros(number % 1000),
                    _ => Duration::from_secs(30),
                };
                let got = tokio::time::timeout(patience, cache.get()).await;
                assert!(got.is_ok() || number % 3 == 0, "stranded");
                if let Ok(Ok(found)) = got {
                    // What a service does occasionally.
                    if number % 100 == 0 {
                        cache.invalidate(&found);
                    }
                }
            })
        })
        .collect();
    for caller in callers {
        caller.await.unwrap();
    }
    provider.is_well.store(true, Ordering::SeqCst);
    // The last failure is remembered for a second, which takes a millisecond here.
    tokio::time::sleep(Duration::from_millis(10)).await;
    for _ in 0..100 {
        cache.get().await.unwrap();
    }
    let asked = provider.asked.load(Ordering::SeqCst);
    assert!((20..10_000).contains(&asked), "asked {asked} times");
}
