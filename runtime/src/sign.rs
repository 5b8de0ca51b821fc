//! Signature Version 4, by `aws-sigv4`: nothing here computes a hash of its own.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{
        PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation,
        SigningParams, SigningSettings, UriPathNormalizationMode, sign,
    },
    sign::v4,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::endpoint::{Auth, Endpoint};

/// What a request is signed with, besides itself.
pub(crate) struct Signer<'a> {
    pub(crate) credentials: &'a Credentials,
    pub(crate) endpoint: &'a Endpoint,
    pub(crate) region: &'a str,
    pub(crate) time: SystemTime,
}

/// What is signed of the payload.
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

    /// Adds `authorization`, `x-amz-date` and what belongs to them, computed over the request as it is. If it fails,
    /// the headers are as they were.
    pub(crate) fn sign_headers(
        &self,
        method: &Method,
        url: &str,
        headers: &mut HeaderMap,
        payload: SignedPayload<'_>,
    ) -> Result<(), String> {
        let mut settings = self.settings();
        if matches!(payload, SignedPayload::Unsigned) {
            settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        }
        for (name, value) in self.signature(method, url, headers, payload, settings)?.0 {
            let mut value = HeaderValue::from_str(&value).map_err(|error| error.to_string())?;
            value.set_sensitive(true);
            headers.insert(HeaderName::from_static(name), value);
        }
        Ok(())
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
        for (name, value) in self.signature(method, url, headers, payload, settings)?.1 {
            crate::uri::push_query(&mut query, name, &value);
        }
        Ok(query)
    }

    #[allow(clippy::type_complexity)] // what aws-sigv4 returns, taken apart
    fn signature(
        &self,
        method: &Method,
        url: &str,
        headers: &HeaderMap,
        payload: SignedPayload<'_>,
        settings: SigningSettings,
    ) -> Result<(Vec<(&'static str, String)>, Vec<(&'static str, String)>), String> {
        match self.endpoint.auth {
            Auth::SigV4 | Auth::S3 => {}
            Auth::SigV2 => {
                return Err(
                    "the service wants Signature Version 2, which opsmith does not speak"
                        .to_owned(),
                );
            }
            Auth::Bearer => {
                return Err(
                    "the service wants a bearer token, which opsmith does not speak".to_owned(),
                );
            }
        }
        let headers = headers
            .iter()
            .map(|(name, value)| {
                std::str::from_utf8(value.as_bytes())
                    .map(|value| (name.as_str(), value))
                    .map_err(|_| format!("header `{name}` is not UTF-8"))
            })
            .collect::<Result<Vec<_>, _>>()?;
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
        let request = SignableRequest::new(method.as_str(), url, headers.into_iter(), payload)
            .map_err(|error| error.to_string())?;
        let (instructions, _) = untraced(|| sign(request, &params))
            .map_err(|error| error.to_string())?
            .into_parts();
        let (headers, parameters) = instructions.into_parts();
        Ok((
            headers
                .into_iter()
                .map(|header| (header.name(), header.value().to_owned()))
                .collect(),
            parameters
                .into_iter()
                .map(|(name, value)| (name, value.into_owned()))
                .collect(),
        ))
    }
}

/// Runs the signing unseen by the program's subscriber: at the level trace, `aws-sigv4` logs the request with its body
/// and headers, which hold `sensitive` members and the session token.
fn untraced<T>(sign: impl FnOnce() -> T) -> T {
    use tracing::{level_filters::LevelFilter, subscriber};

    if LevelFilter::current() < LevelFilter::TRACE {
        return sign();
    }
    subscriber::with_default(subscriber::NoSubscriber::default(), sign)
}
