//! What a call, a presigned URL and a shown command have in common: everything before the signature, and what the
//! signature needs.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use http::{HeaderMap, Uri, header};

use super::service_headers::add_headers;
use super::{Pipeline, Target, compression};
use crate::binding::request::{BuildError, RequestBody, RequestParts, add_own_header};
use crate::config::ConfigError;
use crate::credentials::{CachedCredentials, CredentialsError, token_header};
use crate::declaration::meta::{Auth, OperationMeta};
use crate::endpoint::url::is_remote_http;
use crate::error::Cause;
use crate::signing::{CONTENT_SHA256, SignedPayload, Signer, checksum, skew};

/// A request that is complete except for its signature.
pub(crate) struct UnsignedRequest<'e> {
    pub(crate) parts: RequestParts,
    pub(crate) target: Target<'e>,
}

/// What a request was signed with.
pub(crate) struct Signed {
    pub(crate) credentials: Credentials,
    /// In hexadecimal; empty until there is one.
    pub(crate) signature: String,
    /// The time on this machine's clock.
    pub(crate) at: SystemTime,
    /// The seconds added to it.
    pub(crate) skew: i64,
}

impl Signed {
    /// Signs with what was resolved for a request.
    pub(crate) fn signer<'a>(&'a self, target: &'a Target<'_>) -> Signer<'a> {
        Signer {
            credentials: &self.credentials,
            endpoint: &target.at.endpoint,
            region: &target.at.region,
            time: skew::shift(self.at, self.skew),
        }
    }
}

impl<'e> Pipeline<'e> {
    /// Resolves where the request goes, and adds the headers that are the same for every attempt.
    pub(crate) async fn prepare(&self, parts: &mut RequestParts) -> Result<Target<'e>, Cause> {
        let target = self.target(parts)?;
        if self.meta.compression {
            compression::compress(self.engine, parts)?;
        }
        if self.meta.md5 {
            checksum::add_md5(parts)?;
        }
        let length = match &parts.body {
            RequestBody::None => None,
            RequestBody::Bytes(bytes) => Some(bytes.len() as u64),
            RequestBody::Stream(stream) => {
                stream.length().await.map_err(|error| unreadable(&*error))?
            }
        };
        parts.length = length;
        if let Some(length) = length {
            parts.headers.insert(header::CONTENT_LENGTH, length.into());
        }
        // Once, not for each attempt: it may be a large file.
        if let RequestBody::Stream(stream) = &mut parts.body
            && !self.is_unsigned()
            && !self.meta.unsigned_payload
            && !parts.headers.contains_key(&CONTENT_SHA256)
            && stream.sha256.is_none()
            && stream.as_bytes().is_none()
        {
            stream.sha256 = Some(checksum::sha256(stream).await?);
        }
        add_headers(self.meta.service, &mut parts.headers);
        for (name, value) in &self.options.headers {
            add_own_header(&mut parts.headers, name, value).map_err(Cause::Build)?;
        }
        crate::binding::header::normalize(&mut parts.headers);
        Ok(target)
    }

    /// Signs the headers with the current credentials and time.
    pub(crate) async fn sign(
        &self,
        request: &UnsignedRequest<'_>,
        headers: &mut HeaderMap,
    ) -> Result<Option<Signed>, Cause> {
        if self.meta.auth == Auth::None {
            return Ok(None);
        }
        if self.engine.tokens.of(self.meta).is_some() {
            return self.add_token(&request.target, headers).await.map(Some);
        }
        let payload = self.signed_payload(&request.parts, headers);
        let mut signed = self.identity(&request.target).await?;
        signed.signature = signed
            .signer(&request.target)
            .sign_headers(
                &self.engine.signing_keys,
                &self.meta.method,
                &request.target.uri,
                headers,
                &payload,
            )
            .map_err(Cause::Signing)?;
        Ok(Some(signed))
    }

    /// Adds a bearer token in place of a signature.
    async fn add_token(
        &self,
        target: &Target<'_>,
        headers: &mut HeaderMap,
    ) -> Result<Signed, Cause> {
        // Whoever reads the token can use it for everything, unlike a signature; so `allow_http` does not apply.
        let url = &target.at.endpoint.url;
        if is_remote_http(url) {
            return Err(Cause::Config(ConfigError::plain_token(url)));
        }
        let signed = self.identity(target).await?;
        let token = signed.credentials.secret_access_key();
        let value = token_header(&format!("Bearer {token}")).map_err(|failure| {
            Cause::Credentials(CredentialsError::invalid_configuration(
                failure.reason().to_owned(),
            ))
        })?;
        headers.insert(header::AUTHORIZATION, value);
        Ok(signed)
    }

    /// Whether requests carry no signature.
    pub(crate) fn is_unsigned(&self) -> bool {
        self.meta.auth == Auth::None || self.engine.tokens.of(self.meta).is_some()
    }

    /// The cache of what authenticates this call.
    pub(crate) fn identities(&self) -> &CachedCredentials {
        let engine = self.engine;
        engine.tokens.of(self.meta).unwrap_or(&engine.credentials)
    }

    /// What to sign a request to this target with now.
    pub(crate) async fn identity(&self, target: &Target<'_>) -> Result<Signed, Cause> {
        let engine = self.engine;
        let credentials = self
            .identities()
            .get()
            .await
            .map_err(|error| Cause::Credentials(error.into()))?;
        Ok(Signed {
            credentials,
            signature: String::new(),
            at: engine.clock.now(),
            skew: engine.skews.secs(target.at.host),
        })
    }

    /// How the payload enters the signature.
    pub(crate) fn signed_payload<'p>(
        &self,
        parts: &'p RequestParts,
        headers: &HeaderMap,
    ) -> SignedPayload<'p> {
        // A member bound to this header determines what is signed, as in botocore.
        if let Some(hash) = headers.get(&CONTENT_SHA256) {
            return SignedPayload::Sha256(String::from_utf8_lossy(hash.as_bytes()).into_owned());
        }
        if self.meta.unsigned_payload {
            return SignedPayload::Unsigned;
        }
        match &parts.body {
            RequestBody::None => SignedPayload::Bytes(&[]),
            RequestBody::Bytes(bytes) => SignedPayload::Bytes(bytes),
            RequestBody::Stream(stream) => match (&stream.sha256, stream.as_bytes()) {
                (Some(hex), _) => SignedPayload::Sha256(hex.clone()),
                (None, bytes) => SignedPayload::Bytes(bytes.map_or(&[], |bytes| bytes)),
            },
        }
    }
}

pub(super) fn unreadable(error: &(dyn std::error::Error + Send + Sync)) -> Cause {
    Cause::Build(BuildError::new(
        "payload",
        format!("cannot be read: {error}"),
    ))
}

/// The request as HTTP's own type.
pub(crate) fn to_http<B>(
    meta: &OperationMeta,
    uri: &Uri,
    headers: HeaderMap,
    body: B,
) -> http::Request<B> {
    let mut request = http::Request::new(body);
    *request.method_mut() = meta.method.clone();
    *request.uri_mut() = uri.clone();
    *request.headers_mut() = headers;
    request
}
