//! TLS of the default transport, made when the first connection needs it.

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

/// Certificates of authorities that are trusted instead of the operating system's.
#[derive(Clone)]
pub(crate) struct CaBundle(Roots);

#[cfg(feature = "__rustls")]
type Roots = Arc<rustls::RootCertStore>;
#[cfg(all(feature = "native-tls", not(feature = "__rustls")))]
type Roots = Arc<[native_tls::Certificate]>;
#[cfg(not(any(feature = "native-tls", feature = "__rustls")))]
type Roots = NoTls;

/// In the place of TLS where it was left out; never made.
#[cfg(not(any(feature = "native-tls", feature = "__rustls")))]
#[derive(Clone)]
struct NoTls;

/// TLS for https, made by the first connection that needs it: reading the certificates takes milliseconds. A failure is
/// not kept: the next call tries again, as certificates may have been installed meanwhile.
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

    /// Makes sure that reqwest makes no TLS of its own for a client that speaks plain http: that reads certificates,
    /// and fails where there are none.
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

/// rustls with the provider that a feature chose, the bundle's or the operating system's certificates, TLS 1.2 or newer.
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
                "{why}; install them (often the package `ca-certificates`), or name a file of them with AWS_CA_BUNDLE or SSL_CERT_FILE"
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
    "opsmith was built without TLS; turn on one of its features `ring`, `aws-lc` and `native-tls`";

impl CaBundle {
    /// The certificates of a PEM file. One that cannot be used as an authority is left out, as some in the bundles of
    /// operating systems are; that there is none at all is an error.
    pub(crate) fn from_pem(pem: &[u8]) -> Result<Self, String> {
        let none = || {
            "it has no certificate in PEM form (`-----BEGIN CERTIFICATE-----`) that can be used"
                .to_owned()
        };
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
