//! Which requests go through a proxy, and which proxy.

use std::fmt;

use http::HeaderValue;
use percent_encoding::percent_decode_str;
use url::Url;

use crate::endpoint::url::{address, is_loopback};

/// The proxies of a transport.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Proxies {
    pub(crate) http: Option<Proxy>,
    pub(crate) https: Option<Proxy>,
    pub(crate) no_proxy: NoProxy,
}

/// A proxy's URL, and the `Proxy-Authorization` sent to it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Proxy {
    /// Without a user name and password.
    url: Url,
    authorization: Option<HeaderValue>,
}

/// The hosts that bypass the proxy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NoProxy {
    all: bool,
    /// In lowercase, without leading dots.
    names: Vec<String>,
}

/// Instance metadata, container credentials and EKS Pod Identity: they are on the local link and return credentials
/// that no proxy may see.
const NEVER_PROXIED: [&str; 5] = [
    "169.254.169.254",
    "fd00:ec2::254",
    "169.254.170.2",
    "169.254.170.23",
    "fd00:ec2::23",
];

impl Proxies {
    /// The proxy for a request, if it goes through one.
    pub(crate) fn of(&self, url: &Url) -> Option<&Proxy> {
        let proxy = match url.scheme() {
            "http" => self.http.as_ref(),
            _ => self.https.as_ref(),
        }?;
        let host = url.host_str()?;
        let never = is_loopback(host)
            || address(host)
                .is_some_and(|address| NEVER_PROXIED.contains(&address.to_string().as_str()));
        (!never && !self.no_proxy.covers(host, url.port())).then_some(proxy)
    }
}

impl Proxy {
    /// Parses `http://user:password@host:port`. Without a scheme it is `http`, as in botocore. The returned reason
    /// contains nothing of the text, which may include a password.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        let with_scheme = match text.split_once("://") {
            Some(("", _)) | None if text.starts_with("//") => format!("http:{text}"),
            Some((scheme, _))
                if ["http", "https"].map(|s| s.eq_ignore_ascii_case(scheme)) != [false; 2] =>
            {
                text.to_owned()
            }
            Some(_) => return Err("only `http://` and `https://` proxies are supported"),
            None => format!("http://{text}"),
        };
        let expected = "expected the URL of a proxy, such as `http://proxy.example.com:3128`";
        let mut url = Url::parse(&with_scheme).map_err(|_| expected)?;
        if !url.has_host() {
            return Err(expected);
        }
        let authorization = authorization(&url);
        url.set_username("").map_err(|()| expected)?;
        url.set_password(None).map_err(|()| expected)?;
        url.set_path("");
        url.set_query(None);
        url.set_fragment(None);
        Ok(Self { url, authorization })
    }

    pub(super) fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// For all requests of a client.
    pub(super) fn to_reqwest(&self) -> reqwest::Result<reqwest::Proxy> {
        let proxy = reqwest::Proxy::all(self.url.clone())?;
        Ok(match &self.authorization {
            Some(authorization) => proxy.custom_http_auth(authorization.clone()),
            None => proxy,
        })
    }
}

fn authorization(url: &Url) -> Option<HeaderValue> {
    if url.username().is_empty() && url.password().is_none() {
        return None;
    }
    let mut plain: Vec<u8> = percent_decode_str(url.username()).collect();
    plain.push(b':');
    plain.extend(percent_decode_str(url.password().unwrap_or_default()));
    let text = format!("Basic {}", aws_smithy_types::base64::encode(plain));
    let mut value = HeaderValue::try_from(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let with = self.authorization.is_some();
        write!(
            f,
            "{}{}",
            self.url,
            if with { " with a password" } else { "" }
        )
    }
}

