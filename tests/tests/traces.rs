//! The table of spans and events in the reference is what a subscriber sees.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Debug,
    process::Command,
    sync::{Arc, Mutex},
};

use opsmith::Operation;
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

use crate::{
    chime::GetRoom,
    faults::server::{Answer, Server, json},
};

/// The level, the fields and the parent of a span or an event.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    name: String,
    level: String,
    fields: BTreeSet<String>,
    values: BTreeMap<String, String>,
    parent: Option<String>,
}

/// Keeps the spans and events of opsmith.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    seen: Vec<Seen>,
    /// The spans that are entered, by their position.
    entered: Vec<usize>,
}

struct Values<'v>(&'v mut BTreeMap<String, String>);

impl Visit for Values<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }
}

fn seen(metadata: &Metadata<'_>) -> Seen {
    Seen {
        name: metadata.name().to_owned(),
        level: metadata.level().to_string().to_lowercase(),
        fields: metadata.fields().iter().map(|it| it.to_string()).collect(),
        values: BTreeMap::new(),
        parent: None,
    }
}

impl State {
    fn keep(&mut self, mut seen: Seen) -> usize {
        seen.parent = self.entered.last().map(|at| self.seen[*at].name.clone());
        self.seen.push(seen);
        self.seen.len() - 1
    }
}

impl Subscriber for Kept {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("opsmith")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut span = seen(attributes.metadata());
        attributes.record(&mut Values(&mut span.values));
        let at = self.0.lock().unwrap().keep(span);
        Id::from_u64(at as u64 + 1)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let at = position(span);
        values.record(&mut Values(&mut self.0.lock().unwrap().seen[at].values));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut kept = seen(event.metadata());
        event.record(&mut Values(&mut kept.values));
        // An event's message is its name.
        kept.fields.remove("message");
        kept.name = kept.values.remove("message").unwrap();
        self.0.lock().unwrap().keep(kept);
    }

    fn enter(&self, span: &Id) {
        self.0.lock().unwrap().entered.push(position(span));
    }

    fn exit(&self, _: &Id) {
        self.0.lock().unwrap().entered.pop();
    }
}

fn position(span: &Id) -> usize {
    usize::try_from(span.into_u64()).unwrap() - 1
}

/// The rows of the reference's table: the name, what it is in, the level and the fields.
fn documented() -> Vec<(String, Option<String>, String, BTreeSet<String>)> {
    let reference = include_str!("../../runtime/docs/reference.md");
    let (_, section) = reference.split_once("\n# Traces\n").unwrap();
    let (section, _) = section.split_once("\n# ").unwrap();
    let rows = section
        .lines()
        .filter(|line| line.starts_with("| `") || line.starts_with("| event"));
    rows.map(|row| {
        let cells: Vec<_> = row.trim_matches('|').split(" | ").collect();
        let names = quoted(cells[0]);
        let fields = quoted(&without_parentheses(cells[2]));
        let parent = names.get(1).cloned();
        (
            names[0].clone(),
            parent,
            cells[1].trim().to_owned(),
            fields.into_iter().collect(),
        )
    })
    .collect()
}

fn quoted(text: &str) -> Vec<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn without_parentheses(text: &str) -> String {
    let mut depth = 0;
    let outside = |c: &char| {
        depth += i32::from(*c == '(');
        let outside = depth == 0;
        depth -= i32::from(*c == ')');
        outside
    };
    text.chars().filter(outside).collect()
}

/// Whether this is a process for the test `name` only; if not, runs one. The name has its module. tracing decides once for all threads whether a
/// span is enabled, so tests without a subscriber must not run beside these.
pub(crate) fn is_alone(name: &str) -> bool {
    const ALONE: &str = "OPSMITH_TEST_ALONE";
    if std::env::var_os(ALONE).is_some() {
        return true;
    }
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name])
        .env(ALONE, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
    false
}

/// What a subscriber sees of a call that is retried, of one that fails with an error without a code, and of one that is
/// not sent.
async fn trace_calls() -> Vec<Seen> {
    let server = Server::start(|request| {
        Answer::Bytes(match request.number % 3 {
            0 => json(503, "{}"),
            1 => json(404, r#"{"code":"NotFoundException","message":"no"}"#),
            _ => json(404, "{}"),
        })
    })
    .await;
    let client = server.client();
    let kept = Kept::default();
    let guard = tracing::subscriber::set_default(kept.clone());
    for room in ["r", "r", ""] {
        GetRoom::new("a", room).send(&client).await.err().unwrap();
    }
    drop(guard);
    std::mem::take(&mut kept.0.lock().unwrap().seen)
}

#[tokio::test]
async fn the_reference_lists_every_span_and_event_of_a_call_with_its_fields() {
    if !is_alone("traces::the_reference_lists_every_span_and_event_of_a_call_with_its_fields") {
        return;
    }
    let seen = trace_calls().await;
    let names: Vec<_> = seen.iter().map(|it| it.name.as_str()).collect();
    let expected = [
        "call", "attempt", "retrying", "attempt", "call", "attempt", "call",
    ];
    assert_eq!(names, expected);
    let documented = documented();
    assert_eq!(documented.len(), 3);
    for (name, parent, level, fields) in documented {
        for it in seen.iter().filter(|it| it.name == name) {
            assert_eq!(
                (&it.parent, &it.level, &it.fields),
                (&parent, &level, &fields)
            );
        }
        let first = seen.iter().find(|it| it.name == name).unwrap();
        let recorded: BTreeSet<_> = first.values.keys().cloned().collect();
        assert_eq!(recorded, fields, "every field of `{name}` has a value");
    }
}

#[tokio::test]
async fn a_call_records_what_it_learns() {
    if !is_alone("traces::a_call_records_what_it_learns") {
        return;
    }
    let seen = trace_calls().await;
    let expected = [
        ("otel.kind", "client"),
        ("rpc.system", "aws-api"),
        ("rpc.service", "chime"),
        ("rpc.method", GetRoom::META.name),
        ("cloud.region", "us-east-1"),
        ("http.response.status_code", "404"),
        ("aws.request_id", "r-1"),
        ("error.type", "NotFoundException"),
    ];
    let expected = expected.map(|(field, value)| (field.to_owned(), value.to_owned()));
    assert_eq!(seen[0].values, BTreeMap::from(expected));
    assert_eq!(seen[1].values["http.response.status_code"], "503");
    let attempts = [&seen[1], &seen[2], &seen[3]].map(|it| it.values["attempt"].as_str());
    assert_eq!(attempts, ["1", "1", "2"]);
    // Without a code, the type of an error is its kind.
    let types = [&seen[4], &seen[6]].map(|it| it.values["error.type"].as_str());
    assert_eq!(types, ["Service", "Build"]);
}
