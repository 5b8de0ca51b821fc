//! `cargo opsmith show`: the contract of a service or an operation.

mod json;

use std::io::Write;

use opsmith_models::{
    Discovery, Element, Kind, Location, Member, Model, Operation, Shape, ShapeKind, Stream, Type,
};

use crate::add::reached;
use crate::docs::Docs;
use crate::failure::Failure;
use crate::support::protocol_name;
use crate::text::{FAINT, HEAD, NAME, Table, WARN, count, cut, filled, plain};
use crate::{names, service, support};

/// The arguments of the command.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) service: String,
    pub(crate) operation: Option<String>,
    pub(crate) json: bool,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let model = service::service(&arguments.service)?;
    match &arguments.operation {
        None if arguments.json => writeln!(out, "{:#}", json::service(model))?,
        None => print_service(model, out)?,
        Some(name) => {
            let operation = service::operation(model, name)?;
            if arguments.json {
                writeln!(out, "{:#}", json::operation(model, &operation))?;
            } else {
                print_operation(model, &operation, out)?;
            }
        }
    }
    Ok(())
}

fn print_service(model: Model<'static>, out: &mut dyn Write) -> Result<(), Failure> {
    let service = model.service();
    writeln!(
        out,
        "{NAME}{}{NAME:#}  {HEAD}{}{HEAD:#}",
        service.id,
        service.title()
    )?;
    let docs = Docs::of_operations();
    describe(docs.service(service.id), out)?;
    let mut table = Table::default();
    let mut fact = |name: &str, value: &str| table.row([(FAINT, name.to_owned()), plain(value)]);
    fact("protocol", protocol_name(&service));
    fact("API version", service.api_version);
    fact("signed as", service.signing_name);
    fact("endpoint prefix", service.endpoint_prefix);
    if let Some(version) = service.gone {
        fact("withdrawn", &format!("as of botocore {version}"));
    } else if service.deprecated {
        fact("deprecated", "AWS advises against it");
    }
    table.print("", out)?;
    writeln!(
        out,
        "\n{HEAD}{}{HEAD:#}",
        count(model.operations().count(), "operation")
    )?;
    let mut table = Table::default();
    for operation in model.operations() {
        let mut notes = Vec::new();
        notes.extend(operation.paginator().map(|_| "pages"));
        notes.extend(operation.waiters().next().map(|_| "waiters"));
        notes.extend(operation.deprecated.then_some("deprecated"));
        let refused = !support::refusals(model, &operation).is_empty();
        table.row([
            (NAME, operation.name.to_owned()),
            plain(match docs.operation(service.id, operation.name) {
                Some(text) => cut(text, 80),
                None => format!("{} {}", operation.method, operation.path.as_str()),
            }),
            (FAINT, notes.join(", ")),
            (
                WARN,
                if refused {
                    "not supported yet".to_owned()
                } else {
                    String::new()
                },
            ),
        ]);
    }
    table.print("  ", out)?;
    Ok(())
}

