//! What is kept about an EC2 instance between lookups.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;

use crate::clock::{Rng, fraction, later};

/// How much longer expired credentials are used if the service has no new ones, plus up to half of that at random.
/// During an outage the service returns them on purpose, and other services accept them.
const EXTENSION: Duration = Duration::from_mins(10);

/// What is kept about an instance: the last credentials of its role, for when the service has none. The AWS SDKs call
/// this static stability.
#[derive(Debug)]
pub(crate) struct Instance {
    rng: Arc<dyn Rng>,
    last: Mutex<Option<Last>>,
    /// What the chain returns if it is interrupted now.
    fallback: Mutex<Option<Credentials>>,
}

#[derive(Debug)]
pub(super) struct Last {
    pub(super) endpoint: String,
    /// The configured role, if any.
    pub(super) role: Option<String>,
    pub(super) credentials: Credentials,
}

impl Instance {
    pub(crate) fn new(rng: Arc<dyn Rng>) -> Self {
        Self {
            rng,
            last: Mutex::default(),
            fallback: Mutex::default(),
        }
    }

    /// What the chain returns if it is interrupted from now on.
    pub(super) fn set_fallback(&self, credentials: Option<Credentials>) {
        *self.fallback.lock().unwrap_or_else(PoisonError::into_inner) = credentials;
    }

    pub(super) fn fallback(&self, now: SystemTime) -> Option<Credentials> {
        let fallback = {
            let fallback = self.fallback.lock().unwrap_or_else(PoisonError::into_inner);
            fallback.clone()
        };
        Some(self.extended(fallback?, now))
    }

    /// The last credentials, if they are from the same endpoint.
    pub(super) fn last(&self, endpoint: &str, role: Option<&str>) -> Option<Credentials> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let last = last.as_ref()?;
        (last.endpoint == endpoint && last.role.as_deref() == role)
            .then(|| last.credentials.clone())
    }

    pub(super) fn keep(&self, last: Last) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(last);
    }

    /// The credentials, with a later expiry if they have expired.
    pub(super) fn extended(&self, mut credentials: Credentials, now: SystemTime) -> Credentials {
        if credentials.expiry().is_some_and(|end| end <= now) {
            let extension = EXTENSION + (EXTENSION / 2).mul_f64(fraction(&*self.rng));
            tracing::warn!(
                "the instance's credentials have expired and the metadata service has no new ones; calls continue with them, and new ones will be requested within {} min",
                extension.as_secs() / 60
            );
            *credentials.expiry_mut() = Some(later(now, extension));
        }
        credentials
    }
}
