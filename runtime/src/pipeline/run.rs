//! The retry loop: a function of what to repeat and of the policies that decide when, how often and at what cost.

use std::{borrow::Cow, future::Future, time::Duration};

use super::failed::FailedAttempt;
use crate::clock::{Clock, Rng};
use crate::error::TimeoutKind;
use crate::retry::adaptive::Throttle;
use crate::retry::budget::{Permit, RetryBudget};
use crate::retry::{RetryConfig, RetryKind};

/// What the loop repeats.
pub(super) trait Attempts: Send {
    type Output: Send;

    /// Makes one attempt; the first one has the number 1.
    fn attempt(
        &mut self,
        number: u32,
    ) -> impl Future<Output = Result<Self::Output, FailedAttempt>> + Send;
}

/// What decides whether there is another attempt.
pub(super) struct Policies<'e> {
    pub(super) config: &'e RetryConfig,
    pub(super) budget: &'e RetryBudget,
    pub(super) throttle: &'e Throttle,
    pub(super) clock: &'e dyn Clock,
    pub(super) rng: &'e dyn Rng,
    /// When the whole call must end, as a moment of the clock's `elapsed`, and the limit it comes from.
    pub(super) deadline: Option<(Duration, Duration)>,
    /// Whether the request can be sent again.
    pub(super) is_replayable: bool,
    /// Whether callers call in a loop and should be slowed down where a retry would have done so.
    pub(super) is_long_polling: bool,
}

/// Why a call failed.
#[derive(Debug)]
pub(super) struct GivenUp {
    pub(super) failed: FailedAttempt,
    /// The number of the attempt that failed.
    pub(super) attempt: u32,
    /// Why there is no further attempt, if that is not obvious.
    pub(super) why: Option<Cow<'static, str>>,
}

const NO_TIME_LEFT: &str = "the next attempt could not complete within the operation timeout";
const READ_ONCE: &str = "the payload is a stream that can only be read once";
const NO_BUDGET: &str = "the client's retry budget is used up";

/// Makes attempts until one succeeds or the policies say that it was the last one.
pub(super) async fn retry_loop<A: Attempts>(
    attempts: &mut A,
    policies: &Policies<'_>,
) -> Result<A::Output, GivenUp> {
    let mut number = 0;
    let mut permit = None; // returned when this future ends or is dropped, unless its retry failed
    let mut last: Option<(FailedAttempt, u32)> = None;
    loop {
        if !policies.admit().await {
            return Err(policies.out_of_time(last));
        }
        number += 1;
        let failed = match attempts.attempt(number).await {
            Ok(output) => {
                policies.succeeded(permit);
                return Ok(output);
            }
            Err(failed) => failed,
        };
        // The error of the previous attempt says more about what the service may have done.
        if failed.unsent
            && let Some((previous, attempt)) = last
        {
            let why = format!("the next attempt could not be sent: {}", failed.cause);
            return Err(GivenUp {
                failed: previous,
                attempt,
                why: Some(why.into()),
            });
        }
        match policies.next(&failed, number, permit) {
            Next::AtOnce(paid) => permit = paid,
            Next::After(wait, paid) => {
                tracing::debug!(attempt = number, ?wait, cause = %failed.cause, "retrying");
                permit = Some(paid);
                policies.clock.sleep(wait).await;
                last = Some((failed, number));
            }
            Next::Never { why, pause } => {
                if !pause.is_zero() {
                    policies.clock.sleep(pause).await;
                }
                return Err(GivenUp {
                    failed,
                    attempt: number,
                    why: why.map(Cow::Borrowed),
                });
            }
        }
    }
}

