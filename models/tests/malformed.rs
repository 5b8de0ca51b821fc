//! Texts that are not models: a typed error that says the line, and never a panic.

use opsmith_models::{Kind, Model, Problem, ShapeKind, service};

const SOUND: &str = "\
opsmith-model 1
service orders 2024-01-01
title \"Orders of mine\"
protocols rest-json
signing execute-api
endpoint orders
auth sigv4

# Color enum
  RED
  \"light \\u{23} blue\" name=LIGHT
# Get() GET /orders/{Id}?full 201
  in GetInput
  out Order
  pages in=Token out=\"Next || Last\" items=Lines
  waiter OrderExists delay=2 attempts=10
    success status 200
    retry error Missing
  error Missing
# GetInput structure
  Id string required label
  Limit integer query=limit box
# Missing error 404 sender
  message string
# Order structure
  Color enum/Color
  Lines [string]
  Sizes {string:[Order?]}
  Rank int-enum/Rank default=1
# Rank int-enum
  LOW 1
  HIGH 2
# ~
";

fn problem(text: &str) -> (usize, Problem) {
    match Model::parse(text) {
        Ok(_) => panic!("this is a model:\n{text}"),
        Err(error) => {
            let shown = error.to_string();
            assert!(
                shown.starts_with(&format!("line {}: ", error.line)),
                "{shown}"
            );
            assert!(!shown.contains('\n'), "{shown}");
            (error.line, error.problem)
        }
    }
}

fn with(from: &str, to: &str) -> (usize, Problem) {
    assert!(SOUND.contains(from), "{from}");
    problem(&SOUND.replacen(from, to, 1))
}

/// Everything that a reader can ask of a model.
fn read(model: Model<'_>) -> usize {
    let mut count = 0;
    let service = model.service();
    count +=
        service.protocols().count() + service.auth().count() + service.client_context().count();
    count += service.title().len() + service.sdk_id().len();
    for operation in model.operations() {
        count += operation.errors().count()
            + operation.gone_errors().count()
            + operation.path.parts().count();
        count += operation
            .host_prefix
            .iter()
            .flat_map(opsmith_models::Template::parts)
            .count();
        count += operation.static_context().count() + operation.member_context().count();
        count += operation.auth().into_iter().flatten().count() + operation.compression().count();
        count += operation
            .checksum()
            .map_or(0, |checksum| checksum.response_algorithms().count());
        count += operation
            .waiters()
            .map(|waiter| waiter.acceptors().count())
            .sum::<usize>();
        count += operation.paginator().map_or(0, |pages| {
            pages.items().count() + pages.output_tokens().count()
        });
        count += usize::from(model.operation(operation.name).is_some());
    }
    for shape in model.shapes() {
        count += shape.values().count() + shape.code().len();
        for member in shape.members() {
            count += member.ec2_name().len() + member.default().map_or(0, |text| text.len());
            count += usize::from(member.ty.has_sensitive());
            if let Kind::List(element) = member.ty.kind {
                count += element.ty().kind.as_str().len();
            }
            count += usize::from(shape.member(member.name).is_some());
        }
    }
    count
}

#[test]
fn a_sound_text_is_read() {
    let model = Model::parse(SOUND).unwrap_or_else(|error| panic!("{error}"));
    assert!(read(model) > 20);
    let get = model.operation("Get").unwrap_or_else(|| panic!("Get"));
    assert_eq!((get.status, get.path.query()), (201, Some("full")));
    let color = model.shape("Color").unwrap_or_else(|| panic!("Color"));
    let values: Vec<_> = color
        .values()
        .map(|v| (v.value.into_owned(), v.name))
        .collect();
    assert_eq!(
        values,
        [
            ("RED".to_owned(), None),
            ("light # blue".to_owned(), Some("LIGHT"))
        ]
    );
    let rank = model.shape("Rank").unwrap_or_else(|| panic!("Rank"));
    assert_eq!(rank.kind, ShapeKind::IntEnum);
    let values: Vec<_> = rank
        .values()
        .map(|v| (v.value.into_owned(), v.name))
        .collect();
    assert_eq!(
        values,
        [
            ("1".to_owned(), Some("LOW")),
            ("2".to_owned(), Some("HIGH"))
        ]
    );
}

