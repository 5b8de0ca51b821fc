//! Suggestions for misspelled words.

/// The candidate that was probably meant, if one is near enough.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let lower = plain(word);
    if lower.is_empty() {
        return None;
    }
    let allowed = match lower.chars().count() {
        1 | 2 => 0,
        length => (length / 3).max(1),
    };
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = plain(candidate);
            let near = distance(&lower, &other);
            // `que` for `query`, and `name_of_room` for `name`
            let contained = (lower.len() >= 3 && other.starts_with(&lower))
                || (other.len() >= 4 && lower.starts_with(&other));
            (near <= allowed || contained).then_some((near, candidate))
        })
        .min_by_key(|(near, _)| *near)
        .map(|(_, candidate)| candidate)
}

/// Whether a word is another one with one letter inserted, left out, replaced or swapped with its neighbor.
pub(crate) fn is_typo_of(word: &str, meant: &str) -> bool {
    word != meant && distance(word, meant) <= 1
}

/// The text between a wrong word and the advice: ``, did you mean `path`? `` or a semicolon.
pub(crate) fn hint<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, candidates).map_or_else(
        || "; ".to_owned(),
        |near| format!(", did you mean `{near}`? "),
    )
}

/// `` `a`, `b` and `c` ``
pub(crate) fn list(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [init @ .., last] => {
            let init: Vec<String> = init.iter().map(|word| format!("`{word}`")).collect();
            format!("{} and `{last}`", init.join(", "))
        }
    }
}

/// Ignores case and separators, the most common mistakes in names.
fn plain(word: &str) -> String {
    word.chars()
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The number of characters that were inserted, left out, replaced or swapped with their neighbor.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_are_found() {
        let keys = ["header", "label", "payload", "query", "query_map"];
        assert_eq!(nearest("headr", keys), Some("header"));
        assert_eq!(nearest("qeury", keys), Some("query"));
        assert_eq!(nearest("lable", keys), Some("label"));
        assert_eq!(nearest("Header", keys), Some("header"));
        assert_eq!(nearest("query_maps", keys), Some("query_map"));
    }

    #[test]
    fn words_that_differ_too_much_are_not_suggested() {
        assert_eq!(nearest("colour", ["header", "label"]), None);
        assert_eq!(nearest("", ["a"]), None);
        assert_eq!(nearest("y", ["a"]), None);
    }

    #[test]
    fn case_and_separators_do_not_count() {
        assert_eq!(nearest("pascal_case", ["PascalCase"]), Some("PascalCase"));
        assert_eq!(nearest("datetime", ["date-time"]), Some("date-time"));
    }

    #[test]
    fn a_list_reads_as_a_sentence() {
        assert_eq!(list(&["a"]), "`a`");
        assert_eq!(list(&["a", "b", "c"]), "`a`, `b` and `c`");
    }
}
