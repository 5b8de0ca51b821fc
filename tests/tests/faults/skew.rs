//! The SDKs' test cases for the correction of clock skew.
//!
//! If `CONFORMANCE_DIR` is set, all of `aws-config/clock-skew-test-cases.json` runs. The first test covers what we learned
//! from them.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use http::{Request, Response};
use opsmith::{
    Body, BoxFuture, Client, Clock, Credentials, Timestamp, TimestampFormat, Transport,
    TransportError,
};
use serde_json::Value;

use crate::chime::GetRoom;

/// A clock that shows the times of a case. Waiting takes no time.
#[derive(Clone, Debug)]
struct CaseClock(Arc<Mutex<SystemTime>>);

impl Clock for CaseClock {
    fn now(&self) -> SystemTime {
        *self.0.lock().unwrap()
    }

    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}

impl CaseClock {
    fn set(&self, text: &str) {
        *self.0.lock().unwrap() = SystemTime::try_from(Timestamp::parse(text).unwrap()).unwrap();
    }
}

/// Responds as the case says, and moves the clock to the time of the response.
#[derive(Clone, Debug)]
struct CaseTransport {
    clock: CaseClock,
    attempts: Arc<Mutex<Vec<Value>>>,
    /// When each request was signed.
    signed: Arc<Mutex<Vec<String>>>,
}

impl Transport for CaseTransport {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        let date = request.headers()["x-amz-date"].to_str().unwrap().to_owned();
        self.signed.lock().unwrap().push(date);
        let attempt = self.attempts.lock().unwrap().remove(0);
        self.clock
            .set(attempt["clientTimeAtReceive"].as_str().unwrap());
        if let Some(next) = self.attempts.lock().unwrap().first() {
            // The next attempt is signed when the case says so.
            assert_eq!(next["clientTimeAtSend"], attempt["clientTimeAtReceive"]);
        }
        let answer = &attempt["response"];
        let status = u16::try_from(answer["statusCode"].as_u64().unwrap()).unwrap();
        let mut response = Response::builder().status(status);
        for (name, value) in answer["headers"].as_object().unwrap() {
            response = response.header(name, value.as_str().unwrap());
        }
        if let Some(code) = answer["errorCode"].as_str() {
            response = response.header("x-amzn-errortype", code);
        }
        let response = response.body(Body::from("{}")).unwrap();
        Box::pin(std::future::ready(Ok(response)))
    }
}

/// `20260101T000000Z`, as a signature has it.
fn basic(text: &str) -> String {
    text.replace(['-', ':'], "")
}

async fn run(case: &Value) {
    let name = case["description"].as_str().unwrap();
    let clock = CaseClock(Arc::new(Mutex::new(UNIX_EPOCH)));
    let transport = CaseTransport {
        clock: clock.clone(),
        attempts: Arc::default(),
        signed: Arc::default(),
    };
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::from_keys("AKID", "secret", None))
        .endpoint_url("https://service.example.com")
        .clock(clock.clone())
        .transport(transport.clone())
        .build()
        .unwrap();
    let operations = case["operations"].as_array().unwrap();
    if let Some(skew) = operations[0]["initialClientSkew"].as_i64()
        && skew != 0
    {
        let date = Timestamp::new(skew, 0)
            .unwrap()
            .format(TimestampFormat::HttpDate);
        *transport.attempts.lock().unwrap() = vec![serde_json::json!({
            "clientTimeAtReceive": "1970-01-01T00:00:00Z",
            "response": { "statusCode": 200, "headers": { "Date": date } },
        })];
        GetRoom::new("a", "r").send(&client).await.unwrap();
        transport.signed.lock().unwrap().clear();
    }
    for operation in operations {
        let attempts = operation["attempts"].as_array().unwrap();
        clock.set(attempts[0]["clientTimeAtSend"].as_str().unwrap());
        transport.attempts.lock().unwrap().clone_from(attempts);
        let mut call = GetRoom::new("a", "r").send(&client);
        if let Some(max) = operation["maxAttempts"].as_u64() {
            let max = u32::try_from(max).unwrap();
            call = call.retry(opsmith::RetryConfig::default().with_max_attempts(max));
        }
        let outcome = if call.await.is_ok() {
            "success"
        } else {
            "error"
        };
        assert_eq!(outcome, operation["expectedOutcome"], "{name}");
        let expected: Vec<String> = attempts
            .iter()
            .map(|attempt| basic(attempt["expectedSigningTime"].as_str().unwrap()))
            .collect();
        let signed = std::mem::take(&mut *transport.signed.lock().unwrap());
        assert_eq!(signed, expected, "{name}");

        // A presigned URL shows the skew that was kept.
        clock.set("2026-01-01T12:00:00Z");
        let skew = operation["expectedClientSkew"].as_i64().unwrap();
        let noon = Timestamp::parse("2026-01-01T12:00:00Z").unwrap().secs();
        let date = Timestamp::new(noon + skew, 0)
            .unwrap()
            .format(TimestampFormat::DateTime);
        let minute = Duration::from_mins(1);
        let presigned = GetRoom::new("a", "r").presign(&client, minute).await;
        let expected = format!("X-Amz-Date={}", basic(&date));
        assert!(presigned.unwrap().url().contains(&expected), "{name}");
    }
}

