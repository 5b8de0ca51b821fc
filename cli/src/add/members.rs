//! The members that are declared.

use opsmith_models::{Member, Operation, Shape};

use crate::failure::Failure;
use crate::names;
use crate::suggest::{did_you_mean, list};

/// The members that `--members` keeps, besides the required ones.
pub(super) struct Kept<'c>(&'c [String]);

impl<'c> Kept<'c> {
    // --members nmae
    pub(super) fn new(
        operation: &Operation<'_>,
        input: Option<&Shape<'_>>,
        output: Option<&Shape<'_>>,
        members: &'c [String],
    ) -> Result<Self, Failure> {
        let all: Vec<&str> = [input, output]
            .into_iter()
            .flatten()
            .flat_map(|shape| {
                shape
                    .members()
                    .map(|member| member.name)
                    .collect::<Vec<_>>()
            })
            .collect();
        let unknown = members
            .iter()
            .find(|member| !all.iter().any(|name| names::same_words(name, member)));
        match unknown {
            None => Ok(Kept(members)),
            Some(member) => {
                let mut fields: Vec<String> = all.iter().map(|name| names::field(name)).collect();
                fields.dedup();
                let near = did_you_mean(member, fields.iter().map(String::as_str));
                let has = if fields.is_empty() {
                    "it has none".to_owned()
                } else {
                    format!("it has {}", list(&fields))
                };
                Err(Failure::usage(format!(
                    "{} has no member `{member}`{near} ({has})",
                    operation.name
                )))
            }
        }
    }

    /// Whether an input has the member.
    pub(super) fn input(&self, member: &Member<'_>) -> bool {
        member.required || self.output(member)
    }

    /// Whether an output has the member.
    pub(super) fn output(&self, member: &Member<'_>) -> bool {
        self.0.is_empty()
            || self
                .0
                .iter()
                .any(|name| names::same_words(name, member.name))
    }
}