/// What follows a failed attempt.
enum Next<'b> {
    /// Another one, using what was paid for this one.
    AtOnce(Option<Permit<'b>>),
    /// Another one, paid for separately, after a wait.
    After(Duration, Permit<'b>),
    /// Back to the caller, after a pause.
    Never {
        why: Option<&'static str>,
        pause: Duration,
    },
}

impl<'e> Policies<'e> {
    /// Holds the request back to the rate the service accepts; `false` if the call's time would be up by then.
    async fn admit(&self) -> bool {
        let deadline = self.deadline.map(|(at, _)| at);
        self.throttle.admit(self.clock, deadline).await
    }

    fn out_of_time(&self, last: Option<(FailedAttempt, u32)>) -> GivenUp {
        if let Some((failed, attempt)) = last {
            return GivenUp {
                failed,
                attempt,
                why: Some(NO_TIME_LEFT.into()),
            };
        }
        let limit = self.deadline.map_or(Duration::MAX, |(_, limit)| limit);
        GivenUp {
            failed: FailedAttempt::timeout(TimeoutKind::Operation, limit),
            attempt: 0,
            why: None,
        }
    }

    fn succeeded(&self, permit: Option<Permit<'e>>) {
        match permit {
            Some(permit) => drop(permit),
            None => self.budget.reward(),
        }
        self.throttle.succeeded(self.clock);
    }

    /// Decides what follows a failed attempt that was paid for with `paid`.
    fn next(&self, failed: &FailedAttempt, number: u32, paid: Option<Permit<'e>>) -> Next<'e> {
        if failed.retry == Some(RetryKind::Throttling) {
            self.throttle.throttled(self.clock);
        }
        let has_attempts_left = number < self.config.max_attempts;
        if failed.redated && self.is_replayable && has_attempts_left {
            return Next::AtOnce(paid);
        }
        // The retry failed, so its tokens are gone.
        if let Some(paid) = paid {
            paid.spend();
        }
        let never = |why| Next::Never {
            why,
            pause: Duration::ZERO,
        };
        let Some(kind) = failed.retry else {
            return never(None);
        };
        if !self.is_replayable {
            return never(Some(READ_ONCE));
        }
        if !has_attempts_left {
            return never(None);
        }
        let backoff = self.config.backoff(kind, number, self.rng);
        let wait = failed.retry_after.map_or(backoff, |asked| {
            asked.wait(backoff, self.config.max_backoff)
        });
        if let Some((deadline, _)) = self.deadline
            && self.clock.elapsed().saturating_add(wait) >= deadline
        {
            return never(Some(NO_TIME_LEFT));
        }
        match self.budget.withdraw(kind) {
            Some(permit) => Next::After(wait, permit),
            None => Next::Never {
                why: Some(NO_BUDGET),
                pause: if self.is_long_polling {
                    wait
                } else {
                    Duration::ZERO
                },
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        collections::VecDeque,
        future::{pending, ready},
        sync::Mutex,
        task::{Context, Poll, Waker},
        time::SystemTime,
    };

    use super::*;
    use crate::binding::request::BuildError;
    use crate::clock::SystemRng;
    use crate::error::Cause;
    use crate::future::BoxFuture;

    /// A clock that stands still and records the waits, or waits forever if told to.
    #[derive(Debug, Default)]
    struct Sleeper {
        slept: Mutex<Vec<Duration>>,
        forever: bool,
    }

    impl Clock for Sleeper {
        fn now(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH
        }

        fn elapsed(&self) -> Duration {
            Duration::ZERO
        }

        fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
            self.slept.lock().unwrap().push(duration);
            if self.forever {
                Box::pin(pending())
            } else {
                Box::pin(ready(()))
            }
        }
    }

    /// Fails as told, and then never completes.
    struct Script(VecDeque<Result<&'static str, FailedAttempt>>);

    impl Attempts for Script {
        type Output = &'static str;

        async fn attempt(&mut self, _: u32) -> Result<&'static str, FailedAttempt> {
            match self.0.pop_front() {
                Some(result) => result,
                None => pending().await,
            }
        }
    }

    fn cause() -> Cause {
        Cause::Build(BuildError::new("x", "is scripted"))
    }

    fn failed(retry: RetryKind) -> FailedAttempt {
        FailedAttempt {
            retry: Some(retry),
            ..FailedAttempt::fatal(cause())
        }
    }

    const FULL: u32 = 500;

    /// Polls the loop once and drops it. Returns the result, what is left of the budget, and the number of waits.
    fn run<const N: usize>(
        script: [Result<&'static str, FailedAttempt>; N],
        clock: &Sleeper,
    ) -> (Option<Result<&'static str, GivenUp>>, u32, usize) {
        let budget = RetryBudget::new();
        let policies = Policies {
            config: &RetryConfig::default(),
            budget: &budget,
            throttle: &Throttle::new(false),
            clock,
            rng: &SystemRng,
            deadline: None,
            is_replayable: true,
            is_long_polling: false,
        };
        let mut attempts = Script(script.into());
        let mut retries = Box::pin(retry_loop(&mut attempts, &policies));
        let ended = match retries
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Ready(ended) => Some(ended),
            Poll::Pending => None,
        };
        drop(retries);
        let slept = clock.slept.lock().unwrap().len();
        (ended, budget.left(), slept)
    }

    #[test]
    fn a_dropped_loop_has_spent_only_the_tokens_of_failed_retries() {
        let forever = Sleeper {
            forever: true,
            ..Sleeper::default()
        };
        let (ended, left, slept) = run([Err(failed(RetryKind::Transient))], &forever);
        assert!(ended.is_none());
        assert_eq!((left, slept), (FULL, 1));

        let (ended, left, slept) = run([Err(failed(RetryKind::Transient))], &Sleeper::default());
        assert!(ended.is_none());
        assert_eq!((left, slept), (FULL, 1));

        let twice = [
            Err(failed(RetryKind::Throttling)),
            Err(failed(RetryKind::Transient)),
        ];
        let (ended, left, slept) = run(twice, &Sleeper::default());
        assert!(ended.is_none());
        assert_eq!((left, slept), (FULL - 5, 2));
    }

    #[test]
    fn a_successful_retry_returns_its_tokens_to_the_budget() {
        let script = [
            Err(failed(RetryKind::Transient)),
            Err(failed(RetryKind::Transient)),
            Ok("done"),
        ];
        let (ended, left, _) = run(script, &Sleeper::default());
        assert_eq!(ended.unwrap().unwrap(), "done");
        assert_eq!(left, FULL - 14);
    }

    #[test]
    fn a_retry_that_could_not_be_sent_is_free_and_keeps_the_previous_failure() {
        let script = [
            Err(failed(RetryKind::Transient)),
            Err(FailedAttempt::unsent(cause())),
        ];
        let (ended, left, _) = run(script, &Sleeper::default());
        let given_up = ended.unwrap().unwrap_err();
        assert_eq!((given_up.attempt, left), (1, FULL));
        assert!(given_up.failed.retry.is_some());
    }

    #[test]
    fn a_request_with_a_corrected_date_is_sent_at_once_and_for_free() {
        let redated = || FailedAttempt {
            redated: true,
            ..FailedAttempt::fatal(cause())
        };
        let (ended, left, slept) = run([Err(redated()), Ok("done")], &Sleeper::default());
        assert_eq!(ended.unwrap().unwrap(), "done");
        assert_eq!((left, slept), (FULL, 0));

        let script = [Err(redated()), Err(redated()), Err(redated())];
        let (ended, ..) = run(script, &Sleeper::default());
        assert_eq!(ended.unwrap().unwrap_err().attempt, 3, "the last attempt");
    }
}