/// One attempt: when it is sent, the date it should have, when its response arrives, and the response.
fn attempt(sent: &str, dated: &str, received: &str, status: u16, headers: &Value) -> Value {
    let mut response = serde_json::json!({ "statusCode": status, "headers": headers });
    if status != 200 {
        response["errorCode"] = "InvalidSignatureException".into();
    }
    serde_json::json!({
        "clientTimeAtSend": format!("2026-01-01T{sent}Z"),
        "clientTimeAtReceive": format!("2026-01-01T{received}Z"),
        "expectedSigningTime": format!("2026-01-01T{dated}Z"),
        "response": response,
    })
}

fn case(name: &str, skews: (i64, i64), attempts: &[Value]) -> Value {
    let succeeds = attempts.last().unwrap()["response"]["statusCode"] == 200;
    serde_json::json!({
        "description": name,
        "operations": [{
            "initialClientSkew": skews.0,
            "attempts": attempts,
            "expectedClientSkew": skews.1,
            "expectedOutcome": if succeeds { "success" } else { "error" },
        }],
    })
}

#[tokio::test]
async fn is_learned_from_every_response_that_shows_it() {
    let date = |time: &str| serde_json::json!({ "Date": format!("Thu, 01 Jan 2026 {time} GMT") });
    let mut cached = date("12:03:01");
    cached["Age"] = "17280".into();
    let cases = [
        case(
            "a success shows that the clock is right again, at the middle of the exchange",
            (300, 0),
            &[attempt(
                "00:00:00",
                "00:05:00",
                "00:00:10",
                200,
                &date("00:00:05"),
            )],
        ),
        case(
            "a refused request is dated anew",
            (0, -3600),
            &[
                attempt("03:00:00", "03:00:00", "03:00:02", 403, &date("02:00:01")),
                attempt("03:00:02", "02:00:02", "03:00:04", 200, &date("02:00:03")),
            ],
        ),
        case(
            "a difference that a signature survives is learnt, and not the reason of the refusal",
            (0, 120),
            &[attempt(
                "00:00:00",
                "00:00:00",
                "00:00:02",
                403,
                &date("00:02:01"),
            )],
        ),
        case(
            "a long exchange shows nothing",
            (0, 0),
            &[attempt(
                "00:00:00",
                "00:00:00",
                "00:15:01",
                200,
                &date("00:10:00"),
            )],
        ),
        case(
            "a cache's answer shows nothing",
            (0, 0),
            &[attempt("16:51:00", "16:51:00", "16:51:02", 200, &cached)],
        ),
        case(
            "neither does an answer without a date",
            (0, 0),
            &[attempt(
                "00:00:00",
                "00:00:00",
                "00:00:02",
                403,
                &serde_json::json!({}),
            )],
        ),
    ];
    for case in cases {
        run(&case).await;
    }
}

#[tokio::test]
async fn passes_all_cases_of_the_sdks() {
    let Ok(directory) = std::env::var("CONFORMANCE_DIR") else {
        return;
    };
    let path = format!("{directory}/aws-config/clock-skew-test-cases.json");
    let cases: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let cases = cases["tests"].as_array().unwrap();
    assert_eq!(cases.len(), 10);
    for case in cases {
        run(case).await;
    }
}