fn print_operation(
    model: Model<'static>,
    operation: &Operation<'static>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let service = model.service();
    writeln!(
        out,
        "{NAME}{} {}{NAME:#}  {} {}{}",
        service.id,
        operation.name,
        operation.method,
        operation.path.as_str(),
        if operation.status == 200 {
            String::new()
        } else {
            format!("  -> {}", operation.status)
        }
    )?;
    describe(
        Docs::of_operations().operation(service.id, operation.name),
        out,
    )?;
    let traits = traits(model, operation);
    writeln!(out, "{FAINT}{}{FAINT:#}", traits.join(", "))?;
    if let Some(url) = service.reference_url(operation.name) {
        writeln!(out, "{FAINT}{url}{FAINT:#}")?;
    }
    for reason in support::refusals(model, operation) {
        writeln!(out, "{WARN}cannot be declared{WARN:#}: {reason}")?;
    }
    let shape =
        |root: Option<opsmith_models::Root<'static>>| root.and_then(|root| model.shape(root.shape));
    let (input, output) = (shape(operation.input), shape(operation.output));
    let docs = Docs::of_shapes(service.id);
    for (title, shape) in [("input", &input), ("output", &output)] {
        let members = shape.iter().flat_map(Shape::members).count();
        let named = shape
            .map(|shape| format!("  {FAINT}{}{FAINT:#}", shape.name))
            .unwrap_or_default();
        writeln!(out, "\n{HEAD}{title}{HEAD:#}{named}")?;
        if members == 0 {
            writeln!(out, "  nothing")?;
        }
        let mut table = Table::default();
        for member in shape.iter().flat_map(Shape::members) {
            table.row([
                (NAME, names::field(member.name)),
                plain(rust_type(member.ty)),
                plain(place(model, &member)),
                (FAINT, notes(model, &member).join(", ")),
            ]);
            let shape = shape.map_or("", |shape| shape.name);
            table.note(docs.member(shape, member.name).unwrap_or_default());
        }
        table.print("  ", out)?;
    }
    print_errors(model, operation, out)?;
    print_pages(operation, out)?;
    let roots: Vec<Shape<'static>> = input.into_iter().chain(output).collect();
    let shapes = reached(model, &roots);
    let of = |kinds: &[ShapeKind<'_>]| {
        let found = shapes.iter().filter_map(|name| model.shape(name));
        found.filter(|shape| kinds.contains(&shape.kind)).count()
    };
    let structures = shapes.len() - of(&[ShapeKind::Enum, ShapeKind::IntEnum, ShapeKind::Union]);
    writeln!(
        out,
        "\n{HEAD}to declare{HEAD:#}\n  the operation and its output, with {}, {} and {} in them",
        count(structures, "structure"),
        count(of(&[ShapeKind::Enum, ShapeKind::IntEnum]), "enum"),
        count(of(&[ShapeKind::Union]), "union"),
    )?;
    Ok(())
}

