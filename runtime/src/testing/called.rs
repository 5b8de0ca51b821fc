//! The calls that a fake service received, typed.

use std::{fmt, ops::Deref};

use super::difference::differences;
use super::received::Received;
use crate::declaration::operation::Operation;
use crate::serve::route::is_same;

/// A call that a fake service received: the operation as the service read it, and the requests that its attempts were.
///
/// ```
/// use opsmith::{operation, testing::{Fault, FakeService}};
///
/// #[operation(service = "ivschat")]
/// struct DeleteRoom { identifier: String }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let fake = FakeService::new();
/// fake.on(|_: DeleteRoom| async { Ok(()) });
/// fake.fault(Fault::throttled().on_request(1));
/// DeleteRoom::new("room").send(&fake.client()).await?;
///
/// let calls = fake.calls::<DeleteRoom>();
/// assert_eq!(calls.len(), 1);
/// assert_eq!(calls[0].identifier, "room");
/// assert_eq!(calls[0].attempts(), 2);
/// calls[0].assert_same_attempts();
/// # Ok(())
/// # }
/// ```
pub struct Called<O> {
    operation: O,
    requests: Vec<Received>,
}

impl<O> Called<O> {
    /// The operation, as the service read it from the first attempt.
    #[must_use]
    pub const fn operation(&self) -> &O {
        &self.operation
    }

    /// The operation, as the service read it from the first attempt.
    #[must_use]
    pub fn into_operation(self) -> O {
        self.operation
    }

    /// The number of attempts that were received.
    #[must_use]
    pub fn attempts(&self) -> usize {
        self.requests.len()
    }

    /// The request of each attempt, in order.
    #[must_use]
    pub fn requests(&self) -> &[Received] {
        &self.requests
    }

    /// Checks that all attempts sent the same members, so that the service can recognize a call that it already executed:
    /// the idempotency token has to be the same.
    ///
    /// # Panics
    /// Panics if an attempt differs from the first one, with the members that differ.
    #[track_caller]
    pub fn assert_same_attempts(&self) {
        let Some((first, others)) = self.requests.split_first() else {
            return;
        };
        let mut lines = Vec::new();
        for (index, other) in others.iter().enumerate() {
            for difference in differences(first, other) {
                lines.push(format!("attempt {}: {difference}", index + 2));
            }
        }
        assert!(
            lines.is_empty(),
            "the attempts of `{}` differ from the first one:\n  {}",
            first.operation(),
            lines.join("\n  ")
        );
    }
}

impl<O> Deref for Called<O> {
    type Target = O;

    fn deref(&self) -> &O {
        &self.operation
    }
}

impl<O: fmt::Debug> fmt::Debug for Called<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Called")
            .field("operation", &self.operation)
            .field("attempts", &self.attempts())
            .finish_non_exhaustive()
    }
}

/// What all attempts of a call have in common.
fn invocation(request: &Received) -> Option<&str> {
    request.header("amz-sdk-invocation-id")
}

/// The requests grouped by call, in the order of the first attempts. A client that does not say which call a request
/// belongs to makes one call with each.
fn grouped(requests: &[Received]) -> Vec<Vec<Received>> {
    let mut calls: Vec<Vec<Received>> = Vec::new();
    for request in requests {
        let same = invocation(request).and_then(|id| {
            calls.iter_mut().find(|call| {
                invocation(&call[0]) == Some(id) && is_same(call[0].meta, request.meta)
            })
        });
        match same {
            Some(call) => call.push(request.clone()),
            None => calls.push(vec![request.clone()]),
        }
    }
    calls
}

#[track_caller]
pub(super) fn calls<O: Operation>(requests: &[Received]) -> Vec<Called<O>> {
    grouped(requests)
        .into_iter()
        .filter(|call| is_same(call[0].meta, O::META))
        .map(|requests| match requests[0].read() {
            Ok(operation) => Called {
                operation,
                requests,
            },
            Err(error) => panic!("a request does not fit `{}`: {error}", O::META.name),
        })
        .collect()
}

pub(super) fn names(requests: &[Received]) -> Vec<&'static str> {
    grouped(requests)
        .iter()
        .map(|call| call[0].operation())
        .collect()
}
