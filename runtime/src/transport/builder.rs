//! The settings of the default transport.

use std::{fmt, path::PathBuf, time::Duration};

use crate::config::ConfigError;
use crate::transport::http_transport::HttpTransport;
use crate::transport::proxy::{NoProxy, Proxies, Proxy};
use crate::transport::settings::{Settings, read_bundle};
use crate::transport::timeout::Timeouts;

impl HttpTransport {
    /// A transport with settings of yours: connect timeout, proxies, certificates.
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

/// Configures an [`HttpTransport`]. Nothing is read from the environment: [`Client::from_env`](crate::Client::from_env)
/// does that for a client without a transport of its own.
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
    /// The limit for making a connection, TLS included; `None` and [`Duration::MAX`] are no limit. Default: 3.1 seconds.
    #[must_use]
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.connect_timeout = limit.into();
        self
    }

    /// The proxy for all requests, as `http://user:password@proxy.example.com:3128`, `https://..` or `host:port`.
    /// Requests over https go through a tunnel (`CONNECT`), of which the proxy sees the host only. Special characters in
    /// the password are percent-encoded. Never proxied: this machine, instance metadata, and the endpoints of container
    /// credentials.
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

    /// The hosts that are asked directly: names separated by commas, each with all names below it
    /// (`example.com,10.0.0.1,other.example:8443`), or `*`. Addresses are compared as text; networks such as `10.0.0.0/8`
    /// are not understood. This is how botocore reads `NO_PROXY`.
    #[must_use]
    pub fn no_proxy(mut self, hosts: impl Into<String>) -> Self {
        self.no_proxy = Some(hosts.into());
        self
    }

    /// A PEM file with the certificates of the authorities that are trusted, instead of the operating system's.
    #[must_use]
    pub fn ca_bundle(mut self, file: impl Into<PathBuf>) -> Self {
        self.ca_bundle = Some(file.into());
        self
    }

    /// The transport.
    ///
    /// # Errors
    /// If a proxy is no URL, or if the file with the certificates cannot be read or has none in it. The error does not
    /// show a proxy's password.
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
        let settings = Settings::new(self.connect_timeout, proxies, bundle);
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
