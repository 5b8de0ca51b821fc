//! TLS of the default transport, set up when the first connection needs it.

#[cfg(any(feature = "native-tls", feature = "__rustls"))]
use std::sync::Arc;
use std::{
    fmt,
    sync::{Mutex, PoisonError},
};

use crate::transport::body::BoxError;

#[cfg(feature = "__rustls")]
type Config = rustls::ClientConfig;
#[cfg(all(feature = "native-tls", not(feature = "__rustls")))]
type Config = native_tls::TlsConnector;
#[cfg(not(any(feature = "native-tls", feature = "__rustls")))]
type Config = NoTls;

/// The certificate authorities to trust instead of the operating system's.
#[derive(Clone)]
pub(crate) struct CaBundle(Roots);

#[cfg(feature = "__rustls")]
type Roots = Arc<rustls::RootCertStore>;
#[cfg(all(feature = "native-tls", not(feature = "__rustls")))]
type Roots = Arc<[native_tls::Certificate]>;
#[cfg(not(any(feature = "native-tls", feature = "__rustls")))]
type Roots = NoTls;

/// Takes the place of TLS if it was left out; never constructed.
#[cfg(not(any(feature = "native-tls", feature = "__rustls")))]
#[derive(Clone)]
struct NoTls;

/// TLS for https, set up by the first connection that needs it, because reading the certificates takes milliseconds. A
/// failure is not kept: the next call tries again, because certificates may have been installed in the meantime.
pub(super) struct Tls {
    bundle: Option<CaBundle>,
    config: Mutex<Option<Config>>,
}

impl Tls {
    pub(super) const fn new(bundle: Option<CaBundle>) -> Self {
        Self {
            bundle,
            config: Mutex::new(None),
        }
    }

    /// Gives the client TLS for https.
    pub(super) fn trusting(
        &self,
        builder: reqwest::ClientBuilder,
    ) -> Result<reqwest::ClientBuilder, BoxError> {
        let mut kept = self.config.lock().unwrap_or_else(PoisonError::into_inner);
        let config = match kept.take() {
            Some(config) => config,
            None => trusting(self.bundle.as_ref())?,
        };
        Ok(with_config(builder, kept.insert(config).clone()))
    }

    /// Keeps reqwest from setting up its own TLS for a client that speaks plain http: that would read certificates and
    /// fail if there are none.
    pub(super) fn none(
        builder: reqwest::ClientBuilder,
    ) -> Result<reqwest::ClientBuilder, BoxError> {
        without(builder)
    }
}

#[cfg(any(feature = "native-tls", feature = "__rustls"))]
fn with_config(builder: reqwest::ClientBuilder, config: Config) -> reqwest::ClientBuilder {
    builder.tls_backend_preconfigured(config)
}

#[cfg(feature = "__rustls")]
fn without(builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, BoxError> {
    let config = config_builder()?
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    Ok(with_config(builder, config))
}

#[cfg(feature = "__rustls")]
fn config_builder()
-> Result<rustls::ConfigBuilder<rustls::ClientConfig, rustls::WantsVerifier>, BoxError> {
    let builder = rustls::ClientConfig::builder_with_provider(provider());
    Ok(builder.with_safe_default_protocol_versions()?)
}

#[cfg(feature = "__rustls")]
fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    #[cfg(feature = "aws-lc")]
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    #[cfg(not(feature = "aws-lc"))]
    let provider = rustls::crypto::ring::default_provider();
    Arc::new(provider)
}

/// rustls with the provider selected by a feature, the certificates of the bundle or the operating system, and TLS 1.2
/// or later.
#[cfg(feature = "__rustls")]
fn trusting(bundle: Option<&CaBundle>) -> Result<Config, BoxError> {
    let builder = config_builder()?;
    let mut config = if let Some(CaBundle(roots)) = bundle {
        builder.with_root_certificates(roots.clone())
    } else {
        let verifier = rustls_platform_verifier::Verifier::new(provider()).map_err(|error| {
            let why = match error {
                rustls::Error::General(why) => why,
                error => error.to_string(),
            };
            format!(
                "{why}; install them (often the package `ca-certificates`), or point AWS_CA_BUNDLE or SSL_CERT_FILE to a file of certificates"
            )
        })?;
        builder
            .dangerous() // rustls's word for any verifier but its own; this one is the operating system's
            .with_custom_certificate_verifier(Arc::new(verifier))
    }
    .with_no_client_auth();
    config.alpn_protocols = if cfg!(feature = "http2") {
        vec![b"h2".to_vec(), b"http/1.1".to_vec()]
    } else {
        vec![b"http/1.1".to_vec()]
    };
    Ok(config)
}