#[test]
fn a_header_that_is_wrong_is_told_by_its_line() {
    let name = |text: &str| text.to_owned();
    assert_eq!(problem(""), (1, Problem::MissingHeader));
    assert_eq!(problem("{}"), (1, Problem::MissingHeader));
    assert_eq!(
        with("opsmith-model 1", "opsmith-model 2"),
        (1, Problem::NewerVersion(name("2")))
    );
    assert_eq!(
        with("opsmith-model 1", "opsmith-model x"),
        (1, Problem::MissingHeader)
    );
    assert_eq!(
        with("signing execute-api\n", ""),
        (7, Problem::MissingFact("signing"))
    );
    // Nothing stands in for what a protocol puts into its requests.
    let with_protocol = |line: &str| with("rest-json\n", line).1;
    assert_eq!(
        with_protocol("json\njson-version 1.0\n"),
        Problem::MissingFact("target")
    );
    assert_eq!(
        with_protocol("json\ntarget Orders\n"),
        Problem::MissingFact("json-version")
    );
    assert_eq!(
        with_protocol("smithy-rpc-v2-cbor\n"),
        Problem::MissingFact("target")
    );
    assert_eq!(
        with("auth sigv4", "auth magic"),
        (7, Problem::UnknownWord(name("magic")))
    );
    assert_eq!(
        with("auth sigv4\n", "auth sigv4\nauth bearer\n"),
        (8, Problem::Duplicate(name("auth")))
    );
    assert_eq!(
        with("rest-json", "rest-yaml"),
        (4, Problem::UnknownWord(name("rest-yaml")))
    );
    assert_eq!(with("# ~\n", ""), (32, Problem::Cut));
    assert_eq!(with("# ~\n", "# ~\n# Z enum\n"), (34, Problem::AfterEnd));
}

#[test]
fn a_block_that_is_wrong_is_told_by_its_line() {
    let name = |text: &str| text.to_owned();
    assert_eq!(
        with("# GetInput", "# Color"),
        (20, Problem::NotSorted(name("Color")))
    );
    assert_eq!(
        with("# Missing", "# GetInput"),
        (23, Problem::Duplicate(name("GetInput")))
    );
    assert_eq!(
        with("  Lines [string]", "  Color [string]"),
        (27, Problem::Duplicate(name("Color")))
    );
    assert_eq!(
        with("  message string", "  message strin"),
        (24, unresolved("strin", "structure", None))
    );
    assert_eq!(
        with("  message string", "  message enum/GetInput"),
        (24, unresolved("GetInput", "enum", Some("structure")))
    );
    assert_eq!(
        with("[Order?]", "[Order?"),
        (28, Problem::NotAType(name("{string:[Order?}")))
    );
    assert_eq!(
        with("  error Missing", "  error Order"),
        (19, unresolved("Order", "error", Some("structure")))
    );
    assert_eq!(
        with("  out Order", "  out Nothing"),
        (14, unresolved("Nothing", "structure", None))
    );
    assert_eq!(
        with("query=limit", "quary=limit"),
        (22, Problem::UnknownWord(name("quary=limit")))
    );
    assert_eq!(
        with("  LOW 1", "  LOW one"),
        (31, Problem::UnknownWord(name("one")))
    );
    assert_eq!(
        with(" blue\"", " blue"),
        (11, Problem::Quotes(name("\"light \\u{23} blue name=LIGHT")))
    );
    assert_eq!(
        with("delay=2", "delay=soon"),
        (16, Problem::UnknownWord(name("delay=soon")))
    );
    assert_eq!(
        with("    retry error", "    again error"),
        (18, Problem::UnknownWord(name("  again error Missing")))
    );
    assert_eq!(
        with("required label", "required"),
        (12, Problem::Label(name("Id")))
    );
    assert_eq!(
        with("/orders/{Id}", "/orders"),
        (12, Problem::Label(name("Id")))
    );
    assert_eq!(with("  RED", "RED"), (10, Problem::Indent));
    assert_eq!(with("  RED", ""), (10, Problem::Indent));
    assert_eq!(with("RED", "R#D"), (10, Problem::UnknownWord(name("#"))));
    assert_eq!(
        with("orders 2024", "or#ders 2024"),
        (2, Problem::UnknownWord(name("#")))
    );
    assert_eq!(with("RED\n", "RED\r\n"), (10, Problem::NotAscii('\r')));
    assert_eq!(with("RED", "RÉD"), (10, Problem::NotAscii('É')));
    assert_eq!(
        with("  error Missing\n", "  error Missing\n  idempotent\n"),
        (20, Problem::UnknownWord(name("idempotent")))
    );
    assert_eq!(
        with("# Order structure", "# Order record"),
        (25, Problem::UnknownWord(name("record")))
    );
}

fn unresolved(name: &str, expected: &'static str, found: Option<&'static str>) -> Problem {
    Problem::Unresolved {
        name: name.to_owned(),
        expected,
        found,
    }
}

#[test]
fn what_is_not_utf8_is_told_by_its_line() {
    let mut bytes = SOUND.as_bytes().to_vec();
    let at = SOUND.find("RED").unwrap_or_default();
    bytes[at] = 0xff;
    let error = Model::from_bytes(&bytes).expect_err("not UTF-8");
    assert_eq!((error.line, error.problem), (10, Problem::NotUtf8));
}

