//! What is retried, when, and at what cost, with a clock that does not wait and fixed random numbers.

use std::time::Duration;

use http::Response;
use opsmith::{
    __private::RequestWriter,
    Call, Client, Credentials, ErrorKind, Operation, OperationMeta, RetryConfig, Timeouts,
    TransportErrorKind, Unmodeled,
    testing::{FixedRng, ScriptedTransport, TestClock},
};

use crate::chime::GetRoom;

/// 2026-01-01T00:00:00Z
const NOW: u64 = 1_767_225_600;

pub struct Rig {
    pub script: ScriptedTransport,
    pub clock: TestClock,
    pub client: Client,
}

/// An operation of a service whose protocol is not supported yet: retries do not depend on that.
macro_rules! bare {
    ($name:ident, $service:ident) => {
        struct $name;

        impl Operation for $name {
            const META: &'static OperationMeta = &OperationMeta {
                name: stringify!($name),
                service: &opsmith::__private::services::$service,
                ..OperationMeta::DEFAULT
            };
            type Output = ();
            type Error = Unmodeled;

            fn write(&self, _: &mut RequestWriter<'_>) {}
        }
    };
}

/// A client whose backoff is always the maximum.
pub fn rig(script: ScriptedTransport, retry: RetryConfig) -> Rig {
    rig_with(script, retry, u64::MAX, Timeouts::none())
}

pub fn rig_with(
    script: ScriptedTransport,
    retry: RetryConfig,
    random: u64,
    timeouts: Timeouts,
) -> Rig {
    let clock = TestClock::at(NOW);
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::from_keys("AKID", "secret", None))
        .endpoint_url("http://localhost")
        .transport(script.clone())
        .clock(clock.clone())
        .rng(FixedRng(random))
        .timeouts(timeouts)
        .retry(retry)
        .build()
        .unwrap();
    Rig {
        script,
        clock,
        client,
    }
}

pub fn status(status: u16) -> Response<&'static str> {
    Response::builder().status(status).body("{}").unwrap()
}

fn failing(count: usize) -> ScriptedTransport {
    (0..count).fold(ScriptedTransport::new(), |script, _| {
        script.respond(status(500))
    })
}

impl Rig {
    pub async fn fails(&self) -> opsmith::Error<crate::chime::ChimeError> {
        GetRoom::new("a", "r")
            .send(&self.client)
            .await
            .err()
            .unwrap()
    }

    pub async fn succeeds(&self) {
        GetRoom::new("a", "r").send(&self.client).await.unwrap();
    }

    /// The waits, in milliseconds.
    pub fn slept(&self) -> Vec<u64> {
        let slept = self.clock.slept();
        slept
            .iter()
            .map(|slept| {
                let nanos = u64::try_from(slept.as_nanos()).unwrap();
                nanos.div_ceil(1_000_000)
            })
            .collect()
    }
}

fn throttled(count: usize) -> ScriptedTransport {
    (0..count).fold(ScriptedTransport::new(), |script, _| {
        script.respond(status(429))
    })
}

#[tokio::test]
async fn the_backoff_doubles_up_to_its_maximum() {
    let retry = RetryConfig::default().with_max_attempts(12);
    let longest = [
        50, 100, 200, 400, 800, 1600, 3200, 6400, 12_800, 20_000, 20_000,
    ];
    let rig = rig(failing(12), retry.clone());
    rig.fails().await;
    assert_eq!(rig.slept(), longest);
    let half = u64::MAX / 2 + 1;
    let half = rig_with(failing(12), retry.clone(), half, Timeouts::none());
    half.fails().await;
    assert_eq!(half.slept(), longest.map(|millis| millis / 2));
    let none = rig_with(failing(12), retry, 0, Timeouts::none());
    none.fails().await;
    assert_eq!(none.slept(), [0; 11]);
}

#[tokio::test]
async fn the_backoff_after_throttling_is_longer() {
    let retry = RetryConfig::default().with_max_attempts(8);
    let rig = rig(throttled(8), retry);
    rig.fails().await;
    assert_eq!(
        rig.slept(),
        [1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]
    );
}

