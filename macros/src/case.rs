//! The words of a name, and the cases of `rename_all`. As in serde, only ASCII letters change.
//!
//! The runtime computes the member names of a `service = Type` operation at compile time (`cased` in its
//! `declaration/service.rs`), because the operation's macro does not see the service's declaration;
//! `tests/tests/member_names.rs` compares the two.

/// A way to write the words of a name, called as in serde.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

/// The values of `rename_all`.
pub(crate) const CASES: [&str; 8] = [
    "PascalCase",
    "camelCase",
    "snake_case",
    "SCREAMING_SNAKE_CASE",
    "kebab-case",
    "SCREAMING-KEBAB-CASE",
    "lowercase",
    "UPPERCASE",
];

impl Case {
    pub(crate) fn parse(value: &str) -> Option<Case> {
        Some(match value {
            "lowercase" => Case::Lower,
            "UPPERCASE" => Case::Upper,
            "PascalCase" => Case::Pascal,
            "camelCase" => Case::Camel,
            "snake_case" => Case::Snake,
            "SCREAMING_SNAKE_CASE" => Case::ScreamingSnake,
            "kebab-case" => Case::Kebab,
            "SCREAMING-KEBAB-CASE" => Case::ScreamingKebab,
            _ => return None,
        })
    }

    /// The variant of the runtime's `Case`.
    pub(crate) fn variant(self) -> &'static str {
        match self {
            Case::Lower => "Lower",
            Case::Upper => "Upper",
            Case::Pascal => "Pascal",
            Case::Camel => "Camel",
            Case::Snake => "Snake",
            Case::ScreamingSnake => "ScreamingSnake",
            Case::Kebab => "Kebab",
            Case::ScreamingKebab => "ScreamingKebab",
        }
    }

    /// `account_id` and `AccountId` in this case.
    pub(crate) fn apply(self, name: &str) -> String {
        let words = words(name);
        let lower = || words.iter().map(|word| word.to_ascii_lowercase());
        let upper = || words.iter().map(|word| word.to_ascii_uppercase());
        match self {
            Case::Lower => lower().collect(),
            Case::Upper => upper().collect(),
            Case::Pascal => words.iter().map(|word| capitalized(word)).collect(),
            Case::Camel => match words.split_first() {
                None => String::new(),
                Some((first, rest)) => {
                    first.to_ascii_lowercase()
                        + &rest
                            .iter()
                            .map(|word| capitalized(word))
                            .collect::<String>()
                }
            },
            Case::Snake => join(lower(), '_'),
            Case::ScreamingSnake => join(upper(), '_'),
            Case::Kebab => join(lower(), '-'),
            Case::ScreamingKebab => join(upper(), '-'),
        }
    }
}

/// The words of `account_id`, `AccountId` and `HTTPServer`. Digits belong to the word before them.
pub(crate) fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for part in name.split(['_', '-']) {
        let chars: Vec<(usize, char)> = part.char_indices().collect();
        let mut start = 0;
        for (n, &(at, c)) in chars.iter().enumerate().skip(1) {
            let after_lower = !chars[n - 1].1.is_ascii_uppercase();
            let before_lower = chars
                .get(n + 1)
                .is_some_and(|next| next.1.is_ascii_lowercase());
            if c.is_ascii_uppercase() && (after_lower || before_lower) {
                words.push(&part[start..at]);
                start = at;
            }
        }
        if start < part.len() {
            words.push(&part[start..]);
        }
    }
    words
}

/// A form that is the same for names with the same words.
pub(crate) fn folded(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        None => String::new(),
        Some(first) => first.to_ascii_uppercase().to_string() + chars.as_str(),
    }
}

fn join(words: impl Iterator<Item = String>, by: char) -> String {
    let mut joined = String::new();
    for word in words {
        if !joined.is_empty() {
            joined.push(by);
        }
        joined.push_str(&word);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(name: &str) -> Vec<String> {
        CASES
            .iter()
            .map(|case| Case::parse(case).unwrap().apply(name))
            .collect()
    }

    #[test]
    fn a_field_is_written_in_every_case() {
        assert_eq!(
            all("account_id"),
            [
                "AccountId",
                "accountId",
                "account_id",
                "ACCOUNT_ID",
                "account-id",
                "ACCOUNT-ID",
                "accountid",
                "ACCOUNTID"
            ]
        );
    }

    #[test]
    fn a_variant_is_written_in_every_case() {
        assert_eq!(
            all("AccessDenied"),
            [
                "AccessDenied",
                "accessDenied",
                "access_denied",
                "ACCESS_DENIED",
                "access-denied",
                "ACCESS-DENIED",
                "accessdenied",
                "ACCESSDENIED"
            ]
        );
    }

    #[test]
    fn digits_belong_to_the_word_before_them() {
        assert_eq!(Case::Pascal.apply("sha256_sum"), "Sha256Sum");
        assert_eq!(Case::Camel.apply("ipv6_address"), "ipv6Address");
        assert_eq!(Case::Snake.apply("Sha256Sum"), "sha256_sum");
    }

    #[test]
    fn runs_of_capitals_are_one_word() {
        assert_eq!(words("HTTPServer"), ["HTTP", "Server"]);
        assert_eq!(Case::ScreamingSnake.apply("IOError"), "IO_ERROR");
        assert_eq!(Case::Pascal.apply("IOError"), "IOError");
    }

    #[test]
    fn stray_separators_do_not_add_words() {
        assert_eq!(Case::Pascal.apply("type_"), "Type");
        assert_eq!(Case::Camel.apply("_private__name"), "privateName");
        assert_eq!(Case::Pascal.apply("_"), "");
    }

    #[test]
    fn names_are_compared_word_for_word() {
        assert_eq!(folded("account_id"), folded("AccountId"));
        assert_eq!(folded("account-id"), folded("accountID"));
        assert_ne!(folded("account"), folded("account_id"));
    }
}