#[cfg(all(feature = "native-tls", not(feature = "__rustls")))]
fn without(builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, BoxError> {
    static CONFIG: std::sync::OnceLock<Config> = std::sync::OnceLock::new();

    if CONFIG.get().is_none() {
        let config = native_tls::TlsConnector::builder()
            .disable_built_in_roots(true)
            .build()?;
        let _ = CONFIG.set(config); // or another thread's, which is the same
    }
    Ok(match CONFIG.get() {
        Some(config) => with_config(builder, config.clone()),
        None => builder,
    })
}

#[cfg(all(feature = "native-tls", not(feature = "__rustls")))]
fn trusting(bundle: Option<&CaBundle>) -> Result<Config, BoxError> {
    let mut builder = native_tls::TlsConnector::builder();
    builder.min_protocol_version(Some(native_tls::Protocol::Tlsv12));
    if cfg!(feature = "http2") {
        builder.request_alpns(&["h2", "http/1.1"]);
    } else {
        builder.request_alpns(&["http/1.1"]);
    }
    if let Some(CaBundle(roots)) = bundle {
        builder.disable_built_in_roots(true);
        for root in &**roots {
            builder.add_root_certificate(root.clone());
        }
    }
    Ok(builder.build()?)
}

#[cfg(not(any(feature = "native-tls", feature = "__rustls")))]
fn with_config(builder: reqwest::ClientBuilder, NoTls: Config) -> reqwest::ClientBuilder {
    builder
}

#[cfg(not(any(feature = "native-tls", feature = "__rustls")))]
#[allow(clippy::unnecessary_wraps)] // with TLS it can fail
fn without(builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, BoxError> {
    Ok(builder)
}

#[cfg(not(any(feature = "native-tls", feature = "__rustls")))]
fn trusting(_: Option<&CaBundle>) -> Result<Config, BoxError> {
    Err(NO_TLS.into())
}

#[cfg(not(any(feature = "native-tls", feature = "__rustls")))]
const NO_TLS: &str =
    "opsmith was built without TLS; enable one of its features `ring`, `aws-lc` or `native-tls`";

impl CaBundle {
    /// The certificates of a PEM file. A certificate that cannot be used as an authority is skipped, because operating
    /// systems' bundles contain some. It is an error if none is left.
    pub(crate) fn from_pem(pem: &[u8]) -> Result<Self, String> {
        let none =
            || "it contains no usable PEM certificate (`-----BEGIN CERTIFICATE-----`)".to_owned();
        #[cfg(feature = "__rustls")]
        {
            use rustls::pki_types::{CertificateDer, pem::PemObject};

            let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
            let certificates = read.map_err(|error| format!("it is not a PEM file: {error}"))?;
            let mut roots = rustls::RootCertStore::empty();
            let (added, _) = roots.add_parsable_certificates(certificates);
            if added == 0 {
                return Err(none());
            }
            Ok(Self(Arc::new(roots)))
        }
        #[cfg(all(feature = "native-tls", not(feature = "__rustls")))]
        {
            let certificates = native_tls::Certificate::stack_from_pem(pem)
                .map_err(|error| format!("it is not a PEM file: {error}"))?;
            if certificates.is_empty() {
                return Err(none());
            }
            Ok(Self(certificates.into()))
        }
        #[cfg(not(any(feature = "native-tls", feature = "__rustls")))]
        {
            let _ = (pem, none);
            Err(NO_TLS.to_owned())
        }
    }
}

impl fmt::Debug for CaBundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CaBundle")
    }
}
