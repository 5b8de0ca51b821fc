//! Declarations that are being typed: every prefix of every attribute, and every word with a typo.
//!
//! The mistake itself is an error, but the uses of the declaration are not: `main` uses everything that is declared, and
//! at most 2 % of the programs may have an error there. `OPSMITH_TEST_FULL=1` compiles all of them instead of every
//! twelfth.

mod compile;
mod declarations;

use std::fmt::Write as _;

/// A program with one attribute that is unfinished or wrong.
pub(crate) struct Program {
    /// The text in place of the attribute.
    written: String,
    source: String,
}

/// The programs of one declaration.
fn programs(declaration: &str) -> Vec<Program> {
    let mut programs = Vec::new();
    for (start, _) in declaration.match_indices('«') {
        let inside = start + '«'.len_utf8();
        let end = inside + declaration[inside..].find('»').unwrap();
        let attribute = &declaration[inside..end];
        let written = prefixes(attribute).chain(typos(attribute));
        programs.extend(written.map(|written| {
            let source = format!("{}{written}{}", &declaration[..inside], &declaration[end..])
                .replace(['«', '»'], "");
            Program { written, source }
        }));
    }
    programs
}

/// The text while the arguments are being typed, in an editor that closes brackets and quotes.
fn prefixes(attribute: &str) -> impl Iterator<Item = String> {
    let open = attribute.find('(').map_or(attribute.len(), |at| at + 1);
    (open..attribute.len().saturating_sub(1)).map(|end| close(&attribute[..end]))
}

fn close(text: &str) -> String {
    let mut closed = text.to_owned();
    if text.matches('"').count() % 2 == 1 {
        closed.push('"');
    }
    // No string in the declarations has a parenthesis.
    let open = text.matches('(').count() - text.matches(')').count();
    closed.extend(std::iter::repeat_n(')', open));
    closed
}

/// Each word with its second and third letters swapped, and without its last letter.
fn typos(attribute: &str) -> impl Iterator<Item = String> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let open = attribute.find('(').unwrap_or(attribute.len());
    let mut words = Vec::new();
    let mut at = open;
    while let Some(start) = attribute[at..].find(is_word).map(|found| at + found) {
        let end = attribute[start..]
            .find(|c| !is_word(c))
            .map_or(attribute.len(), |found| start + found);
        words.push(start..end);
        at = end;
    }
    words.into_iter().flat_map(move |range| {
        let word = &attribute[range.clone()];
        let mut typos = Vec::new();
        if word.len() > 2 && word.as_bytes()[1] != word.as_bytes()[2] {
            typos.push(format!(
                "{}{}{}{}",
                &word[..1],
                &word[2..3],
                &word[1..2],
                &word[3..]
            ));
        }
        if word.len() > 1 {
            typos.push(word[..word.len() - 1].to_owned());
        }
        let (before, after) = (
            attribute[..range.start].to_owned(),
            attribute[range.end..].to_owned(),
        );
        typos
            .into_iter()
            .map(move |typo| format!("{before}{typo}{after}"))
            .collect::<Vec<_>>()
    })
}

/// The text so far is correct except for an unknown type, and a later key would add a missing method. The macro cannot
/// see a mistake.
fn is_of_a_key_to_come(written: &str, error: &str) -> bool {
    [
        ("items =", "have no items"),
        ("paginate(", "has no pages"),
        ("service = Orders", "`put_order`"),
    ]
    .iter()
    .any(|(key, missing)| !written.contains(key) && error.contains(missing))
}

#[test]
fn a_mistake_in_an_attribute_is_not_an_error_where_the_declaration_is_used() {
    let full = std::env::var("OPSMITH_TEST_FULL").is_ok_and(|value| value == "1");
    let mut programs = programs(declarations::OPERATION);
    programs.extend(self::programs(declarations::SERVICE));
    let all = programs.len();
    if !full {
        programs = programs.into_iter().step_by(12).collect();
    }
    let judged = compile::errors_in_main(&programs);
    let mut report = String::new();
    let mut followed = 0;
    for (program, errors) in programs.iter().zip(&judged) {
        let follows = |error: &&String| !is_of_a_key_to_come(&program.written, error);
        if let Some(first) = errors.iter().find(follows) {
            followed += 1;
            let _ = writeln!(report, "#[{}]\n    {first}", program.written);
        }
    }
    println!(
        "{followed} of {} programs (of {all}):\n{report}",
        programs.len()
    );
    assert!(
        followed * 50 <= programs.len(),
        "{followed} of {} programs have errors where the declaration is used:\n{report}",
        programs.len()
    );
}

#[test]
fn the_complete_declarations_compile() {
    let programs: Vec<Program> = [declarations::OPERATION, declarations::SERVICE]
        .into_iter()
        .map(|declaration| Program {
            written: String::new(),
            source: declaration.replace(['«', '»'], ""),
        })
        .collect();
    for errors in compile::errors(&programs) {
        assert_eq!(errors, Vec::<String>::new());
    }
}
