//! An instance whose metadata service fails, and one that rejects its own tokens.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use super::support::{Chance, Reply, Rig, Seen, Server, TestClock, expiry, parts, sts_answer};
use crate::config::tests::MapSources;
use crate::credentials::CachedCredentials;
use crate::transport::http_transport::HttpTransport;

const HOUR: u64 = 3600;

/// What is wrong with the service.
#[derive(Clone, Copy)]
enum Fault {
    None,
    /// Every request gets this status; 0 means silence.
    Status(u16),
    /// Only requests for the credentials themselves get this status.
    Credentials(u16),
}

/// An instance with the role `r`, whose credentials `I1`, `I2`, .. expire after six hours, and STS.
struct Instance {
    server: Server,
    fault: Arc<std::sync::Mutex<Fault>>,
    rig: Rig,
    clock: Arc<TestClock>,
}

impl Instance {
    async fn start() -> Self {
        let fault = Arc::new(std::sync::Mutex::new(Fault::None));
        let (now, given) = (Arc::clone(&fault), AtomicUsize::new(0));
        let server = Server::start(move |seen| answer(seen, *now.lock().unwrap(), &given)).await;
        // Ten times faster: silence takes a tenth of a second.
        let clock = TestClock::new(10);
        let mut rig = Rig::with(MapSources::default(), Some(&server), 10);
        rig.context.clock = clock.clone();
        Self {
            server,
            fault,
            rig,
            clock,
        }
    }

    fn is(&self, fault: Fault) {
        *self.fault.lock().unwrap() = fault;
    }