#[tokio::test]
async fn each_failure_has_the_backoff_of_its_kind() {
    let script = ScriptedTransport::new()
        .respond(status(500))
        .respond(status(429))
        .fail(TransportErrorKind::Timeout)
        .respond(status(200));
    let rig = rig(script, RetryConfig::default().with_max_attempts(4));
    rig.succeeds().await;
    assert_eq!(rig.slept(), [50, 2000, 200]);
}

#[tokio::test]
async fn the_backoff_never_overflows() {
    let retry = RetryConfig::default()
        .with_max_attempts(u32::MAX)
        .with_max_backoff(Duration::from_hours(1));
    let hour = rig(failing(36), retry);
    assert_eq!(hour.fails().await.attempts(), 36);
    assert_eq!(hour.slept().last(), Some(&3_600_000));

    for limit in [Duration::MAX, Duration::from_secs(u64::MAX)] {
        let retry = RetryConfig::default()
            .with_max_attempts(36)
            .with_initial_backoff(limit)
            .with_throttling_backoff(limit)
            .with_max_backoff(limit);
        let timeouts = Timeouts::none().with_operation(Duration::from_hours(24));
        let error = rig_with(failing(1), retry, u64::MAX, timeouts)
            .fails()
            .await;
        assert_eq!(error.attempts(), 1, "no wait of this length ends in a day");
    }
}

#[tokio::test]
async fn the_default_is_three_attempts_and_one_is_possible() {
    let rig_of_three = rig(failing(5), RetryConfig::default());
    assert_eq!(rig_of_three.fails().await.attempts(), 3);
    let rig_of_one = rig(failing(5), RetryConfig::none());
    let error = rig_of_one.fails().await;
    assert_eq!(error.attempts(), 1);
    assert!(
        error
            .to_string()
            .ends_with("(HTTP 500, attempt 1 of 1, us-east-1)"),
        "{error}"
    );
}

#[tokio::test]
async fn the_wait_that_the_service_requests_is_capped() {
    for (name, value, waited) in [
        ("retry-after", "5", 5000),
        ("retry-after", "3600", 20_000),
        ("retry-after", "18446744073709551615", 20_000),
        ("retry-after", "0", 50),
        ("retry-after", "-5", 50),
        ("retry-after", "soon", 50),
        ("retry-after", "Thu, 01 Jan 2026 00:00:07 GMT", 7000),
        ("retry-after", "Wed, 31 Dec 2025 00:00:00 GMT", 50),
        ("x-amz-retry-after", "1500", 1500),
        ("x-amz-retry-after", "10", 50),
        ("x-amz-retry-after", "5050", 5050),
        // At most five seconds more than the backoff.
        ("x-amz-retry-after", "5051", 5050),
        ("x-amz-retry-after", "3600000", 5050),
        ("x-amz-retry-after", "18446744073709551615", 5050),
        ("x-amz-retry-after", "18446744073709551616", 50),
        ("x-amz-retry-after", "-1", 50),
        ("x-amz-retry-after", "soon", 50),
    ] {
        let busy = Response::builder()
            .status(503)
            .header(name, value)
            .body("{}")
            .unwrap();
        let rig = rig(
            ScriptedTransport::new().respond(busy).respond(status(200)),
            RetryConfig::default(),
        );
        rig.succeeds().await;
        assert_eq!(rig.slept(), [waited], "{name}: {value}");
    }
}

#[tokio::test]
async fn transient_failures_are_retried() {
    let coded = |status: u16, code: &str| {
        Response::builder()
            .status(status)
            .header("x-amzn-errortype", code)
            .body("{}")
            .unwrap()
    };
    for again in [
        status(500),
        status(502),
        status(503),
        status(504),
        status(429),
        coded(400, "ThrottlingException"),
        coded(400, "aws.api#TooManyRequestsException:http://x"),
        coded(400, "RequestTimeout"),
        coded(400, "ThrottledClientException"), // the declaration says so
    ] {
        let shown = format!("{again:?}");
        let rig = rig(
            ScriptedTransport::new().respond(again).respond(status(200)),
            RetryConfig::default(),
        );
        rig.succeeds().await;
        assert_eq!(rig.script.requests().len(), 2, "{shown}");
    }
    for once in [
        status(400),
        status(401),
        status(403),
        status(404),
        status(409),
        status(501),
        status(505),
        coded(400, "ValidationException"),
        coded(403, "AccessDeniedException"),
        coded(404, "NotFoundException"),
    ] {
        let shown = format!("{once:?}");
        let rig = rig(
            ScriptedTransport::new().respond(once).respond(status(200)),
            RetryConfig::default(),
        );
        rig.fails().await;
        assert_eq!(rig.script.requests().len(), 1, "{shown}");
        assert!(rig.slept().is_empty());
    }
}

