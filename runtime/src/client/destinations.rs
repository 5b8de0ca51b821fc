//! Where the requests to each service go, worked out once for a client.

use std::{borrow::Cow, sync::OnceLock};

use http::Uri;
use http::uri::{Authority, Scheme};

use crate::endpoint::{Endpoint, ServiceMeta};
use crate::signing::skew;

/// The services that are kept. For those beyond, everything is worked out for each call.
const KEPT: usize = 16;

/// What depends on the client and the service alone: where calls go that set neither their region nor their endpoint.
///
/// Every call reads this and almost none writes it, so it has no lock: a slot is set once.
#[derive(Default)]
pub(crate) struct Destinations([OnceLock<Kept>; KEPT]);

struct Kept {
    /// Compared by address: equal services are the same, or take another slot.
    service: &'static ServiceMeta,
    destination: Destination,
}

/// Where requests go and what they are signed for, in the parts that URLs are built from.
#[derive(Clone, Debug)]
pub(crate) struct Destination {
    pub(crate) endpoint: Endpoint,
    /// The region that requests are signed for; empty if they are not signed and none is known.
    pub(crate) region: Cow<'static, str>,
    pub(crate) scheme: Scheme,
    pub(crate) authority: Authority,
    /// The beginning of every path, without a slash at the end.
    pub(crate) path: String,
    /// The host whose clock the requests are dated by.
    pub(crate) host: skew::Host,
}

impl Destination {
    /// The parts of an endpoint's URL, or what is wrong with it.
    pub(crate) fn new(
        endpoint: Endpoint,
        region: Cow<'static, str>,
        skews: &skew::Skews,
    ) -> Result<Self, String> {
        let uri: Uri = endpoint.url.parse().map_err(|error| format!("{error}"))?;
        let parts = uri.into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err("it has no host".to_owned());
        };
        let path = parts.path_and_query.as_ref().map_or("", |it| it.path());
        Ok(Self {
            path: path.trim_end_matches('/').to_owned(),
            // Names in front of the endpoint's host lead to the same service.
            host: skews.host(authority.as_str()),
            scheme,
            authority,
            endpoint,
            region,
        })
    }
}

impl Destinations {
    /// The destination of a service, if it is known.
    pub(crate) fn get(&self, service: &'static ServiceMeta) -> Option<&Destination> {
        self.0
            .iter()
            .map_while(OnceLock::get)
            .find(|kept| std::ptr::eq(kept.service, service))
            .map(|kept| &kept.destination)
    }

    /// Keeps the destination of a service, if there is room.
    pub(crate) fn keep(&self, service: &'static ServiceMeta, destination: Destination) {
        let mut new = Kept {
            service,
            destination,
        };
        for slot in &self.0 {
            match slot.set(new) {
                Ok(()) => return,
                Err(not_set) => new = not_set,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::Auth;

    fn destination(url: &str) -> Result<Destination, String> {
        let endpoint = Endpoint {
            url: url.to_owned(),
            signing_name: "x".into(),
            signing_region: None,
            auth: Auth::SigV4,
        };
        Destination::new(endpoint, "us-east-1".into(), &skew::Skews::default())
    }

    #[test]
    fn an_endpoint_is_split_into_the_parts_of_a_url() {
        let parts = |url| {
            let at = destination(url).unwrap();
            format!("{} {} {}", at.scheme, at.authority, at.path)
        };
        assert_eq!(parts("https://example.com"), "https example.com ");
        assert_eq!(parts("http://[::1]:80/a/b"), "http [::1]:80 /a/b");
        assert!(destination("/a").is_err());
    }

    #[test]
    fn services_are_kept_until_the_slots_are_full() {
        let kept = Destinations::default();
        let services: Vec<&'static ServiceMeta> = (0..=KEPT)
            .map(|_| &*Box::leak(Box::new(ServiceMeta::own("x", "https://example.com"))))
            .collect();
        for (number, service) in services.iter().enumerate() {
            assert!(kept.get(service).is_none());
            kept.keep(
                service,
                destination(&format!("https://{number}.com")).unwrap(),
            );
        }
        for (number, service) in services[..KEPT].iter().enumerate() {
            let found = kept.get(service).unwrap();
            assert_eq!(found.authority, format!("{number}.com"));
        }
        assert!(kept.get(services[KEPT]).is_none());
    }
}
