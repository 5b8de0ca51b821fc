//! The settings of the default transport.

use std::{fmt, path::PathBuf, time::Duration};

use crate::config::ConfigError;
use crate::transport::http_transport::HttpTransport;
use crate::transport::proxy::{NoProxy, Proxies, Proxy};
use crate::transport::settings::{TransportSettings, read_bundle};
use crate::transport::timeout::Timeouts;

impl HttpTransport {
    /// Configures a transport: connect timeout, proxies and certificates.
    ///
    /// ```
    /// use opsmith::{Client, HttpTransport};
    ///
    /// let transport = HttpTransport::builder()
    ///     .proxy("http://user:password@proxy.example.com:3128")
    ///     .no_proxy("internal.example.com")
    ///     .build()?;
    /// let client = Client::builder().region("eu-west-1").transport(transport);
    /// # Ok::<(), opsmith::ConfigError>(())
    /// ```
    #[must_use]
    pub fn builder() -> HttpTransportBuilder {
        HttpTransportBuilder::default()
    }
}

/// Configures an [`HttpTransport`]. It reads nothing from the environment;
/// [`Client::from_env`](crate::Client::from_env) does, unless you give the client your own transport.
///
/// ```
/// use std::time::Duration;
///
/// use opsmith::{Client, HttpTransport};
///
/// let transport = HttpTransport::builder()
///     .connect_timeout(Duration::from_secs(1))
///     .https_proxy("http://proxy.example.com:3128")
///     .build()?;
/// let client = Client::builder().transport(transport).build()?;
/// # Ok::<(), opsmith::ConfigError>(())
/// ```
pub struct HttpTransportBuilder {
    connect_timeout: Option<Duration>,
    http_proxy: Option<String>,
    https_proxy: Option<String>,
    no_proxy: Option<String>,
    ca_bundle: Option<PathBuf>,
}

impl Default for HttpTransportBuilder {
    fn default() -> Self {
        Self {
            connect_timeout: Timeouts::default().connect,
            http_proxy: None,
            https_proxy: None,
            no_proxy: None,
            ca_bundle: None,
        }
    }
}

impl HttpTransportBuilder {
    /// The time limit for making a connection, including TLS. `None` and [`Duration::MAX`] mean no limit. Default: 3.1
    /// seconds.
    #[must_use]
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.connect_timeout = limit.into();
        self
    }

    /// The proxy for all requests, such as `http://user:password@proxy.example.com:3128`, `https://..` or `host:port`.
    /// Requests over https go through a tunnel (`CONNECT`), so the proxy sees only the host. Percent-encode special
    /// characters in the password. Requests to this machine, instance metadata and the container credentials endpoints
    /// never use the proxy.
    #[must_use]
    pub fn proxy(self, url: impl Into<String>) -> Self {
        let url = url.into();
        self.http_proxy(url.clone()).https_proxy(url)
    }

    /// The [`proxy`](Self::proxy) for requests over plain http.
    #[must_use]
    pub fn http_proxy(mut self, url: impl Into<String>) -> Self {
        self.http_proxy = Some(url.into());
        self
    }

    /// The [`proxy`](Self::proxy) for requests over https.
    #[must_use]
    pub fn https_proxy(mut self, url: impl Into<String>) -> Self {
        self.https_proxy = Some(url.into());
        self
    }

    /// The hosts that bypass the proxy: names separated by commas, each including all of its subdomains
    /// (`example.com,10.0.0.1,other.example:8443`), or `*`. Addresses are compared as text; networks such as
    /// `10.0.0.0/8` are not supported. This is how botocore reads `NO_PROXY`.
    #[must_use]
    pub fn no_proxy(mut self, hosts: impl Into<String>) -> Self {
        self.no_proxy = Some(hosts.into());
        self
    }

    /// A PEM file with the certificate authorities to trust, instead of the operating system's.
    #[must_use]
    pub fn ca_bundle(mut self, file: impl Into<PathBuf>) -> Self {
        self.ca_bundle = Some(file.into());
        self
    }

    /// Builds the transport.
    ///
    /// # Errors
    /// Returns an error if a proxy is not a URL, or if the certificate file cannot be read or contains no certificates.
    /// The error does not show a proxy's password.
    pub fn build(self) -> Result<HttpTransport, ConfigError> {
        let proxy = |name, text: Option<String>| {
            let parse =
                |text: String| Proxy::parse(&text).map_err(|why| ConfigError::code(name, why));
            text.map(parse).transpose()
        };
        let proxies = Proxies {
            http: proxy("http proxy", self.http_proxy)?,
            https: proxy("https proxy", self.https_proxy)?,
            no_proxy: NoProxy::parse(self.no_proxy.as_deref().unwrap_or_default()),
        };
        let read = |file: PathBuf| {
            read_bundle(&file, |file| std::fs::read(file))
                .map_err(|why| ConfigError::code("CA bundle", why))
        };
        let bundle = self.ca_bundle.map(read).transpose()?;
        let settings = TransportSettings::new(self.connect_timeout, proxies, bundle);
        Ok(HttpTransport::with(settings))
    }
}

impl fmt::Debug for HttpTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("no_proxy", &self.no_proxy)
            .field("ca_bundle", &self.ca_bundle)
            .finish_non_exhaustive()
    }
}