/// Prints what AWS says of something.
fn describe(text: Option<&str>, out: &mut dyn Write) -> Result<(), Failure> {
    for line in filled(text.unwrap_or_default(), 96) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn print_errors(
    model: Model<'static>,
    operation: &Operation<'static>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let errors: Vec<Shape<'static>> = operation
        .errors()
        .filter_map(|name| model.shape(name))
        .collect();
    if errors.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{HEAD}errors{HEAD:#}")?;
    let mut table = Table::default();
    for error in &errors {
        let traits = error.error().unwrap_or_default();
        let mut notes = Vec::new();
        if error.code() != error.name {
            notes.push(format!("code {}", error.code()));
        }
        if traits.throttling {
            notes.push("retried as throttling".to_owned());
        } else if traits.retryable {
            notes.push("retried".to_owned());
        }
        let members: Vec<String> = error
            .members()
            .filter(|member| !names::same_words(member.name, "message"))
            .map(|member| names::field(member.name))
            .collect();
        if !members.is_empty() {
            notes.push(format!("has {}", members.join(", ")));
        }
        table.row([
            (NAME, error.name.to_owned()),
            plain(
                traits
                    .status
                    .map(|status| status.to_string())
                    .unwrap_or_default(),
            ),
            (FAINT, notes.join(", ")),
        ]);
    }
    table.print("  ", out)?;
    Ok(())
}

fn print_pages(operation: &Operation<'static>, out: &mut dyn Write) -> Result<(), Failure> {
    let mut table = Table::default();
    if let Some(pages) = operation.paginator() {
        let joined = |values: Vec<String>| values.join(", ");
        table.row([
            plain("pages"),
            plain(format!(
                "{} takes the {} of the page before{}",
                joined(
                    pages
                        .input_tokens()
                        .map(|path| names::field(&path))
                        .collect()
                ),
                joined(
                    pages
                        .output_tokens()
                        .map(|path| names::field(&path))
                        .collect()
                ),
                pages
                    .items()
                    .next()
                    .map_or_else(String::new, |items| format!(
                        "; the items are in {}",
                        names::field(&items)
                    ))
            )),
        ]);
    }
    for waiter in operation.waiters() {
        let attempts = waiter.attempts.map_or_else(String::new, |attempts| {
            format!(", {}", count(attempts as usize, "time"))
        });
        table.row([
            plain("waiter"),
            plain(format!(
                "{} every {} s{attempts}",
                waiter.name, waiter.delay
            )),
        ]);
    }
    writeln!(out)?;
    table.print("", out)?;
    Ok(())
}

/// What is true of the operation as a whole.
fn traits(model: Model<'static>, operation: &Operation<'static>) -> Vec<String> {
    let service = model.service();
    let mut found = vec![protocol_name(&service).to_owned()];
    let mut flag = |is: bool, word: &str| {
        if is {
            found.push(word.to_owned());
        }
    };
    flag(operation.readonly, "read-only");
    flag(operation.idempotent, "idempotent");
    flag(operation.no_auth(), "not signed");
    flag(operation.unsigned_payload, "payload not signed");
    flag(
        operation
            .checksum()
            .is_some_and(|checksum| checksum.required),
        "needs a checksum",
    );
    flag(
        operation.discovery == Discovery::Optional,
        "endpoint discovery",
    );
    flag(operation.deprecated, "deprecated");
    if let Some(host) = operation.host_prefix {
        found.push(format!("host prefix {}", host.as_str()));
    }
    for (root, word) in [(operation.input, "request"), (operation.output, "response")] {
        match root.map(|root| root.stream) {
            Some(Stream::Blob) => found.push(format!("streaming {word}")),
            Some(Stream::Events) => found.push(format!("event stream in the {word}")),
            _ => {}
        }
    }
    found
}

/// The type as it is declared: `Vec<Room>`
fn rust_type(ty: Type<'_>) -> String {
    let element = |element: Element<'_>| {
        let inner = rust_type(element.ty());
        if element.sparse {
            format!("Option<{inner}>")
        } else {
            inner
        }
    };
    match ty.kind {
        Kind::String => "String".to_owned(),
        Kind::Blob => "Blob".to_owned(),
        Kind::StreamingBlob => "ByteStream".to_owned(),
        Kind::Boolean => "bool".to_owned(),
        Kind::Byte => "i8".to_owned(),
        Kind::Short => "i16".to_owned(),
        Kind::Integer => "i32".to_owned(),
        Kind::Long => "i64".to_owned(),
        Kind::Float => "f32".to_owned(),
        Kind::Double => "f64".to_owned(),
        Kind::Timestamp => "Timestamp".to_owned(),
        Kind::Document | Kind::BigInteger | Kind::BigDecimal => "Document".to_owned(),
        Kind::List(item) | Kind::Set(item) => format!("Vec<{}>", element(item)),
        Kind::Map { key, value } => format!("HashMap<{}, {}>", element(key), element(value)),
        Kind::Structure(name)
        | Kind::Union(name)
        | Kind::Enum(name)
        | Kind::IntEnum(name)
        | Kind::EventStream(name) => names::type_name(name),
    }
}

/// Where a member goes.
fn place(model: Model<'_>, member: &Member<'_>) -> String {
    if !support::binds_to_http(&model.service()) {
        return format!("body {}", member.wire_name);
    }
    match member.location {
        Location::Body => format!("body {}", member.wire_name),
        Location::Label { .. } => format!("path {{{}}}", member.name),
        Location::Query(name) => format!("query {name}"),
        Location::QueryMap => "query *".to_owned(),
        Location::Header(name) => format!("header {name}"),
        Location::PrefixHeaders(prefix) => format!("headers {prefix}*"),
        Location::Payload => "the body".to_owned(),
        Location::Status => "status".to_owned(),
    }
}

/// The other facts of a member.
fn notes(model: Model<'_>, member: &Member<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let mut flag = |is: bool, word: &str| {
        if is {
            found.push(word.to_owned());
        }
    };
    let shape = member.ty.kind.shape().and_then(|name| model.shape(name));
    flag(member.required, "required");
    flag(member.idempotency_token, "idempotency token");
    flag(
        member.ty.has_sensitive() || shape.is_some_and(|shape| shape.sensitive),
        "sensitive",
    );
    flag(member.host_label, "in the host");
    flag(matches!(member.ty.kind, Kind::Union(_)), "union");
    flag(matches!(member.ty.kind, Kind::Set(_)), "unique");
    flag(member.deprecated, "deprecated");
    if let Some(default) = member.default() {
        found.push(format!("default {default}"));
    }
    if let Kind::Enum(_) = member.ty.kind
        && let Some(shape) = shape
    {
        let values: Vec<String> = shape
            .values()
            .map(|value| value.value.into_owned())
            .collect();
        found.push(if values.len() > 6 {
            format!("{} or {} others", values[..5].join(" | "), values.len() - 5)
        } else {
            values.join(" | ")
        });
    }
    if let Some(format) = member.ty.timestamp_format {
        found.push(format.as_str().to_owned());
    }
    if let Some(version) = member.gone {
        found.push(format!("withdrawn as of botocore {version}"));
    }
    found
}
