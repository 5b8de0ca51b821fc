//! Signature Version 4: [`headers`] for signatures in headers, `aws-sigv4` for those in URLs.

pub(crate) mod checksum;
mod headers;
pub(crate) mod keys;
#[cfg(test)]
mod oracle;
pub(crate) mod skew;
#[cfg(test)]
mod suite;

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{
        PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation,
        SigningInstructions, SigningParams, SigningSettings, UriPathNormalizationMode, sign,
    },
    sign::v4,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};

use self::keys::SigningKeys;
use crate::endpoint::{Auth, Endpoint};
use crate::value::timestamp::Timestamp;

/// The hash of the payload. Signing adds it only if the service requires it.
pub(crate) static CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");

/// The headers that the signature does not cover because proxies and clients change them: the W3C trace context, and
/// those that `aws-sigv4` leaves out.
const NOT_SIGNED: [&str; 7] = [
    "authorization",
    "baggage",
    "traceparent",
    "tracestate",
    "transfer-encoding",
    "user-agent",
    "x-amzn-trace-id",
];

fn is_signed(name: &HeaderName) -> bool {
    !NOT_SIGNED.contains(&name.as_str())
}

/// What a request is signed with.
pub(crate) struct Signer<'a> {
    pub(crate) credentials: &'a Credentials,
    pub(crate) endpoint: &'a Endpoint,
    pub(crate) region: &'a str,
    pub(crate) time: SystemTime,
}

/// How the payload is signed.
#[derive(Clone, Debug)]
pub(crate) enum SignedPayload<'a> {
    /// Its bytes.
    Bytes(&'a [u8]),
    /// Its SHA-256, in hexadecimal.
    Sha256(String),
    /// Nothing: `UNSIGNED-PAYLOAD`.
    Unsigned,
}

impl Signer<'_> {
    fn settings(&self) -> SigningSettings {
        let mut settings = SigningSettings::default();
        if self.endpoint.auth == Auth::S3 {
            settings.percent_encoding_mode = PercentEncodingMode::Single;
            settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
            settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        }
        settings
    }

    /// Adds `authorization`, `x-amz-date` and related headers, computed over the request as is, and returns the
    /// signature. If it fails, the headers are unchanged.
    pub(crate) fn sign_headers(
        &self,
        keys: &SigningKeys,
        method: &Method,
        uri: &Uri,
        headers: &mut HeaderMap,
        payload: &SignedPayload<'_>,
    ) -> Result<String, String> {
        self.check()?;
        check_text(headers)?;
        headers::sign(self, keys, method.as_str(), uri, headers, payload).map_err(str::to_owned)
    }

    /// [`sign_headers`](Self::sign_headers) by `aws-sigv4` alone: what our own signatures are compared with.
    #[cfg(test)]
    pub(crate) fn sign_headers_again(
        &self,
        method: &Method,
        url: &str,
        headers: &mut HeaderMap,
        payload: SignedPayload<'_>,
    ) -> Result<String, String> {
        let mut settings = self.settings();
        if matches!(payload, SignedPayload::Unsigned) {
            settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        }
        let (instructions, signature) = self.signature(method, url, headers, payload, settings)?;
        let (signed, _) = instructions.into_parts();
        for header in signed {
            let mut value =
                HeaderValue::from_str(header.value()).map_err(|error| error.to_string())?;
            value.set_sensitive(true);
            headers.insert(HeaderName::from_static(header.name()), value);
        }
        Ok(signature)
    }

    /// The query parameters of a presigned URL, encoded.
    pub(crate) fn sign_query(
        &self,
        method: &Method,
        url: &str,
        headers: &HeaderMap,
        payload: SignedPayload<'_>,
        expires_in: Duration,
    ) -> Result<String, String> {
        let mut settings = self.settings();
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = Some(expires_in);
        let mut query = String::new();
        let (instructions, _) = self.signature(method, url, headers, payload, settings)?;
        let (_, parameters) = instructions.into_parts();
        for (name, value) in parameters {
            crate::binding::uri::push_query(&mut query, name, &value);
        }
        Ok(query)
    }

    /// Rejects what cannot be signed.
    fn check(&self) -> Result<(), String> {
        match self.endpoint.auth {
            Auth::SigV4 | Auth::S3 => {}
            Auth::SigV2 => {
                return Err(
                    "the service requires Signature Version 2, which opsmith does not support"
                        .to_owned(),
                );
            }
            Auth::Bearer => {
                return Err(
                    "the service requires a bearer token, which opsmith does not support"
                        .to_owned(),
                );
            }
        }
        // `aws-sigv4` panics outside these years.
        if Timestamp::try_from(self.time).is_err() {
            return Err("the clock shows a year that is not between 1 and 9999".to_owned());
        }
        Ok(())
    }

    fn signature(
        &self,
        method: &Method,
        url: &str,
        headers: &HeaderMap,
        payload: SignedPayload<'_>,
        settings: SigningSettings,
    ) -> Result<(SigningInstructions, String), String> {
        self.check()?;
        check_text(headers)?;
        let headers = headers
            .iter()
            .filter(|(name, _)| is_signed(name))
            .filter_map(|(name, value)| Some((name.as_str(), as_text(value)?)));
        let identity = self.credentials.clone().into();
        let params: SigningParams<'_> = v4::SigningParams::builder()
            .identity(&identity)
            .region(self.region)
            .name(&self.endpoint.signing_name)
            .time(self.time)
            .settings(settings)
            .build()
            .map_err(|error| error.to_string())?
            .into();
        let payload = match payload {
            SignedPayload::Bytes(bytes) => SignableBody::Bytes(bytes),
            SignedPayload::Sha256(hex) => SignableBody::Precomputed(hex),
            SignedPayload::Unsigned => SignableBody::UnsignedPayload,
        };
        let request = SignableRequest::new(method.as_str(), url, headers, payload)
            .map_err(|error| error.to_string())?;
        let signed = untraced(|| sign(request, &params)).map_err(|error| error.to_string())?;
        Ok(signed.into_parts())
    }
}

fn check_text(headers: &HeaderMap) -> Result<(), String> {
    match headers.iter().find(|(_, value)| as_text(value).is_none()) {
        Some((name, _)) => Err(format!("header `{name}` is not UTF-8")),
        None => Ok(()),
    }
}

fn as_text(value: &HeaderValue) -> Option<&str> {
    std::str::from_utf8(value.as_bytes()).ok()
}

/// Hides signing from the program's subscriber: at level trace, `aws-sigv4` logs the request's URL and headers, which
/// may contain `sensitive` members.
fn untraced<T>(sign: impl FnOnce() -> T) -> T {
    use tracing::{level_filters::LevelFilter, subscriber};

    if LevelFilter::current() < LevelFilter::TRACE {
        return sign();
    }
    subscriber::with_default(subscriber::NoSubscriber::default(), sign)
}