#[tokio::test]
async fn a_broken_connection_is_retried_but_an_invalid_request_is_not() {
    for (kind, requests) in [
        (TransportErrorKind::Connect, 2),
        (TransportErrorKind::Send, 2),
        (TransportErrorKind::Body, 2),
        (TransportErrorKind::Timeout, 2),
        (TransportErrorKind::Request, 1),
        (TransportErrorKind::TooLarge, 1),
    ] {
        let rig = rig(
            ScriptedTransport::new().fail(kind).respond(status(200)),
            RetryConfig::default(),
        );
        let result = GetRoom::new("a", "r").send(&rig.client).await;
        assert_eq!(result.is_ok(), requests == 2, "{kind:?}");
        assert_eq!(rig.script.requests().len(), requests, "{kind:?}");
    }
}

#[tokio::test]
async fn each_attempt_is_signed_and_counted() {
    let rig = rig(throttled(3), RetryConfig::default());
    rig.fails().await;
    let requests = rig.script.requests();
    let header = |index: usize, name: &str| requests[index].headers()[name].to_str().unwrap();
    assert_eq!(header(0, "x-amz-date"), "20260101T000000Z");
    assert_ne!(header(2, "x-amz-date"), header(0, "x-amz-date"));
    for index in 0..3 {
        assert_eq!(
            header(index, "amz-sdk-request"),
            format!("attempt={}; max=3", index + 1)
        );
        assert_eq!(
            header(index, "amz-sdk-invocation-id"),
            header(0, "amz-sdk-invocation-id"),
        );
    }
    assert_ne!(header(1, "authorization"), header(0, "authorization"));
}

#[tokio::test]
async fn the_budget_allows_35_retries_or_100_after_throttling() {
    let retry = RetryConfig::default().with_max_attempts(200);
    let plain = rig(failing(36), retry.clone());
    let error = plain.fails().await;
    assert_eq!(error.attempts(), 36);
    assert!(
        error
            .to_string()
            .contains("not retried: the client's retry budget is used up")
    );
    let timeouts = (0..36).fold(ScriptedTransport::new(), |script, _| {
        script.fail(TransportErrorKind::Timeout)
    });
    let timeouts = rig(timeouts, retry.clone());
    assert_eq!(timeouts.fails().await.attempts(), 36);
    let throttled = rig(throttled(101), retry);
    assert_eq!(throttled.fails().await.attempts(), 101);
}

#[tokio::test]
async fn failed_retries_cost_tokens_and_successful_ones_do_not() {
    // 14 calls that fail twice and then succeed: 14 tokens each, so 304 of 500 are left.
    let script = (0..14).fold(ScriptedTransport::new(), |script, _| {
        script
            .respond(status(500))
            .respond(status(500))
            .respond(status(200))
    });
    let script = (0..30).fold(script, |script, _| script.respond(status(500)));
    let rig = rig(script, RetryConfig::default().with_max_attempts(200));
    for _ in 0..14 {
        rig.succeeds().await;
    }
    assert_eq!(rig.fails().await.attempts(), 1 + 304 / 14);
}

#[tokio::test]
async fn with_an_empty_budget_only_long_polling_calls_wait_before_they_fail() {
    bare!(ReceiveQueueRecords, KINESIS);

    let retry = RetryConfig::default().with_max_attempts(200);
    let rig = rig(failing(38), retry);
    assert_eq!(rig.fails().await.attempts(), 36);
    let slept = rig.slept().len();
    assert_eq!(rig.fails().await.attempts(), 1);
    assert_eq!(rig.slept().len(), slept, "any other call fails at once");
    let error = Call::new(ReceiveQueueRecords, &rig.client)
        .await
        .err()
        .unwrap();
    assert_eq!(error.attempts(), 1);
    assert_eq!(rig.slept().split_off(slept), [50]);
}

