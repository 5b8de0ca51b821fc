//! What your own services declare besides their endpoint, and the region in the name of an AWS host.

use super::{EndpointParams, url::host_of};

/// What the declaration of your own service says besides its endpoint.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Own {
    /// The type's name; empty for an AWS service.
    pub(super) name: &'static str,
    /// The region that requests are signed for; empty if it comes from the host or the client.
    pub(super) region: &'static str,
}

impl Own {
    /// An AWS service.
    pub(super) const NONE: Self = Self {
        name: "",
        region: "",
    };
}

/// The host of a URL is in a different region than the one to sign for.
pub(super) struct Contradiction {
    pub(super) host: String,
    pub(super) region: String,
}

/// The region that a request to your own service is signed for. In order of precedence: the call's region, the
/// declaration's, the one in the host that the request is sent to, the one in the declared host, the client's.
pub(super) fn signing_region(
    own: Own,
    declared: &str,
    url: &str,
    params: &EndpointParams<'_>,
) -> Result<Option<String>, Contradiction> {
    let said = match params.region {
        Some(region) if params.is_call_region => Some(region),
        _ if !own.region.is_empty() => Some(own.region),
        _ => None,
    };
    let named = region_of(url);
    if let (Some(said), Some(named)) = (said, named)
        && said != named
    {
        return Err(Contradiction {
            host: host(url).to_owned(),
            region: named.to_owned(),
        });
    }
    let region = said
        .or(named)
        .or_else(|| region_of(declared))
        .or(params.region);
    Ok(region.map(str::to_owned))
}

/// Whether an endpoint's host is in this region or does not name one. Expansions check this at compile time.
#[doc(hidden)]
#[must_use]
pub const fn is_in_region(endpoint: &str, region: &str) -> bool {
    let (endpoint, region) = (endpoint.as_bytes(), region.as_bytes());
    match region_in(endpoint) {
        Some((start, end)) => end - start == region.len() && ends_at(endpoint, end, region),
        None => true,
    }
}

/// The DNS suffixes of hosts that contain their region: those of the partitions, and that of Lambda function URLs and
/// VPC Lattice (`abc.lambda-url.eu-west-1.on.aws`).
const SUFFIXES: &[&str] = &[
    "amazonaws.com",
    "api.aws",
    "on.aws",
    "amazonaws.com.cn",
    "api.amazonwebservices.com.cn",
    "amazonaws.eu",
    "api.amazonwebservices.eu",
    "c2s.ic.gov",
    "api.aws.ic.gov",
    "sc2s.sgov.gov",
    "api.aws.scloud",
    "cloud.adc-e.uk",
    "api.cloud-aws.adc-e.uk",
    "csp.hci.ic.gov",
    "api.aws.hci.ic.gov",
];

fn host(url: &str) -> &str {
    host_of(super::authority(url).unwrap_or_default())
}

/// The region in the host of a URL: `eu-west-1` in `https://abc.execute-api.eu-west-1.amazonaws.com/prod`.
fn region_of(url: &str) -> Option<&str> {
    let (start, end) = region_in(url.as_bytes())?;
    url.get(start..end)
}

/// The position of the last label that looks like a region, if the host is one of AWS's. The first label is never the
/// region, because users choose it.
const fn region_in(url: &[u8]) -> Option<(usize, usize)> {
    let Some((start, end)) = host_in(url) else {
        return None;
    };
    let mut index = 0;
    while index < SUFFIXES.len() {
        let suffix = SUFFIXES[index].as_bytes();
        if end - start > suffix.len()
            && ends_at(url, end, suffix)
            && url[end - suffix.len() - 1] == b'.'
        {
            return last_region(url, start, end - suffix.len() - 1);
        }
        index += 1;
    }
    None
}

const fn last_region(url: &[u8], start: usize, end: usize) -> Option<(usize, usize)> {
    let (mut at, mut label_end) = (end, end);
    while at > start {
        at -= 1;
        if url[at] == b'.' {
            if is_region(url, at + 1, label_end) {
                return Some((at + 1, label_end));
            }
            label_end = at;
        }
    }
    None
}

/// `us-east-1`, `us-gov-west-1`: at least three words, the last of digits and the others of letters.
const fn is_region(url: &[u8], start: usize, end: usize) -> bool {
    let (mut at, mut hyphens, mut in_word, mut is_number) = (start, 0, 0, false);
    while at < end {
        match url[at] {
            b'-' if in_word > 0 && !is_number => {
                hyphens += 1;
                in_word = 0;
            }
            b'a'..=b'z' if !is_number => in_word += 1,
            b'0'..=b'9' if in_word == 0 || is_number => {
                is_number = true;
                in_word += 1;
            }
            _ => return false,
        }
        at += 1;
    }
    hyphens >= 2 && is_number
}

/// The position of a URL's host.
const fn host_in(url: &[u8]) -> Option<(usize, usize)> {
    let mut start = 0;
    while start + 2 < url.len() {
        if url[start] == b':' && url[start + 1] == b'/' && url[start + 2] == b'/' {
            start += 3;
            let mut end = start;
            while end < url.len() && !matches!(url[end], b'/' | b'?' | b':') {
                end += 1;
            }
            return Some((start, end));
        }
        start += 1;
    }
    None
}

