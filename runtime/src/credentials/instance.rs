//! What is kept of an EC2 instance between lookups.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;

use crate::clock::{Rng, fraction, later};

/// How much longer expired credentials are used when the service has no new ones, and up to half as much again at
/// random. It gives them out on purpose during an outage, and the services accept them.
const EXTENSION: Duration = Duration::from_mins(10);

/// What is kept of an instance: the last credentials of its role, for when the service has none. That is what the AWS
/// SDKs call static stability.
#[derive(Debug)]
pub(crate) struct Instance {
    rng: Arc<dyn Rng>,
    last: Mutex<Option<Last>>,
    /// What the chain gives if it is interrupted now.
    fallback: Mutex<Option<Credentials>>,
}

#[derive(Debug)]
pub(super) struct Last {
    pub(super) endpoint: String,
    /// The role that is configured, if one is.
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

    /// What the chain gives if it is interrupted from now on.
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

    /// The last credentials, if they are of the same place.
    pub(super) fn last(&self, endpoint: &str, role: Option<&str>) -> Option<Credentials> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let last = last.as_ref()?;
        (last.endpoint == endpoint && last.role.as_deref() == role)
            .then(|| last.credentials.clone())
    }

    pub(super) fn keep(&self, last: Last) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(last);
    }

    /// The credentials with a later end if they have ended.
    pub(super) fn extended(&self, mut credentials: Credentials, now: SystemTime) -> Credentials {
        if credentials.expiry().is_some_and(|end| end <= now) {
            let extension = EXTENSION + (EXTENSION / 2).mul_f64(fraction(&*self.rng));
            tracing::warn!(
                "the instance's credentials have ended and the metadata service has no new ones; calls go on with \
                 them, and new ones are asked for within {} min",
                extension.as_secs() / 60
            );
            *credentials.expiry_mut() = Some(later(now, extension));
        }
        credentials
    }
}
