//! The retry mode `adaptive`: a throttled client slows its requests down.

use std::time::Duration;

use opsmith::{
    ErrorKind, RetryConfig, RetryMode, TimeoutKind, Timeouts, testing::ScriptedTransport,
};

use super::retries::{Rig, rig_with, status};

/// Responses: `ok` successes, one throttling error, then successes.
fn throttled_after(ok: usize) -> ScriptedTransport {
    let script = (0..ok).fold(ScriptedTransport::new(), |script, _| {
        script.respond(status(200))
    });
    (0..200).fold(script.respond(status(429)), |script, _| {
        script.respond(status(200))
    })
}

fn adaptive() -> RetryConfig {
    RetryConfig::none().with_mode(RetryMode::Adaptive)
}

/// A client that sent 20 requests at 10 per second and was throttled on the 21st.
async fn throttled(retry: RetryConfig, timeouts: Timeouts) -> Rig {
    let rig = rig_with(throttled_after(20), retry, 0, timeouts);
    for _ in 0..20 {
        rig.succeeds().await;
        rig.clock.advance(Duration::from_millis(100));
    }
    assert!(
        rig.slept().is_empty(),
        "nothing is held back before the first throttle"
    );
    assert_eq!(rig.fails().await.status(), Some(429));
    rig
}

/// The number of calls that are made in `secs` seconds of waiting.
async fn passed(rig: &Rig, secs: u64) -> usize {
    let already = rig.slept().iter().sum::<u64>();
    let mut calls = 0;
    while rig.slept().iter().sum::<u64>() - already < secs * 1000 {
        rig.succeeds().await;
        calls += 1;
        assert!(calls < 150, "nothing is held back");
    }
    calls
}

#[tokio::test]
async fn the_rate_drops_after_throttling_and_recovers() {
    let rig = throttled(adaptive(), Timeouts::none()).await;
    // From 70 % of the measured 10 per second back to nearly all of them within two seconds.
    let first = passed(&rig, 2).await;
    assert!((10..20).contains(&first), "{first}");
    let later = passed(&rig, 2).await;
    assert!(later > first, "{later}");
}

#[tokio::test]
async fn the_standard_mode_does_not_delay_requests() {
    let rig = throttled(RetryConfig::none(), Timeouts::none()).await;
    for _ in 0..100 {
        rig.succeeds().await;
    }
    assert!(rig.slept().is_empty());
}

#[tokio::test]
async fn a_request_that_would_be_delayed_past_its_deadline_is_not_sent() {
    let timeouts = Timeouts::none().with_operation(Duration::from_millis(50));
    let rig = throttled(adaptive(), timeouts).await;
    let sent = rig.script.requests().len();
    let error = loop {
        match crate::chime::GetRoom::new("a", "r").send(&rig.client).await {
            Ok(_) => assert!(
                rig.script.requests().len() < sent + 20,
                "nothing is held back"
            ),
            Err(error) => break error,
        }
    };
    assert_eq!(
        (error.kind(), error.timeout()),
        (ErrorKind::Timeout, Some(TimeoutKind::Operation))
    );
    assert_eq!(error.attempts(), 0);
    assert_eq!(
        error.to_string(),
        "chime GetRoom: the call did not complete within 50ms (operation timeout) (us-east-1)",
    );
    // The next request does not wait for the one that was not sent.
    rig.clock.advance(Duration::from_millis(200));
    rig.succeeds().await;
}