#[tokio::test]
async fn the_declaration_decides_whether_its_error_is_throttling() {
    let coded = |code: &str| {
        Response::builder()
            .status(429)
            .header("x-amzn-errortype", code)
            .body("{}")
            .unwrap()
    };
    for (code, requests) in [
        ("NotFoundException", 1), // declared, and not as one that is tried again
        ("ThrottledClientException", 2),
        ("SomethingElse", 2),
        ("LimitExceededException", 2),
    ] {
        let script = ScriptedTransport::new()
            .respond(coded(code))
            .respond(status(200));
        let rig = rig(script, RetryConfig::default());
        let _ = GetRoom::new("a", "r").send(&rig.client).await;
        assert_eq!(rig.script.requests().len(), requests, "{code}");
    }
}

#[tokio::test]
async fn a_successful_retry_returns_its_tokens() {
    // Each call fails once and then succeeds: 300 retries, far more than the budget would allow at once.
    let script = (0..300).fold(ScriptedTransport::new(), |script, _| {
        script.respond(status(500)).respond(status(200))
    });
    let rig = rig(script, RetryConfig::default());
    for _ in 0..300 {
        rig.succeeds().await;
    }
}

#[tokio::test]
async fn the_wait_that_the_service_requests_does_not_exceed_the_deadline() {
    let busy = Response::builder()
        .status(503)
        .header("retry-after", "10")
        .body("{}")
        .unwrap();
    let timeouts = Timeouts::none().with_operation(Duration::from_secs(8));
    let script = ScriptedTransport::new().respond(busy).respond(status(200));
    let rig = rig_with(script, RetryConfig::default(), 0, timeouts);
    assert_eq!(rig.fails().await.attempts(), 1);
    assert!(rig.slept().is_empty());
}

#[tokio::test]
async fn an_attempt_that_cannot_complete_in_time_is_not_started() {
    let timeouts = Timeouts::none().with_operation(Duration::from_millis(150));
    let rig = rig_with(
        failing(3),
        RetryConfig::default().with_max_attempts(10),
        u64::MAX,
        timeouts,
    );
    let error = rig.fails().await;
    // 50 ms before the second attempt; 100 ms before the third would use up the whole time.
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Service, 2));
    assert_eq!(rig.slept(), [50], "it does not wait for nothing");
    assert_eq!(
        error.to_string(),
        "chime GetRoom: error without a code: no content type, 2 bytes: {} (HTTP 500, attempt 2 of 10, us-east-1, not retried: the next attempt could not complete within the operation timeout)",
    );
}

#[tokio::test]
async fn dynamodb_has_its_own_defaults_unless_the_client_overrides_them() {
    bare!(ListTables, DYNAMODB);
    bare!(ListStreams, DYNAMODBSTREAMS);

    for (chosen, slept) in [
        (None, vec![25, 50, 100, 25, 50, 100, 50, 100]),
        (
            Some(RetryConfig::default()),
            vec![50, 100, 50, 100, 50, 100],
        ),
    ] {
        let script = failing(12);
        let clock = TestClock::at(NOW);
        let mut builder = Client::builder()
            .region("us-east-1")
            .credentials(Credentials::from_keys("AKID", "secret", None))
            .endpoint_url("http://localhost")
            .transport(script.clone())
            .clock(clock.clone())
            .rng(FixedRng(u64::MAX));
        if let Some(chosen) = chosen {
            builder = builder.retry(chosen);
        }
        let rig = Rig {
            script,
            clock,
            client: builder.build().unwrap(),
        };
        assert!(Call::new(ListTables, &rig.client).await.is_err());
        assert!(Call::new(ListStreams, &rig.client).await.is_err());
        rig.fails().await;
        assert_eq!(rig.slept(), slept);
    }
}
