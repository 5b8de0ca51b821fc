//! The proof that the sender of a refresh token holds the key that the token was issued for: a JSON Web Token, signed
//! with that key, in the header `DPoP`.
//!
//! Sources: [RFC 9449](https://datatracker.ietf.org/doc/html/rfc9449),
//! [RFC 7518, section 3.4](https://datatracker.ietf.org/doc/html/rfc7518#section-3.4).

use std::time::{SystemTime, UNIX_EPOCH};

use aws_smithy_types::base64;
use serde_json::json;

/// Whether a signing library is available: the one that rustls uses, so it adds no dependency.
pub(crate) const IS_AVAILABLE: bool = cfg!(any(feature = "ring", feature = "aws-lc"));

/// A P-256 key that signs proofs.
pub(crate) struct ProofKey {
    signer: key::ProofSigner,
    /// The token's first part, which contains the public key and is the same for all proofs.
    header: String,
}

impl ProofKey {
    /// From PEM: `EC PRIVATE KEY` (SEC 1), as the AWS CLI writes it, or `PRIVATE KEY` (PKCS #8).
    ///
    /// The error says what is wrong with the key without showing any of it.
    pub(crate) fn from_pem(pem: &str) -> Result<Self, &'static str> {
        let (signer, point) = key::read(pem)?;
        // SEC 1, section 2.3.3: an uncompressed point is 4, then both coordinates.
        let [4, coordinates @ ..] = &point else {
            return Err("its public key is not an uncompressed point");
        };
        let (x, y) = coordinates.split_at(32);
        let header = json!({
            "typ": "dpop+jwt",
            "alg": "ES256",
            "jwk": {"kty": "EC", "crv": "P-256", "x": base64url(x), "y": base64url(y)},
        });
        Ok(Self {
            signer,
            header: base64url(header.to_string().as_bytes()),
        })
    }

    /// A proof for one `POST` to `url`, which has neither a query nor a fragment. The `id` must be unique.
    pub(crate) fn prove(
        &self,
        url: &str,
        now: SystemTime,
        id: &str,
    ) -> Result<String, &'static str> {
        let seconds = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let payload = json!({"htm": "POST", "htu": url, "iat": seconds, "jti": id}).to_string();
        let mut token = format!("{}.{}", self.header, base64url(payload.as_bytes()));
        let signature = key::sign(&self.signer, token.as_bytes())?;
        token.push('.');
        token.push_str(&base64url(&signature));
        Ok(token)
    }
}

/// Base64 for URLs, without padding: RFC 7515, section 2.
fn base64url(bytes: &[u8]) -> String {
    let mut text = base64::encode(bytes);
    text.truncate(text.trim_end_matches('=').len());
    text.replace('+', "-").replace('/', "_")
}

#[cfg(any(feature = "ring", feature = "aws-lc"))]
pub(super) mod key {
    use rustls::SignatureScheme;
    #[cfg(feature = "aws-lc")]
    use rustls::crypto::aws_lc_rs::sign::any_ecdsa_type;
    #[cfg(not(feature = "aws-lc"))]
    use rustls::crypto::ring::sign::any_ecdsa_type;
    use rustls::pki_types::PrivateKeyDer;
    use rustls::pki_types::pem::PemObject as _;
    use zeroize::Zeroizing;

    pub(super) type ProofSigner = Box<dyn rustls::sign::Signer>;

    /// The signer, and the public key's point.
    pub(super) fn read(pem: &str) -> Result<(ProofSigner, [u8; 65]), &'static str> {
        let der = PrivateKeyDer::from_pem_slice(pem.as_bytes())
            .map_err(|_| "it is not a private key in PEM")?;
        let der = Zeroizing::new(der);
        let key = any_ecdsa_type(&der)
            .map_err(|_| "it does not contain an elliptic-curve key with its public half")?;
        let signer = key
            .choose_scheme(&[SignatureScheme::ECDSA_NISTP256_SHA256])
            .ok_or("it is not on the curve P-256")?;
        // A SubjectPublicKeyInfo ends with the point: RFC 5480, section 2.
        let point = key.public_key().and_then(|info| info.last_chunk().copied());
        Ok((signer, point.ok_or("it has no public key")?))
    }

    pub(super) fn sign(signer: &ProofSigner, message: &[u8]) -> Result<[u8; 64], &'static str> {
        let signature = signer
            .sign(message)
            .map_err(|_| "the system's random number generator failed")?;
        fixed_width(&signature).ok_or("its signature is not a P-256 signature")
    }

    /// The DER of `SEQUENCE { r INTEGER, s INTEGER }` as two numbers of 32 bytes: RFC 7518, section 3.4.
    pub(in crate::credentials) fn fixed_width(signature: &[u8]) -> Option<[u8; 64]> {
        let (numbers, []) = element(0x30, signature)? else {
            return None;
        };
        let (r, rest) = element(0x02, numbers)?;
        let (s, []) = element(0x02, rest)? else {
            return None;
        };
        let mut fixed = [0; 64];
        for (number, place) in [r, s].into_iter().zip(fixed.chunks_exact_mut(32)) {
            let zeros = number.iter().take_while(|byte| **byte == 0).count();
            let significant = &number[zeros..];
            let start = place.len().checked_sub(significant.len())?;
            place[start..].copy_from_slice(significant);
        }
        Some(fixed)
    }

    /// The contents of the first element of `der`, and the rest. The length is one byte, which is enough for two
    /// numbers of 33 bytes.
    fn element(tag: u8, der: &[u8]) -> Option<(&[u8], &[u8])> {
        match der {
            [found, length @ 0..0x80, rest @ ..] if *found == tag => {
                rest.split_at_checked(usize::from(*length))
            }
            _ => None,
        }
    }
}

#[cfg(not(any(feature = "ring", feature = "aws-lc")))]
mod key {
    pub(super) enum ProofSigner {}

    pub(super) fn read(_: &str) -> Result<(ProofSigner, [u8; 65]), &'static str> {
        Err("no library here can sign with it")
    }

    pub(super) fn sign(signer: &ProofSigner, _: &[u8]) -> Result<[u8; 64], &'static str> {
        match *signer {}
    }
}
