use super::table::{ALL, CHIME, DYNAMODB, IAM, S3};
use super::*;

static ORDERS: ServiceMeta = ServiceMeta::own("execute-api", "https://abc.example.com/prod/");

fn region(region: &str) -> EndpointParams<'_> {
    EndpointParams {
        region: Some(region),
        ..EndpointParams::default()
    }
}

fn url(service: &ServiceMeta, params: &EndpointParams<'_>) -> String {
    resolve(service, params).map_or_else(|error| error.to_string(), |endpoint| endpoint.url)
}

#[test]
fn a_global_service_signs_for_its_own_region() {
    let endpoint = resolve(&IAM, &region("eu-west-1")).unwrap();
    assert_eq!(endpoint.url, "https://iam.amazonaws.com");
    assert_eq!(endpoint.signing_name, "iam");
    assert_eq!(endpoint.signing_region.as_deref(), Some("us-east-1"));
}

#[test]
fn an_unknown_region_belongs_to_the_partition_that_its_name_matches() {
    for (name, host) in [
        ("us-nowhere-7", "dynamodb.us-nowhere-7.amazonaws.com"),
        ("cn-east-3", "dynamodb.cn-east-3.amazonaws.com.cn"),
        (
            "us-isob-nowhere-1",
            "dynamodb.us-isob-nowhere-1.sc2s.sgov.gov",
        ),
        ("mars", "dynamodb.mars.amazonaws.com"),
        ("us-east-", "Invalid region"),
    ] {
        let found = url(&DYNAMODB, &region(name));
        assert!(found.contains(host), "{name}: {found}");
    }
}

#[test]
fn a_region_cannot_change_the_host() {
    let long = "a".repeat(64);
    for bad in [
        "",
        "evil.com/",
        "us-east-1.evil.com",
        "x@evil.com",
        "a b",
        "a\r\nb",
        "a#",
        "a?",
        "a:1",
        "a\\b",
        "é",
        "us_east_1",
        "-a",
        "a-",
        "{e}",
        "%2f",
        &long,
    ] {
        for service in [&CHIME, &S3, &ORDERS] {
            let error = resolve(service, &region(bad)).unwrap_err();
            assert_eq!(error.kind(), EndpointErrorKind::InvalidRegion, "{bad:?}");
            assert!(!error.to_string().contains(['\r', '\n']), "{error}");
        }
    }
}

#[test]
fn a_custom_endpoint_is_checked_and_loses_its_slash() {
    let with = |endpoint| {
        let params = EndpointParams {
            endpoint: Some(endpoint),
            ..region("us-east-1")
        };
        resolve(&CHIME, &params).map(|found| found.url)
    };
    for (good, expected) in [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://[::1]:81/", "http://[::1]:81"),
        ("https://example.com/a/b//", "https://example.com/a/b"),
        ("https://my_minio:9000", "https://my_minio:9000"),
    ] {
        assert_eq!(with(good).as_deref(), Ok(expected));
    }
    for bad in [
        "",
        "example.com",
        "ftp://example.com",
        "https://",
        "https:///a",
        "https://a b",
        "https://a?b",
        "https://a#b",
        "https://u:p@a",
        "https://a:b",
        "https://a:99999",
        "https://a\n",
        "https://[::1",
        "https://a]b",
        "https://é",
        "https://a\\b",
        "https://[:::1]x",
        "https://[::1]80",
        "https://a:",
        "https://a:+80",
        "https://[zz]",
        "https://1.2.3.999",
    ] {
        assert!(
            with(bad).is_err_and(|e| matches!(e.kind(), EndpointErrorKind::InvalidEndpoint(_))),
            "{bad:?}"
        );
    }
}

/// Clients send a URL as [`::url::Url`] normalizes it; what is signed must be what is sent.
#[test]
fn a_custom_endpoint_is_normalized_as_clients_do_it() {
    for (given, expected) in [
        (
            "https://vpce-x.amazonaws.com:443",
            "https://vpce-x.amazonaws.com",
        ),
        ("http://localhost:80", "http://localhost"),
        ("http://localhost:443", "http://localhost:443"),
        ("https://localhost:80/", "https://localhost:80"),
        ("https://localhost:0443", "https://localhost"),
        ("https://MyHost/Stage/", "https://myhost/Stage"),
        ("HTTPS://example.com/A/b//", "https://example.com/A/b"),
        ("HTTP://[::1]:80/", "http://[::1]"),
        ("http://[0:0::0:1]:8080", "http://[::1]:8080"),
        ("http://127.1:4566", "http://127.0.0.1:4566"),
        ("https://example.com/a/./b", "https://example.com/a/b"),
        ("https://example.com/{a}", "https://example.com/%7Ba%7D"),
    ] {
        let params = EndpointParams {
            endpoint: Some(given),
            ..region("us-east-1")
        };
        for service in [&CHIME, &S3, &ORDERS, &ServiceMeta::own("x", given)] {
            assert_eq!(url(service, &params), expected);
        }
        assert_eq!(url(&ServiceMeta::own("x", given), &region("x")), expected);
        let sent = ::url::Url::parse(&format!("{expected}/Path?q=1")).unwrap();
        assert_eq!(sent.as_str(), format!("{expected}/Path?q=1"));
    }
}

