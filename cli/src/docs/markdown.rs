//! Plain text as the Markdown of a doc comment, on which clippy and rustdoc have no remark.

/// The lines of a doc comment, without `///`, each at most `width` characters long if its words allow it.
pub(crate) fn comment(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words(text) {
        match lines.last_mut() {
            // A line that begins like a list, a quote or a heading would be one.
            Some(line)
                if line.chars().count() + 1 + word.chars().count() <= width
                    || begins_block(&word) =>
            {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    if let Some(first) = lines.first_mut()
        && begins_block(first)
    {
        first.insert(0, '\\');
    }
    lines
}

fn begins_block(word: &str) -> bool {
    let number = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number.len() < word.len() && number.starts_with(['.', ')']);
    word.starts_with(['-', '+', '#', '>', '|', '=', '~', ':']) || numbered
}

/// The words, with code in backticks where Markdown or clippy's `doc_markdown` need it. Code with blanks is one word.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    // The parts of a word, such as `Name`s, and whether each is code.
    let mut parts: Vec<(bool, String)> = Vec::new();
    for (n, piece) in text.split('`').enumerate() {
        if n % 2 == 1 {
            parts.push((true, piece.to_owned()));
            continue;
        }
        for (m, word) in piece.split(' ').enumerate() {
            if m > 0 {
                words.extend(whole(&std::mem::take(&mut parts)));
            }
            if !word.is_empty() {
                parts.push((false, word.to_owned()));
            }
        }
    }
    words.extend(whole(&parts));
    words
}

/// A word of its parts.
fn whole(parts: &[(bool, String)]) -> Option<String> {
    match parts {
        [] => None,
        [(false, word)] => Some(plain(word)),
        // Two pieces of code in a row would be one with backticks in it.
        parts => Some(
            parts
                .iter()
                .map(|(code, part)| {
                    if *code {
                        format!("`{part}`")
                    } else {
                        escaped(part)
                    }
                })
                .collect(),
        ),
    }
}

/// A word that is not code in the source.
fn plain(word: &str) -> String {
    let opening = word.len() - word.trim_start_matches(['(', '"', '\'', ',', '[']).len();
    let (before, rest) = word.split_at(opening);
    let end = rest
        .trim_end_matches([')', '"', '\'', ',', '.', ';', ':', '!', '?', ']'])
        .len();
    let (core, after) = rest.split_at(end);
    if core.contains("://") {
        return format!("{}<{core}>{}", escaped(before), escaped(after));
    }
    if is_code(core) {
        return format!("{}`{core}`{}", escaped(before), escaped(after));
    }
    escaped(word)
}

/// What would otherwise be formatted, or reported as code without backticks.
fn is_code(word: &str) -> bool {
    let markup = word.contains([
        '<', '>', '*', '_', '[', ']', '{', '}', '\\', '|', '~', '#', '$', '&',
    ]) || word.contains("::");
    markup
        || word
            .split([
                '/', '-', '.', ',', '\'', '(', ')', '\u{2019}', ':', '+', '=',
            ])
            .any(is_camel)
}

/// Two capitals and a small letter, as in `DynamoDB`: the words that `doc_markdown` takes for code.
fn is_camel(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    let capitals = word.chars().filter(char::is_ascii_uppercase).count();
    word.starts_with(|c: char| c.is_uppercase())
        && capitals > 1
        && word.contains(|c: char| c.is_lowercase())
}

fn escaped(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '[' | ']' | '<' | '>' | '*' | '_' | '\\' | '~' | '|') {
            found.push('\\');
        }
        found.push(c);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docs::pack;

    fn one(text: &str) -> String {
        comment(text, 1000).join("\n")
    }

    #[test]
    fn what_looks_like_code_is_code() {
        assert_eq!(
            one("A table in DynamoDB (or several)."),
            "A table in `DynamoDB` (or several)."
        );
        assert_eq!(
            one("The `Name` of it, e.g. `a b`."),
            "The `Name` of it, e.g. `a b`."
        );
        assert_eq!(
            one("Set max_size, see https://a.example/b."),
            "Set `max_size`, see <https://a.example/b>."
        );
        assert_eq!(
            one("IDs of ARNs and URLs [here]"),
            "IDs of ARNs and URLs \\[here\\]"
        );
        assert_eq!(one("(`A`) a`B`s"), "(`A`) a`B`s");
        assert_eq!(one("`A` is `B`"), "`A` is `B`");
        assert_eq!(one("1. First"), "\\1. First");
    }

    #[test]
    fn lines_are_filled() {
        assert_eq!(
            comment("aa bb - cc `d d` e", 5),
            ["aa bb -", "cc", "`d d`", "e"]
        );
        assert!(comment("", 10).is_empty());
    }

    #[test]
    fn every_text_has_balanced_code_and_no_line_that_is_a_list() {
        let mut count = 0;
        for id in ["operations"]
            .iter()
            .chain(opsmith_models::services().iter().step_by(9))
        {
            let text = pack::entry(id).unwrap();
            for (_, text) in text.lines().filter_map(|line| line.split_once('\t')) {
                let lines = comment(text, 90);
                let all = lines.join("\n");
                assert_eq!(all.matches('`').count() % 2, 0, "{id}: {text}\n{all}");
                assert!(
                    lines
                        .iter()
                        .all(|line| !begins_block(line) && !line.is_empty()),
                    "{id}: {all}"
                );
                count += 1;
            }
        }
        assert!(count > 25_000, "{count}");
    }
}