    fn advance(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    fn cache(&self) -> CachedCredentials {
        self.cache_with(Duration::from_secs(90))
    }

    fn cache_with(&self, limit: Duration) -> CachedCredentials {
        CachedCredentials::new(
            Arc::new(self.rig.chain()),
            self.clock.clone(),
            Arc::new(Chance(0)),
            limit,
        )
    }
}

fn answer(seen: &Seen, fault: Fault, given: &AtomicUsize) -> Reply {
    match (seen.line.as_str(), fault) {
        ("POST /", _) => (200, sts_answer("AssumeRole", "ROLE")),
        (_, Fault::Status(status)) => (status, String::new()),
        ("PUT /latest/api/token", _) => (200, "t0k".to_owned()),
        ("GET /latest/meta-data/iam/security-credentials/", _) => (200, "r".to_owned()),
        (_, Fault::Credentials(status)) => (status, String::new()),
        ("GET /latest/meta-data/iam/security-credentials/r", Fault::None) => {
            let number = given.fetch_add(1, Ordering::SeqCst) + 1;
            let json = format!(
                r#"{{"Code":"Success","AccessKeyId":"I{number}","SecretAccessKey":"s","Token":"t","Expiration":"2026-01-01T{:02}:00:00Z"}}"#,
                number * 6
            );
            (200, json)
        }
        _ => (404, String::new()),
    }
}

#[tokio::test]
async fn when_the_metadata_service_fails_calls_use_the_last_credentials() {
    let instance = Instance::start().await;
    let faults = [
        Fault::Status(500),
        Fault::Status(0),
        Fault::Credentials(500),
        Fault::Credentials(0),
        Fault::Credentials(404),
    ];
    let found = instance.rig.found().await;
    assert_eq!((found.access_key_id(), expiry(&found)), ("I1", 6 * HOUR));
    for fault in faults {
        instance.is(fault);
        let found = instance.rig.found().await;
        assert_eq!(
            (found.access_key_id(), expiry(&found)),
            ("I1", 6 * HOUR),
            "their end is what the service said while it is ahead"
        );
    }
    instance.advance(7 * HOUR);
    for fault in faults {
        instance.is(fault);
        let found = instance.rig.found().await;
        assert_eq!(
            (parts(&found), expiry(&found)),
            (("I1", "s", Some("t")), 7 * HOUR + 600)
        );
    }
    instance.is(Fault::None);
    assert_eq!(instance.rig.found().await.access_key_id(), "I2");
}

#[tokio::test]
async fn the_extension_is_ten_to_fifteen_minutes() {
    let mut instance = Instance::start().await;
    let half = Arc::new(Chance(u64::MAX / 2));
    instance.rig.context.instance = Arc::new(crate::credentials::Instance::new(half));
    instance.rig.found().await;
    instance.is(Fault::Status(500));
    instance.advance(6 * HOUR);
    assert_eq!(
        expiry(&instance.rig.found().await),
        6 * HOUR + 750,
        "half way between the two"
    );
}

#[tokio::test]
async fn calls_do_not_notice_an_outage_past_the_expiry_and_do_not_flood_the_service() {
    let instance = Instance::start().await;
    let cache = instance.cache();
    cache.get().await.unwrap();
    instance.is(Fault::Status(500));
    instance.advance(6 * HOUR);
    for _ in 0..10 {
        assert_eq!(cache.get().await.unwrap().access_key_id(), "I1");
    }
    let lines = instance.server.lines().len();
    assert_eq!(lines, 3 + 3, "one lookup, and one that failed three times");
    // In the last five minutes of the extension, they are requested in the background.
    instance.advance(300);
    instance.is(Fault::None);
    assert_eq!(cache.get().await.unwrap().access_key_id(), "I1");
    while instance.server.lines().len() < lines + 3 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(cache.get().await.unwrap().access_key_id(), "I2");
}

#[tokio::test]
async fn a_shorter_limit_than_the_services_also_leads_to_the_last_credentials() {
    let instance = Instance::start().await;
    let cache = instance.cache_with(Duration::from_millis(500));
    cache.get().await.unwrap();
    instance.advance(6 * HOUR);
    instance.is(Fault::Status(0));
    let found = cache.get().await.unwrap();
    assert_eq!(
        (found.access_key_id(), expiry(&found)),
        ("I1", 6 * HOUR + 600)
    );
    // This does not apply if they are used to assume a role.
    instance.rig.sources.write(
        "/home/me/.aws/config",
        "[default]\nrole_arn = arn:aws:iam::1:role/r\ncredential_source = Ec2InstanceMetadata\nregion = us-east-1",
    );
    instance.advance(HOUR);
    let error = cache.get().await.unwrap_err();
    assert!(error.to_string().contains("timed out"), "{error}");
}

#[tokio::test]
async fn a_role_based_on_an_instance_also_uses_the_last_credentials() {
    let instance = Instance::start().await;
    instance.rig.sources.write(
        "/home/me/.aws/config",
        "[default]\nrole_arn = arn:aws:iam::1:role/r\ncredential_source = Ec2InstanceMetadata\nregion = us-east-1",
    );
    instance
        .rig
        .sources
        .set("AWS_ENDPOINT_URL_STS", &instance.server.url());
    assert_eq!(instance.rig.found().await.access_key_id(), "ROLE");
    instance.is(Fault::Status(500));
    assert_eq!(instance.rig.found().await.access_key_id(), "ROLE");
    let seen = instance.server.seen();
    let signed = seen.last().unwrap().header("authorization").unwrap();
    assert!(signed.contains("Credential=I1/"), "{signed}");
}

#[tokio::test]
async fn the_last_credentials_of_another_role_or_endpoint_are_not_used() {
    let instance = Instance::start().await;
    instance.rig.found().await;
    instance.is(Fault::Status(500));
    let sources = &instance.rig.sources;
    sources.set("AWS_EC2_INSTANCE_PROFILE_NAME", "other");
    assert!(instance.rig.error().await.contains("status 500"));
    sources.set("AWS_EC2_INSTANCE_PROFILE_NAME", "");
    assert_eq!(instance.rig.found().await.access_key_id(), "I1");
    sources.set("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv6");
    assert!(instance.rig.error().await.contains("status 500"));
    sources.set("AWS_EC2_METADATA_DISABLED", "true");
    assert!(instance.rig.error().await.ends_with("is set"));
}

#[tokio::test]
async fn an_instance_that_never_returned_credentials_is_asked_once_per_second() {
    let instance = Instance::start().await;
    let cache = instance.cache();
    instance.is(Fault::Status(503));
    for _ in 0..10 {
        let error = cache.get().await.unwrap_err().to_string();
        assert!(
            error.ends_with("refused to issue a token (status 503)"),
            "{error}"
        );
    }
    assert_eq!(instance.server.lines().len(), 3, "one lookup's attempts");
    instance.is(Fault::None);
    instance.advance(1);
    assert_eq!(cache.get().await.unwrap().access_key_id(), "I1");
}

#[test]
fn a_lookup_interrupted_with_its_runtime_starts_again_in_the_next() {
    let home = Runtime::new().unwrap();
    let mut instance = home.block_on(Instance::start());
    instance.rig.context.transport = Arc::new(HttpTransport::default());
    instance
        .rig
        .sources
        .set("AWS_EC2_METADATA_SERVICE_ENDPOINT", &instance.server.url());
    let cache = instance.cache();
    instance.is(Fault::Credentials(0));
    let give_up = async {
        let asked = async {
            while instance.server.lines().len() < 3 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::select! {
            _ = cache.get() => panic!("the service is silent"),
            () = asked => {}
        }
    };
    let runtime = || Builder::new_current_thread().enable_all().build().unwrap();
    runtime().block_on(give_up);
    instance.is(Fault::None);
    let found = runtime().block_on(cache.get()).unwrap();
    assert_eq!(found.access_key_id(), "I1");
    let lines = instance.server.lines();
    assert!(lines[3].starts_with("PUT"), "{lines:?}");
}

#[tokio::test]
async fn a_rejected_token_is_replaced_once() {
    for (refused, expected) in [
        (0, "PUT GET GET"),
        (1, "PUT GET PUT GET GET"),
        (usize::MAX, "PUT GET PUT GET"),
    ] {
        let tokens = AtomicUsize::new(0);
        let server = Server::start(move |seen| match seen.line.as_str() {
            "PUT /latest/api/token" => {
                let number = tokens.fetch_add(1, Ordering::SeqCst);
                (200, number.to_string())
            }
            line => {
                let token = seen.header("x-aws-ec2-metadata-token").unwrap();
                if token.parse::<usize>().unwrap() < refused {
                    return (401, String::new());
                }
                match line {
                    "GET /latest/meta-data/iam/security-credentials/" => (200, "r".to_owned()),
                    _ => answer(seen, Fault::None, &AtomicUsize::new(0)),
                }
            }
        })
        .await;
        let rig = Rig::with(MapSources::default(), Some(&server), 1);
        if refused == usize::MAX {
            let error = rig.error().await;
            assert!(error.ends_with("list of roles has status 401"), "{error}");
        } else {
            assert_eq!(rig.found().await.access_key_id(), "I1");
        }
        let methods: Vec<_> = server
            .lines()
            .iter()
            .map(|line| line[..3].to_owned())
            .collect();
        assert_eq!(methods.join(" "), expected);
    }
}
