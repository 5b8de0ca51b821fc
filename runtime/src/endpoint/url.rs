//! The host of a URL: which part it is, whether it is an IP address, and whether it is this machine.

use std::net::IpAddr;

/// The scheme of a URL and what comes after its `://`.
pub(crate) fn split_scheme(url: &str) -> Option<(&str, &str)> {
    // Every call does this, so it is one search for one byte.
    let (scheme, rest) = url.split_once(':')?;
    Some((scheme, rest.strip_prefix("//")?))
}

/// The host and port of a URL: what is between `//` and the path or the query.
pub(crate) fn authority(url: &str) -> Option<&str> {
    let (_, rest) = split_scheme(url)?;
    let end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?'));
    Some(end.map_or(rest, |end| &rest[..end]))
}

/// A URL without its path.
pub(super) fn origin(url: &str) -> &str {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url[start..].find('/').map_or(url.len(), |at| start + at);
    &url[..end]
}

/// The part of an authority before the port. The colons of an IPv6 address are in brackets.
pub(super) fn host_of(authority: &str) -> &str {
    let end = match authority.find(']') {
        Some(bracket) => bracket + 1,
        None => authority.find(':').unwrap_or(authority.len()),
    };
    &authority[..end]
}

/// A host that is an IP address, with brackets for IPv6. An IPv4-mapped IPv6 address counts as IPv4.
pub(crate) fn address(host: &str) -> Option<IpAddr> {
    let host = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .unwrap_or(host);
    let address: IpAddr = host.parse().ok()?;
    Some(address.to_canonical())
}

/// Whether the URL's host can take a prefix. An IP address and `localhost` cannot.
pub(crate) fn takes_prefix(url: &str) -> bool {
    authority(url)
        .map(host_of)
        .is_some_and(|host| !is_localhost(host) && address(host).is_none())
}

/// Whether the request would travel to another machine unencrypted.
pub(crate) fn is_remote_http(url: &str) -> bool {
    let is_http = split_scheme(url).is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("http"));
    is_http && !is_loopback(host_of(authority(url).unwrap_or_default()))
}

/// Whether a host is this machine. Plain http to it is always allowed, and requests to it never use a proxy.
pub(crate) fn is_loopback(host: &str) -> bool {
    match address(host) {
        Some(address) => address.is_loopback(),
        // RFC 6761, section 6.3: names under `localhost` are this machine, too.
        None => host.rsplit('.').next().is_some_and(is_localhost),
    }
}

fn is_localhost(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
}