impl NoProxy {
    /// Reads a `NO_PROXY` list like Python's `urllib.request.proxy_bypass_environment`, which botocore uses: names
    /// separated by commas, each including all of its subdomains. A leading dot makes no difference; `*` alone matches
    /// every host; a name with a port matches only that port. Addresses are compared as text, IPv6 with its brackets;
    /// networks (`10.0.0.0/8`) match nothing.
    ///
    /// reqwest's own `NoProxy` differs: it supports networks and `*` next to other names, but not ports.
    pub(crate) fn parse(list: &str) -> Self {
        if list == "*" {
            return Self {
                all: true,
                names: Vec::new(),
            };
        }
        let names = list
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty());
        Self {
            all: false,
            names: names
                .map(|name| name.trim_start_matches('.').to_ascii_lowercase())
                .collect(),
        }
    }

    /// `port` is the one in the URL.
    fn covers(&self, host: &str, port: Option<u16>) -> bool {
        let with_port = port.map(|port| format!("{host}:{port}"));
        let is_below = |host: &str, name: &str| {
            host.strip_suffix(name)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.all
            || self.names.iter().any(|name| {
                is_below(host, name)
                    || with_port
                        .as_deref()
                        .is_some_and(|host| is_below(host, name))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(no_proxy: &str) -> Proxies {
        let proxy = Proxy::parse("proxy.example.com:3128").unwrap();
        Proxies {
            http: Some(proxy.clone()),
            https: Some(proxy),
            no_proxy: NoProxy::parse(no_proxy),
        }
    }

    fn is_proxied(no_proxy: &str, url: &str) -> bool {
        proxies(no_proxy).of(&Url::parse(url).unwrap()).is_some()
    }

    /// The expectations are the results of Python 3.12's `proxy_bypass_environment`.
    #[test]
    fn no_proxy_is_read_as_in_botocore() {
        for (list, url, proxied) in [
            ("", "https://a.example.com", true),
            ("*", "https://a.example.com", false),
            ("* ", "https://a.example.com", true),
            ("*,b", "https://a.example.com", true),
            ("example.com", "https://a.example.com", false),
            (".example.com", "https://a.example.com", false),
            ("..example.com", "https://example.com", false),
            ("EXAMPLE.com", "https://A.example.COM", false),
            ("other, example.com ,", "https://example.com", false),
            ("ample.com", "https://example.com", true),
            ("a.example.com", "https://example.com", true),
            ("*.example.com", "https://a.example.com", true),
            ("example.com:8443", "https://a.example.com:8443", false),
            ("example.com:8443", "https://a.example.com:8444", true),
            ("example.com:8443", "https://a.example.com", true),
            ("example.com", "https://a.example.com:8443", false),
            ("10.0.0.1", "https://10.0.0.1:8443", false),
            ("10.0.0.0/8", "https://10.0.0.1", true),
            ("0.0.1", "https://10.0.0.1", false),
            ("[fd00::1]", "https://[fd00::1]:8443", false),
            ("fd00::1", "https://[fd00::1]:8443", true),
            (".", "https://example.com", true),
        ] {
            assert_eq!(is_proxied(list, url), proxied, "{list:?} {url}");
        }
    }

    #[test]
    fn this_machine_and_the_endpoints_of_credentials_are_never_proxied() {
        for url in [
            "http://127.0.0.1:4566",
            "http://127.9.9.9",
            "http://[::1]:80",
            "http://[::ffff:127.0.0.1]",
            "http://localhost",
            "https://chime.LOCALHOST",
            "http://169.254.169.254",
            "http://[fd00:ec2::254]",
            "http://169.254.170.2",
            "http://169.254.170.23",
            "http://[fd00:ec2::23]",
        ] {
            assert!(!is_proxied("", url), "{url}");
        }
        assert!(is_proxied("", "http://169.254.1.1"));
        assert!(is_proxied("", "http://localhost.example.com"));
    }

    #[test]
    fn each_scheme_has_its_own_proxy() {
        let mut only_https = proxies("");
        only_https.http = None;
        let of = |url| only_https.of(&Url::parse(url).unwrap());
        assert!(of("https://example.com").is_some());
        assert!(of("http://example.com").is_none());
    }

    #[test]
    fn a_proxy_is_a_url_or_a_host() {
        for (text, url) in [
            ("proxy", "http://proxy/"),
            ("proxy:3128", "http://proxy:3128/"),
            (" http://proxy:3128/path?q#f ", "http://proxy:3128/"),
            ("HTTPS://proxy", "https://proxy/"),
            ("//proxy:1", "http://proxy:1/"),
            ("[::1]:3128", "http://[::1]:3128/"),
            ("user:pa%20ss@proxy:1", "http://proxy:1/ with a password"),
        ] {
            assert_eq!(format!("{:?}", Proxy::parse(text).unwrap()), url);
        }
        for text in [
            "socks5://secret@proxy",
            "http://",
            "http://secret@:1",
            "a b",
            "",
        ] {
            let why = Proxy::parse(text).unwrap_err();
            assert!(!why.contains("secret"), "{why}");
        }
    }

    #[test]
    fn the_password_is_decoded_before_it_is_sent() {
        for (text, sent) in [
            (
                "http://user:p%40ss%3A%20@proxy",
                Some("Basic dXNlcjpwQHNzOiA="),
            ),
            ("http://user@proxy", Some("Basic dXNlcjo=")),
            ("http://proxy", None),
        ] {
            let proxy = Proxy::parse(text).unwrap();
            let value = proxy
                .authorization
                .as_ref()
                .map(|value| value.to_str().unwrap());
            assert_eq!(value, sent);
        }
    }
}