#[test]
fn plain_http_to_another_machine_is_recognized() {
    for there in [
        "http://example.com",
        "HTTP://example.com/",
        "Http://10.0.0.1:80",
        "http://localhost.example.com",
        "http://notlocalhost",
        "http://[2001:db8::1]:80/a",
    ] {
        assert!(super::url::is_remote_http(there), "{there}");
    }
    for here in [
        "https://example.com",
        "HTTPS://example.com",
        "HTTP://LOCALHOST:1/a",
        "http://a.localhost",
        "http://127.0.0.9:80?q",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]:1",
    ] {
        assert!(!super::url::is_remote_http(here), "{here}");
    }
}

#[test]
fn a_host_prefix_is_added_only_to_names() {
    for (url, expected) in [
        ("https://example.com/a", true),
        ("https://a.localhost", true),
        ("http://localhost:80", false),
        ("http://127.0.0.1", false),
        ("http://[::1]:80/a", false),
    ] {
        assert_eq!(super::url::takes_prefix(url), expected, "{url}");
    }
}

#[test]
fn your_own_service_works_without_a_region_and_rejects_fips() {
    let mut params = EndpointParams::default();
    let endpoint = resolve(&ORDERS, &params).unwrap();
    assert_eq!(endpoint.url, "https://abc.example.com/prod");
    assert_eq!(endpoint.signing_name, "execute-api");
    assert_eq!(endpoint.signing_region, None);
    params.endpoint = Some("http://localhost:1");
    assert_eq!(url(&ORDERS, &params), "http://localhost:1");
    params.use_fips = true;
    assert!(url(&ORDERS, &params).contains("FIPS and custom endpoint are not supported"));
    params.endpoint = None;
    assert!(url(&ORDERS, &params).contains("FIPS and custom endpoint are not supported"));
    let broken = ServiceMeta::own("execute-api", "abc.example.com");
    assert!(resolve(&broken, &region("us-east-1")).is_err());
}

#[test]
fn an_error_names_the_service_the_region_and_the_fix() {
    assert_eq!(
        url(&CHIME, &EndpointParams::default()),
        "chime without a region: Invalid Configuration: Missing Region \
         (set one in code, with `AWS_REGION` or in the profile)"
    );
    let mut params = region("us-east-1");
    params.use_fips = true;
    params.endpoint = Some("https://example.com");
    assert_eq!(
        url(&CHIME, &params),
        "chime in us-east-1: Invalid Configuration: FIPS and custom endpoint are not supported \
         (turn off FIPS (`AWS_USE_FIPS_ENDPOINT`) or remove the custom endpoint)"
    );
}

/// Every case of the file that `tools/endpoints/cases.py` writes. It has no case for a custom endpoint that clients
/// would normalize, because botocore keeps such an endpoint as given.
#[test]
fn the_table_agrees_with_botocore() {
    let Some(path) = std::env::var_os("ENDPOINT_CASES") else {
        eprintln!("skipped: set ENDPOINT_CASES to the file that tools/endpoints/cases.py writes");
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let (mut count, mut wrong) = (0, Vec::new());
    for line in text.lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let (_, service) = ALL
            .iter()
            .find(|(name, _)| case["service"] == *name)
            .unwrap();
        let params = EndpointParams {
            region: case["region"].as_str(),
            use_fips: case["fips"] == true,
            use_dual_stack: case["dual_stack"] == true,
            endpoint: case["endpoint"].as_str(),
            ..EndpointParams::default()
        };
        let found = resolve(service, &params);
        let same = match (&found, case["error"].as_str()) {
            (Ok(endpoint), None) => {
                case["url"] == endpoint.url
                    && case["signing_name"] == *endpoint.signing_name
                    && case["signing_region"].as_str() == endpoint.signing_region.as_deref()
                    && (case["encode_once"] == true) == (endpoint.auth == Auth::S3)
            }
            (Err(error), Some(text)) => error.to_string().contains(text),
            _ => false,
        };
        count += 1;
        if !same {
            wrong.push(format!("{line}\n    {found:?}"));
        }
    }
    eprintln!("{count} cases, {} wrong", wrong.len());
    assert!(
        wrong.is_empty() && count > 0,
        "{}",
        wrong[..wrong.len().min(20)].join("\n")
    );
}
