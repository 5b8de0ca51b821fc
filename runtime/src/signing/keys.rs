//! Derived signing keys, kept while they are valid: a key stays the same for a day, a region and a service.

use std::{
    fmt,
    sync::{Mutex, PoisonError},
    time::SystemTime,
};

use aws_credential_types::Credentials;
use aws_sigv4::sign::v4::generate_signing_key;
use hmac::digest::Key;
use hmac::{Hmac, KeyInit as _};
use sha2::Sha256;
use zeroize::Zeroize as _;

/// The number of keys kept. A program that signs for more services or regions at once derives keys more often.
const KEPT: usize = 16;

/// A signing key, as HMAC uses it: the state after its first block. It is wiped when it is dropped.
pub(crate) type SigningKey = Hmac<Sha256>;

/// The keys of one client.
#[derive(Default)]
pub(crate) struct SigningKeys(Mutex<Vec<Kept>>);

struct Kept {
    credentials: Credentials,
    day: i64,
    region: String,
    service: String,
    key: SigningKey,
}

impl SigningKeys {
    /// The key for a day, a region and a service. `day` is that of `time`, counted from 1970-01-01.
    pub(super) fn get(
        &self,
        credentials: &Credentials,
        time: SystemTime,
        day: i64,
        region: &str,
        service: &str,
    ) -> SigningKey {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_for = |kept: &Kept| {
            kept.day == day
                && kept.region == region
                && kept.service == service
                && is_same(
                    kept.credentials.secret_access_key(),
                    credentials.secret_access_key(),
                )
        };
        if let Some(found) = kept.iter().find(|kept| is_for(kept)) {
            return found.key.clone();
        }
        let derived = generate_signing_key(credentials.secret_access_key(), time, region, service);
        let key = derived_key(derived.as_ref());
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push(Kept {
            credentials: credentials.clone(),
            day,
            region: region.to_owned(),
            service: service.to_owned(),
            key: key.clone(),
        });
        key
    }
}

/// The state of a key that was just derived.
fn derived_key(derived: &[u8]) -> SigningKey {
    let mut block = Key::<SigningKey>::default();
    for (to, from) in block.iter_mut().zip(derived) {
        *to = *from;
    }
    let key = SigningKey::new(&block);
    block.as_mut_slice().zeroize();
    key
}

/// Compares two secrets, or two signatures, in a time that depends only on their lengths.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let differing = one
        .bytes()
        .zip(other.bytes())
        .fold(0, |found, (a, b)| found | (a ^ b));
    one.len() == other.len() && std::hint::black_box(differing) == 0
}

impl fmt::Debug for SigningKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKeys(..)")
    }
}
