//! The precedence of the environment over the profile, and the errors for invalid settings.

use std::path::Path;

use crate::config::tests::MapSources;
use crate::config::{ConfigError, ProcessSources, Settings, SharedConfig, Sources};
use crate::retry::RetryMode;

fn load(sources: &dyn Sources) -> Result<Settings, ConfigError> {
    Settings::resolve(sources, &SharedConfig::load(sources)?, None)
}

#[test]
fn the_environment_takes_precedence_over_the_profile() {
    let sources = MapSources::default().config(
        "[default]\nregion = eu-west-1\nmax_attempts = 7\nretry_mode = adaptive\nuse_fips_endpoint = true\n\
         use_dualstack_endpoint = TRUE\nsdk_ua_app_id = shop\ndisable_request_compression = true\n\
         request_min_compression_size_bytes = 0\n",
    );
    let settings = load(&sources).unwrap();
    assert_eq!(settings.profile, "default");
    assert_eq!(settings.region.as_deref(), Some("eu-west-1"));
    assert_eq!(settings.max_attempts, Some(7));
    assert_eq!(settings.retry_mode, Some(RetryMode::Adaptive));
    assert_eq!(
        (
            settings.endpoint_options.use_fips,
            settings.endpoint_options.use_dual_stack
        ),
        (Some(true), Some(true))
    );
    assert_eq!(settings.app_id.as_deref(), Some("shop"));
    assert_eq!(settings.disable_request_compression, Some(true));
    assert_eq!(settings.request_min_compression_size, Some(0));

    for (name, value) in [
        ("AWS_DEFAULT_REGION", "us-west-2"),
        ("AWS_MAX_ATTEMPTS", " 2 "),
        ("AWS_RETRY_MODE", "Standard"),
        ("AWS_USE_FIPS_ENDPOINT", "false"),
        ("AWS_USE_DUALSTACK_ENDPOINT", "false"),
        ("AWS_SDK_UA_APP_ID", "other"),
        ("AWS_DISABLE_REQUEST_COMPRESSION", "false"),
        ("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "10485760"),
    ] {
        sources.set(name, value);
    }
    let settings = load(&sources).unwrap();
    assert_eq!(settings.region.as_deref(), Some("us-west-2"));
    assert_eq!(settings.max_attempts, Some(2));
    assert_eq!(settings.retry_mode, Some(RetryMode::Standard));
    assert_eq!(
        (
            settings.endpoint_options.use_fips,
            settings.endpoint_options.use_dual_stack
        ),
        (Some(false), Some(false))
    );
    assert_eq!(settings.app_id.as_deref(), Some("other"));
    assert_eq!(settings.disable_request_compression, Some(false));
    assert_eq!(settings.request_min_compression_size, Some(10_485_760));

    sources.set("AWS_REGION", "ap-south-1");
    assert_eq!(
        load(&sources).unwrap().region.as_deref(),
        Some("ap-south-1")
    );
    sources.set("AWS_REGION", "");
    assert_eq!(load(&sources).unwrap().region.as_deref(), Some("us-west-2"));
}

#[test]
fn nothing_set_is_not_an_error() {
    let settings = load(&MapSources::default()).unwrap();
    assert_eq!(
        (
            settings.region,
            settings.max_attempts,
            settings.endpoint_options.use_fips
        ),
        (None, None, None)
    );
}

#[test]
fn aws_profile_selects_a_profile_that_must_exist() {
    let sources = MapSources::new([("AWS_PROFILE", "dev")])
        .config("[profile dev]\nregion = eu-north-1\n[profile prod]\n[default]\nregion = x");
    let settings = load(&sources).unwrap();
    assert_eq!(
        (settings.profile.as_str(), settings.region.as_deref()),
        ("dev", Some("eu-north-1"))
    );

    sources.set("AWS_PROFILE", "stage");
    let error = load(&sources).unwrap_err();
    assert_eq!(error.variable(), Some("AWS_PROFILE"));
    assert_eq!(
        error.to_string(),
        "environment variable `AWS_PROFILE`: there is no profile `stage` in /home/me/.aws/config or \
         /home/me/.aws/credentials (no such file); available profiles: `default`, `dev`, `prod`"
    );
}

#[test]
fn an_invalid_value_is_an_error_with_its_location_and_the_valid_values() {
    for (name, value, legal) in [
        ("AWS_REGION", "eu west", "a region such as `eu-west-1`"),
        (
            "AWS_REGION",
            "evil.example/",
            "a region such as `eu-west-1`",
        ),
        ("AWS_MAX_ATTEMPTS", "0", "a whole number of 1 or more"),
        ("AWS_MAX_ATTEMPTS", "three", "a whole number of 1 or more"),
        (
            "AWS_RETRY_MODE",
            "fast",
            "`standard`, `adaptive` or `legacy`",
        ),
        ("AWS_USE_FIPS_ENDPOINT", "yes", "`true` or `false`"),
        ("AWS_USE_DUALSTACK_ENDPOINT", "1", "`true` or `false`"),
        (
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
            "on",
            "`true` or `false`",
        ),
        ("AWS_DISABLE_REQUEST_COMPRESSION", "0", "`true` or `false`"),
        (
            "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
            "10485761",
            "a number of bytes from 0 to 10485760",
        ),
        ("AWS_SDK_UA_APP_ID", "two words", "at most 50 letters"),
        ("AWS_ENDPOINT_URL", "localhost:4566", "a URL such as"),
        ("AWS_ENDPOINT_URL_S3", "ftp://example.com", "a URL such as"),
    ] {
        let error = load(&MapSources::new([(name, value)])).unwrap_err();
        let text = error.to_string();
        let start =
            format!("environment variable `{name}`: `{value}` is not valid: expected {legal}");
        assert!(text.starts_with(&start), "{text}");
        assert_eq!(error.variable(), Some(name));
    }
    let sources = MapSources::default().config("[default]\n# a comment\nmax_attempts = none");
    let error = load(&sources).unwrap_err();
    assert_eq!(
        (error.file(), error.line()),
        (Some(Path::new("/home/me/.aws/config")), Some(3))
    );
    assert!(
        error
            .to_string()
            .contains("`max_attempts = none` is not valid"),
        "{error}"
    );
}

#[test]
fn a_password_in_an_endpoint_is_rejected_and_not_shown() {
    for (url, shown) in [
        (
            "https://me:hunter2@example.com",
            "`https://***@example.com`",
        ),
        (
            "https://me:hunter2@a@example.com",
            "`https://***@example.com`",
        ),
        ("me:hunter2@example.com", "`***@example.com`"),
        ("https:/me:hunter2@example.com", "`***@example.com`"),
        (
            "me:hunter2@https://example.com",
            "`***@https://example.com`",
        ),
        ("me:hunter2://@example.com", "`***@example.com`"),
    ] {
        let sources = MapSources::new([("AWS_ENDPOINT_URL", url)]);
        let text = load(&sources).unwrap_err().to_string();
        assert!(text.contains(shown) && !text.contains("hunter2"), "{text}");
    }
}

#[test]
fn endpoints_are_read_from_the_services_variable_down_to_the_profile() {
    let sources = MapSources::default().config(
        "[default]\nservices = local\nendpoint_url = http://localhost:1\n\n\
         [services local]\nsso_oidc =\n  # the token service\n  endpoint_url = http://localhost:2\n\
         dynamodb =\n  other = x\n  endpoint_url = http://localhost:3\n",
    );
    let at = |service: &str| {
        load(&sources)
            .unwrap()
            .endpoint_url_for(service)
            .map(ToOwned::to_owned)
    };
    assert_eq!(at("SSO OIDC").as_deref(), Some("http://localhost:2"));
    assert_eq!(at("DynamoDB").as_deref(), Some("http://localhost:3"));
    assert_eq!(at("STS").as_deref(), Some("http://localhost:1"));

    sources.set("AWS_ENDPOINT_URL", "http://localhost:4");
    assert_eq!(at("DynamoDB").as_deref(), Some("http://localhost:4"));
    sources.set("AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:5");
    assert_eq!(at("DynamoDB").as_deref(), Some("http://localhost:5"));
    assert_eq!(at("STS").as_deref(), Some("http://localhost:4"));

    sources.set("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    assert_eq!(at("DynamoDB"), None);
    assert_eq!(load(&sources).unwrap().endpoint_url, None);
}

#[test]
fn an_invalid_nested_endpoint_is_an_error_with_its_line() {
    let sources = MapSources::default()
        .config("[default]\nservices = local\n[services local]\ns3 =\n  # comment\n\n  endpoint_url = nowhere\n");
    let error = load(&sources).unwrap_err();
    assert_eq!(error.line(), Some(7), "{error}");
    let sources = MapSources::default().config("[default]\nservices = lost");
    assert_eq!(
        load(&sources).unwrap_err().to_string(),
        "/home/me/.aws/config:2: there is no `[services lost]` section"
    );
}

#[test]
fn files_of_the_process_are_read_and_replaced() {
    let directory = std::env::temp_dir().join(format!("opsmith-config-{}", std::process::id()));
    std::fs::create_dir(&directory).unwrap();
    let path = directory.join("token.json");
    ProcessSources.replace_private_file(&path, b"one").unwrap();
    ProcessSources.replace_private_file(&path, b"two").unwrap();
    assert_eq!(ProcessSources.read_file(&path).unwrap(), b"two");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
    assert_eq!(std::fs::read_dir(&directory).unwrap().count(), 1);
    std::fs::remove_dir_all(&directory).unwrap();
}
