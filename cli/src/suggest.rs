//! Suggestions for misspelled names.

/// The candidate that was probably meant, if one is near enough.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let meant = folded(word);
    if meant.is_empty() {
        return None;
    }
    let allowed = match meant.chars().count() {
        1 | 2 => 0,
        length => (length / 3).max(1),
    };
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = folded(candidate);
            let distance = strsim::osa_distance(&meant, &other);
            let begins = meant.len() >= 3 && other.starts_with(&meant);
            (distance <= allowed || begins).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// ``; did you mean `CreateRoom`?``, or nothing.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> String {
    nearest(word, candidates).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

/// `a, b and c`
pub(crate) fn list<S: AsRef<str>>(words: &[S]) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [init @ .., last] => {
            let init: Vec<&str> = init.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", init.join(", "), last.as_ref())
        }
    }
}

/// The letters and digits, ignoring case and separators: the words by which the macros match names.
pub(crate) fn folded(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested() {
        let names = ["CreateRoom", "DeleteRoom", "ListRooms"];
        assert_eq!(nearest("CraeteRoom", names), Some("CreateRoom"));
        assert_eq!(nearest("create-room", names), Some("CreateRoom"));
        assert_eq!(nearest("list", names), Some("ListRooms"));
        assert_eq!(nearest("PutObject", names), None);
        assert_eq!(nearest("", names), None);
    }

    #[test]
    fn a_list_reads_as_a_sentence() {
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }
}
