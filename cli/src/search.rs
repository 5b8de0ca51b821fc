//! `cargo opsmith search`: finds services and operations by the words in their names and descriptions.

use std::io::Write;

use opsmith_models::Model;
use serde_json::json;

use crate::docs::Docs;
use crate::failure::Failure;
use crate::suggest::{did_you_mean, folded};
use crate::support::protocol_name;
use crate::text::{FAINT, NAME, Table, WARN, count, cut, plain};
use crate::{names, support};

/// The arguments of the command.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) words: Vec<String>,
    pub(crate) limit: usize,
    pub(crate) json: bool,
}

/// A service, or one of its operations.
struct Hit {
    score: u32,
    model: Model<'static>,
    operation: Option<&'static str>,
}

/// Runs the command.
pub(crate) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    log: &mut dyn Write,
) -> Result<(), Failure> {
    let docs = Docs::of_operations();
    let hits = find(&arguments.words, &docs);
    let total = hits.len();
    let shown = &hits[..total.min(arguments.limit)];
    if arguments.json {
        let hits: Vec<serde_json::Value> = shown.iter().map(|hit| as_json(hit, &docs)).collect();
        writeln!(out, "{:#}", json!({"total": total, "results": hits}))?;
        return Ok(());
    }
    if hits.is_empty() {
        let all = arguments.words.join(" ");
        let near = did_you_mean(&all.replace(' ', ""), every_name());
        return Err(Failure::other(format!(
            "nothing has the words `{all}` in its name or description{near}"
        )));
    }
    print(shown, &docs, out)?;
    let more = total - shown.len();
    if more > 0 {
        writeln!(log, "and {more} more; show them with `--limit {total}`")?;
    }
    Ok(())
}

fn every_name() -> impl Iterator<Item = &'static str> {
    let operations = |id: &&str| {
        let model = opsmith_models::service(id);
        model.into_iter().flat_map(|model| model.operation_names())
    };
    let services = opsmith_models::services();
    services
        .iter()
        .copied()
        .chain(services.iter().flat_map(operations))
}

