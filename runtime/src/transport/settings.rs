//! The connection settings of the default transport.

use std::{fmt, path::Path, time::Duration};

use url::Url;

use crate::transport::body::BoxError;
use crate::transport::connections::IDLE;
use crate::transport::proxy::{Proxies, Proxy};
use crate::transport::timeout::Timeouts;
use crate::transport::tls::{CaBundle, Tls};

/// Reads the certificates in a file, or says why it is not usable.
pub(crate) fn read_bundle(
    file: &Path,
    read: impl FnOnce(&Path) -> std::io::Result<Vec<u8>>,
) -> Result<CaBundle, String> {
    read(file)
        .map_err(|error| error.to_string())
        .and_then(|pem| CaBundle::from_pem(&pem))
        .map_err(|why| format!("the CA bundle `{}` is not usable: {why}", file.display()))
}

/// The connection settings of a transport.
pub(crate) struct TransportSettings {
    connect_timeout: Option<Duration>,
    proxies: Proxies,
    tls: Tls,
}

/// Longer limits count as no limit: some timers do not support them.
const A_CENTURY: Duration = Duration::from_hours(100 * 365 * 24);

impl TransportSettings {
    pub(crate) fn new(
        connect_timeout: Option<Duration>,
        proxies: Proxies,
        bundle: Option<CaBundle>,
    ) -> Self {
        Self {
            connect_timeout: connect_timeout.filter(|limit| *limit < A_CENTURY),
            proxies,
            tls: Tls::new(bundle),
        }
    }

    /// A client for requests to the host of `url`, or the reason why it cannot be made.
    pub(super) fn client(
        &self,
        url: &Url,
        may_be_proxied: bool,
    ) -> Result<reqwest::Client, BoxError> {
        let proxy = self.proxies.of(url).filter(|_| may_be_proxied);
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .pool_idle_timeout(IDLE)
            // Detects within a minute that the other end is gone, no matter how long a call waits for its first byte.
            .tcp_keepalive(Duration::from_secs(15))
            .tcp_keepalive_interval(Duration::from_secs(15))
            .tcp_keepalive_retries(3);
        if let Some(limit) = self.connect_timeout {
            builder = builder.connect_timeout(limit);
        }
        if let Some(proxy) = proxy {
            builder = builder.proxy(proxy.to_reqwest()?);
        }
        let needs_tls = url.scheme() == "https" || proxy.is_some_and(Proxy::is_https);
        let builder = if needs_tls {
            self.tls
                .trusting(builder)
                .map_err(|error| format!("cannot set up TLS: {error}"))?
        } else {
            Tls::none(builder)?
        };
        Ok(builder.build()?)
    }
}

impl Default for TransportSettings {
    fn default() -> Self {
        Self::new(Timeouts::default().connect, Proxies::default(), None)
    }
}

impl fmt::Debug for TransportSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportSettings")
            .field("connect_timeout", &self.connect_timeout)
            .field("proxies", &self.proxies)
            .finish_non_exhaustive()
    }
}