/// A model that was cut or changed anywhere is refused or can be read: nothing panics.
#[test]
fn cut_and_changed_texts_never_panic() {
    let path = format!("{}/data/ivschat.model", env!("CARGO_MANIFEST_DIR"));
    let ivschat = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    for (text, step) in [(SOUND, 1), (ivschat.as_str(), 97)] {
        for end in (0..text.len()).step_by(step) {
            let error = Model::parse(&text[..end]).expect_err("a part is not a model");
            assert!(error.line >= 1);
        }
        let mut read_anyway = 0;
        for at in (0..text.len()).step_by(step) {
            for put in [
                "#",
                "\n",
                " ",
                "\"",
                "{",
                "[",
                "=",
                "!",
                "?",
                "~",
                "é",
                "\0",
                "# ~\n",
                "99999999999",
            ] {
                for skip in [0, 1] {
                    let changed = format!("{}{put}{}", &text[..at], &text[at + skip..]);
                    if let Ok(model) = Model::parse(&changed) {
                        read_anyway += 1;
                        read(model);
                    }
                }
            }
        }
        // Names may be anything: many changes make another sound model.
        assert!(read_anyway > 0);
    }
}

#[test]
fn deep_types_do_not_overflow_the_stack() {
    let deep = format!("{}string{}", "[".repeat(200_000), "]".repeat(200_000));
    let text = SOUND.replacen("[string]", &deep, 1);
    assert_eq!(problem(&text), (27, Problem::NotAType(deep)));
}

#[test]
fn a_built_in_model_can_be_read_whole() {
    assert!(read(service("s3").unwrap_or_else(|| panic!("s3"))) > 1000);
}

#[test]
fn what_cannot_be_sent_is_told_by_its_line() {
    let word = |text: &str| Problem::UnknownWord(text.to_owned());
    assert_eq!(with("GET /orders", "FETCH /orders"), (12, word("FETCH")));
    for path in [
        "/orders/{Id?full",
        "/orders/{}?full",
        "/or^ders/{Id}",
        "/a%2/{Id}",
        "/../{Id}",
    ] {
        assert_eq!(with("/orders/{Id}?full", path), (12, word(path)));
    }
    assert_eq!(
        with("  in GetInput", "  host a/b.\n  in GetInput"),
        (13, word("a/b."))
    );
    assert_eq!(with("query=limit", "header=X(Limit"), (22, word("X(Limit")));
    let label = |text: &str| Problem::LabelMember(text.to_owned());
    assert_eq!(
        with("string required label", "string label"),
        (12, label("Id"))
    );
    assert_eq!(
        with("Id string required", "Id [string] required"),
        (12, label("Id"))
    );
    assert_eq!(
        with("  in GetInput", "  host {Limit}.\n  in GetInput"),
        (12, label("Limit"))
    );
    let same = |name: &str, other: &str| Problem::SamePlace {
        name: name.to_owned(),
        other: other.to_owned(),
    };
    assert_eq!(
        with(
            "query=limit box",
            "query=limit box\n  Max integer query=limit"
        ),
        (23, same("Max", "Limit"))
    );
    assert_eq!(
        with("  Lines [string]", "  Lines [string] as=Color"),
        (27, same("Lines", "Color"))
    );
    let head = |member: &str| (12, Problem::HeadBody(member.to_owned()));
    let text = SOUND.replace("GET /orders", "HEAD /orders");
    assert!(Model::parse(&text).is_ok());
    assert_eq!(problem(&text.replace(" query=limit", "")), head("Limit"));
    assert_eq!(
        problem(&text.replace("integer query=limit", "string payload")),
        head("Limit")
    );
    let token = |member: &str| (22, Problem::Token(member.to_owned()));
    assert!(Model::parse(&SOUND.replace("integer query=limit", "string query token")).is_ok());
    assert_eq!(with("query=limit", "query=limit token"), token("Limit"));
    assert_eq!(
        with("integer query=limit", "enum/Color token"),
        token("Limit")
    );
    // The payload would be left out.
    for (payload, other) in [
        ("  message Order payload\n  a string", "a"),
        ("  a string\n  message Order payload", "message"),
    ] {
        let first = if other == "a" { "message" } else { "a" };
        assert_eq!(with("  message string", payload), (25, same(other, first)));
    }
}

#[test]
fn a_byte_order_mark_is_told() {
    let text = format!("\u{feff}{SOUND}");
    let error = Model::parse(&text).expect_err("a mark in front");
    assert_eq!(
        (error.line, error.problem.clone()),
        (1, Problem::NotAscii('\u{feff}'))
    );
    assert!(error.to_string().contains("byte order mark"), "{error}");
}