/// Whether `url[..end]` ends with `text`, ignoring case.
const fn ends_at(url: &[u8], end: usize, text: &[u8]) -> bool {
    if end < text.len() {
        return false;
    }
    let mut index = 0;
    while index < text.len() {
        if !url[end - text.len() + index].eq_ignore_ascii_case(&text[index]) {
            return false;
        }
        index += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::{ServiceMeta, partitions::PARTITIONS, resolve};
    use super::*;

    #[test]
    fn the_region_is_read_from_an_aws_host() {
        for (host, region) in [
            (
                "abc.execute-api.eu-west-1.amazonaws.com/prod",
                Some("eu-west-1"),
            ),
            (
                "abc.execute-api.us-gov-west-1.amazonaws.com:443",
                Some("us-gov-west-1"),
            ),
            (
                "abc.execute-api.cn-north-1.amazonaws.com.cn",
                Some("cn-north-1"),
            ),
            (
                "vpce-0a1.execute-api.ap-southeast-2.vpce.amazonaws.com",
                Some("ap-southeast-2"),
            ),
            (
                "my-app-1.execute-api.eu-west-1.amazonaws.com",
                Some("eu-west-1"),
            ),
            ("abc.lambda-url.us-east-2.on.aws", Some("us-east-2")),
            (
                "search-x.eu-central-1.es.amazonaws.com",
                Some("eu-central-1"),
            ),
            (
                "abc.execute-api.eusc-de-east-1.amazonaws.eu",
                Some("eusc-de-east-1"),
            ),
            // A label that the user chose, hosts that are not AWS's, and labels that only resemble a region.
            ("my-app-1.amazonaws.com", None),
            ("orders.example.com", None),
            ("abc.execute-api.eu-west-1.amazonaws.com.evil.example", None),
            ("eu-west-1.notamazonaws.com", None),
            ("abc.execute-api.eu-west.amazonaws.com", None),
            ("abc.execute-api.eu--1.amazonaws.com", None),
            ("abc.s3-1.amazonaws.com", None),
            ("amazonaws.com", None),
            ("127.0.0.1:8080", None),
        ] {
            assert_eq!(region_of(&format!("https://{host}")), region, "{host}");
        }
        assert_eq!(region_of("abc"), None);
        assert!(is_in_region(
            "https://x.execute-api.eu-west-1.amazonaws.com",
            "eu-west-1"
        ));
        assert!(!is_in_region(
            "https://x.execute-api.eu-west-1.amazonaws.com",
            "eu-west-10"
        ));
        assert!(!is_in_region(
            "https://x.execute-api.eu-west-1.amazonaws.com",
            "us-east-1"
        ));
        assert!(is_in_region("https://orders.example.com", "us-east-1"));
    }

    #[test]
    fn the_list_contains_the_suffixes_of_every_partition() {
        for partition in PARTITIONS {
            for suffix in [partition.dns_suffix, partition.dual_stack_dns_suffix] {
                assert!(SUFFIXES.contains(&suffix), "{suffix}");
                let url = format!(
                    "https://abc.execute-api.{}.{suffix}",
                    partition.global_region
                );
                assert_eq!(region_of(&url), Some(partition.global_region), "{url}");
            }
        }
    }

    const ORDERS: ServiceMeta = ServiceMeta::own(
        "execute-api",
        "https://abc.execute-api.eu-west-1.amazonaws.com/prod",
    )
    .named("Orders");

    fn region(service: &ServiceMeta, params: &EndpointParams<'_>) -> Result<String, String> {
        resolve(service, params)
            .map(|endpoint| endpoint.signing_region.unwrap_or_default().into_owned())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn the_hosts_region_takes_precedence_over_the_clients() {
        let mut params = EndpointParams {
            region: Some("us-east-1"),
            ..EndpointParams::default()
        };
        assert_eq!(region(&ORDERS, &params).as_deref(), Ok("eu-west-1"));
        // A different route to the same service.
        params.endpoint = Some("http://127.0.0.1:4566");
        assert_eq!(region(&ORDERS, &params).as_deref(), Ok("eu-west-1"));
        params.endpoint = Some("https://xyz.execute-api.ap-south-1.amazonaws.com");
        assert_eq!(region(&ORDERS, &params).as_deref(), Ok("ap-south-1"));
        let named = ServiceMeta::own("execute-api", "https://orders.example.com").named("Orders");
        params.endpoint = None;
        assert_eq!(region(&named, &params).as_deref(), Ok("us-east-1"));
        assert_eq!(
            region(&named.in_region("ap-south-1"), &params).as_deref(),
            Ok("ap-south-1")
        );
    }

    #[test]
    fn a_host_in_another_region_is_an_error() {
        let call = EndpointParams {
            region: Some("us-east-1"),
            is_call_region: true,
            ..EndpointParams::default()
        };
        assert_eq!(
            region(&ORDERS, &call).unwrap_err(),
            "Orders in us-east-1: the host `abc.execute-api.eu-west-1.amazonaws.com` is in eu-west-1 (remove the region \
             or change the host)"
        );
        let fixed = ORDERS.in_region("eu-west-1");
        let moved = EndpointParams {
            region: Some("us-east-1"),
            endpoint: Some("https://xyz.execute-api.us-east-1.amazonaws.com"),
            ..EndpointParams::default()
        };
        let error = region(&fixed, &moved).unwrap_err();
        assert!(
            error.starts_with("Orders in eu-west-1: the host `xyz.execute-api.us-east-1"),
            "{error}"
        );
        // A call can set both.
        let both = EndpointParams {
            is_call_region: true,
            ..moved
        };
        assert_eq!(region(&fixed, &both).as_deref(), Ok("us-east-1"));
    }
}
