//! The retry budget, shared by the clones of a client, which limits retries during an outage.
//!
//! Source of the numbers: botocore 1.44.5 (`retries/quota.py`, `RetryQuotaChecker`) and `aws-smithy-runtime` 1.16
//! (`client/retries/token_bucket.rs`), which agree. As there, a failed retry does not return its tokens.

use std::sync::atomic::{AtomicU32, Ordering};

use super::RetryKind;

/// The budget's size.
const CAPACITY: u32 = 500;
/// The cost of a retry.
const RETRY_COST: u32 = 14;
/// The cost of a retry after throttling: the service works, and says when it has had enough.
const THROTTLED_COST: u32 = 5;
/// The tokens that a successful first attempt returns.
const REWARD: u32 = 1;

#[derive(Debug)]
pub(crate) struct RetryBudget(AtomicU32);

impl RetryBudget {
    pub(crate) const fn new() -> Self {
        Self(AtomicU32::new(CAPACITY))
    }

    /// Takes the tokens for a retry, if there are enough.
    pub(crate) fn withdraw(&self, after: RetryKind) -> Option<Permit<'_>> {
        let cost = match after {
            RetryKind::Throttling => THROTTLED_COST,
            RetryKind::Transient => RETRY_COST,
        };
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| {
                tokens.checked_sub(cost)
            })
            .ok()
            .map(|_| Permit { budget: self, cost })
    }

    /// A call succeeded without a retry.
    pub(crate) fn reward(&self) {
        self.give_back(REWARD);
    }

    /// Writes nothing while the budget is full, as it nearly always is.
    fn give_back(&self, tokens: u32) {
        let _ = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                (left < CAPACITY).then(|| left.saturating_add(tokens).min(CAPACITY))
            });
    }

    #[cfg(test)]
    pub(crate) fn left(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The tokens of one retry. Dropping it returns them: if the retry succeeded, if it could not be sent, and if the caller
/// dropped the call at any point.
#[derive(Debug)]
#[must_use]
pub(crate) struct Permit<'b> {
    budget: &'b RetryBudget,
    cost: u32,
}

impl Permit<'_> {
    /// The retry failed: its tokens are gone.
    pub(crate) fn spend(mut self) {
        self.cost = 0;
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        if self.cost > 0 {
            self.budget.give_back(self.cost);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allows_35_retries_or_100_after_throttling() {
        for (kind, retries) in [(RetryKind::Transient, 35), (RetryKind::Throttling, 100)] {
            let budget = RetryBudget::new();
            let mut sent = 0;
            while let Some(permit) = budget.withdraw(kind) {
                permit.spend();
                sent += 1;
            }
            assert_eq!(sent, retries);
            assert_eq!(budget.left(), CAPACITY % budget_cost(kind));
        }
    }

    fn budget_cost(kind: RetryKind) -> u32 {
        match kind {
            RetryKind::Transient => RETRY_COST,
            RetryKind::Throttling => THROTTLED_COST,
        }
    }

    #[test]
    fn takes_back_dropped_tokens_but_never_exceeds_its_capacity() {
        let budget = RetryBudget::new();
        drop(budget.withdraw(RetryKind::Transient));
        budget.reward();
        assert_eq!(budget.left(), CAPACITY);
        budget.withdraw(RetryKind::Transient).unwrap().spend();
        budget.reward();
        assert_eq!(budget.left(), CAPACITY - RETRY_COST + 1);
    }
}
