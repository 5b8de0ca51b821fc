use super::*;
use crate::private::Private;
use quote::quote;

fn read(tokens: TokenStream) -> (Vec<String>, Vec<String>) {
    let report = Report::new();
    let entries = entries(tokens, crate::keys::NO_KEY, &report);
    let shown = entries
        .iter()
        .map(|entry| {
            let key = &entry.key;
            match &entry.value {
                Value::None => key.to_string(),
                Value::Eq(tokens) => {
                    format!(
                        "{key} = {}",
                        tokens.iter().cloned().collect::<TokenStream>()
                    )
                }
                Value::List(tokens) => format!("{key}({tokens})"),
            }
        })
        .collect();
    (shown, report.messages())
}

#[test]
fn all_three_forms_are_read() {
    let (entries, messages) = read(quote!(flag, path = "/x", paginate(token = t), crate = a::b));
    assert_eq!(
        entries,
        [
            "flag",
            "path = \"/x\"",
            "paginate(token = t)",
            "crate = a :: b"
        ]
    );
    assert!(messages.is_empty());
}

#[test]
fn commas_in_generic_arguments_do_not_split() {
    let (entries, messages) = read(quote!(output = Page<A, B>, error = E));
    assert_eq!(entries, ["output = Page < A , B >", "error = E"]);
    assert!(messages.is_empty());
}

#[test]
fn a_missing_comma_does_not_lose_an_entry() {
    let (entries, messages) = read(quote!(service = "chime" path = "/x"));
    assert_eq!(entries, ["service = \"chime\"", "path = \"/x\""]);
    assert_eq!(messages, ["missing `,` before `path`"]);
}

#[test]
fn a_value_without_a_key_does_not_lose_other_entries() {
    let (entries, messages) = read(quote!("chime", path = "/x"));
    assert_eq!(entries, ["path = \"/x\""]);
    assert_eq!(
        messages,
        ["`\"chime\"` has no key; write `key = \"chime\"`"]
    );
}

#[test]
fn a_colon_is_read_as_equals() {
    let (entries, messages) = read(quote!(path: "/x", flag));
    assert_eq!(entries, ["path = \"/x\"", "flag"]);
    assert_eq!(messages, ["expected `=` after `path`: `path = \"/x\"`"]);
}

#[test]
fn an_unfinished_value_is_empty() {
    let (entries, messages) = read(quote!(path = , service = "chime"));
    assert_eq!(entries, ["path = ", "service = \"chime\""]);
    assert!(messages.is_empty());
}

#[test]
fn the_crate_key_is_found_among_errors() {
    let private = Private::find(&quote!(path = = , crate = my::opsmith, x));
    assert_eq!(private.path().to_string(), "my :: opsmith :: __private");
    assert_eq!(
        Private::find(&quote!(path = "/")).path().to_string(),
        ":: opsmith :: __private"
    );
}

#[test]
fn a_list_without_strings_is_a_mistake() {
    for tokens in [quote!(service = []), quote!(service = [,])] {
        let report = Report::new();
        let entries = entries(tokens, crate::keys::NO_KEY, &report);
        assert!(entries[0].texts("chime", &report).is_empty());
        assert_eq!(
            report.messages(),
            ["`service` is an empty list; write `service = \"chime\"` or remove it"]
        );
    }
}