/// What has all words in its name, best first.
fn find(words: &[String], docs: &Docs) -> Vec<Hit> {
    let wanted: Vec<String> = words
        .iter()
        .flat_map(|word| word.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let whole: String = wanted.concat();
    let mut hits = Vec::new();
    for model in opsmith_models::services()
        .iter()
        .filter_map(|id| opsmith_models::service(id))
    {
        let service = model.service();
        if service.gone.is_some() {
            continue;
        }
        let of_service = Name::new(&[
            service.id,
            &service.title(),
            &service.sdk_id(),
            service.signing_name,
        ]);
        if let Some(score) = of_service.score(&wanted, &whole, None, docs.service(service.id)) {
            // A service comes before its operations.
            hits.push(Hit {
                score: score + 1,
                model,
                operation: None,
            });
        }
        for name in model.operation_names() {
            if let Some(score) = Name::new(&[name]).score(
                &wanted,
                &whole,
                Some(&of_service),
                docs.operation(service.id, name),
            ) {
                hits.push(Hit {
                    score,
                    model,
                    operation: Some(name),
                });
            }
        }
    }
    hits.retain(|hit| {
        let operation = hit.operation.and_then(|name| hit.model.operation(name));
        operation.is_none_or(|operation| operation.gone.is_none())
    });
    // The shorter of two names that match alike is the better match.
    hits.sort_by_key(|hit| {
        let length = hit.operation.map_or(0, str::len);
        (
            std::cmp::Reverse(hit.score),
            length,
            hit.model.service().id,
            hit.operation,
        )
    });
    hits
}

/// The names of something, in forms that words are compared with.
struct Name {
    words: Vec<String>,
    folded: Vec<String>,
}

impl Name {
    fn new(names: &[&str]) -> Self {
        Name {
            words: names
                .iter()
                .flat_map(|name| {
                    names::field(name)
                        .trim_start_matches("r#")
                        .split('_')
                        .map(str::to_owned)
                        .collect::<Vec<_>>()
                })
                .collect(),
            folded: names.iter().map(|name| folded(name)).collect(),
        }
    }

    /// How well one word matches.
    fn matches(&self, word: &str) -> u32 {
        if self.words.iter().chain(&self.folded).any(|own| own == word) {
            10
        } else if self
            .words
            .iter()
            .any(|own| own.starts_with(word) || is_plural(word, own))
        {
            6
        } else if word.len() >= 3 && self.folded.iter().any(|own| own.contains(word)) {
            2
        } else {
            0
        }
    }

    /// How well all words match. Some may be in the description, or for an operation in the name of its service.
    fn score(
        &self,
        wanted: &[String],
        whole: &str,
        service: Option<&Name>,
        text: Option<&str>,
    ) -> Option<u32> {
        let mut score = 0;
        let mut own = false;
        for word in wanted {
            let mut here = self.matches(word);
            if here == 0 && text.is_some_and(|text| has_word(text, word)) {
                here = 1;
            }
            own |= here > 0;
            // A word is worth less in the service's name.
            let there = service.map_or(0, |service| service.matches(word) / 2);
            match here.max(there) {
                0 => return None,
                best => score += best,
            }
        }
        let exact = self.folded.iter().any(|folded| folded == whole);
        own.then_some(score + if exact { 50 } else { 0 })
    }
}

/// Whether a description has a word that begins with this one.
fn has_word(text: &str, word: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    word.len() >= 3
        && words.any(|own| own.len() >= word.len() && own.to_lowercase().starts_with(word))
}

fn is_plural(word: &str, own: &str) -> bool {
    word.strip_suffix('s') == Some(own)
}

fn print(hits: &[Hit], docs: &Docs, out: &mut dyn Write) -> Result<(), Failure> {
    let mut table = Table::default();
    for hit in hits {
        let service = hit.model.service();
        let (name, about, note) = match hit.operation.and_then(|name| hit.model.operation(name)) {
            None => {
                let operations = hit.model.operation_names().count();
                let spoken = support::is_spoken(&service);
                (
                    String::new(),
                    format!("{}, {}", service.title(), count(operations, "operation")),
                    if spoken { "" } else { "not supported yet" },
                )
            }
            Some(operation) => (
                operation.name.to_owned(),
                match docs.operation(service.id, operation.name) {
                    Some(text) => cut(text, 90),
                    None => format!("{} {}", operation.method, operation.path.as_str()),
                },
                if support::refusals(hit.model, &operation).is_empty() {
                    ""
                } else {
                    "not supported yet"
                },
            ),
        };
        table.row([
            (NAME, service.id.to_owned()),
            (NAME, name),
            (FAINT, protocol_name(&service).to_owned()),
            plain(about),
            (WARN, note.to_owned()),
        ]);
    }
    table.print("", out)?;
    Ok(())
}

fn as_json(hit: &Hit, docs: &Docs) -> serde_json::Value {
    let service = hit.model.service();
    let operation = hit.operation.and_then(|name| hit.model.operation(name));
    json!({
        "service": service.id,
        "title": service.title(),
        "operation": hit.operation,
        "protocol": protocol_name(&service),
        "method": operation.map(|operation| operation.method),
        "path": operation.map(|operation| operation.path.as_str()),
        "description": match hit.operation {
            Some(name) => docs.operation(service.id, name),
            None => docs.service(service.id),
        },
        "supported": match operation {
            Some(operation) => support::refusals(hit.model, &operation).is_empty(),
            None => support::is_spoken(&service),
        },
        "reference": hit.operation.and_then(|name| service.reference_url(name)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str) -> Vec<String> {
        let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
        find(&words, &Docs::of_operations())
            .iter()
            .take(10)
            .map(|hit| {
                format!(
                    "{} {}",
                    hit.model.service().id,
                    hit.operation.unwrap_or("-")
                )
            })
            .collect()
    }

    #[test]
    fn an_operation_is_found_by_its_name_and_by_its_words() {
        assert_eq!(found("CreateChatToken")[0], "ivschat CreateChatToken");
        assert_eq!(found("create chat token")[0], "ivschat CreateChatToken");
        assert_eq!(found("chat token")[0], "ivschat CreateChatToken");
        assert_eq!(found("ivschat room create")[0], "ivschat CreateRoom");
    }

    #[test]
    fn a_service_comes_before_its_operations() {
        assert_eq!(found("dynamodb")[0], "dynamodb -");
        assert_eq!(found("secrets manager")[0], "secretsmanager -");
        assert!(
            found("secrets manager get value")
                .contains(&"secretsmanager GetSecretValue".to_owned())
        );
    }

    #[test]
    fn descriptions_count_less_than_names() {
        let all: Vec<String> = ["encrypted", "chat"]
            .iter()
            .map(|&word| word.to_owned())
            .collect();
        let hits = find(&all, &Docs::of_operations());
        assert!(
            hits.iter()
                .any(|hit| hit.operation == Some("CreateChatToken")),
            "it is only in the description"
        );
        assert_eq!(found("delete room")[0], "chime DeleteRoom");
    }

    #[test]
    fn nothing_is_found_by_words_that_are_nowhere() {
        assert!(found("xyzzy").is_empty());
        assert!(found("...").is_empty());
        assert!(found("room xyzzy").is_empty());
    }
}
