use super::*;

fn problems(path: &str) -> Vec<String> {
    parse_path(path)
        .1
        .into_iter()
        .map(|problem| problem.message)
        .collect()
}

fn labels(template: &Template) -> Vec<(&str, bool)> {
    template
        .labels
        .iter()
        .map(|label| (label.name.as_str(), label.greedy))
        .collect()
}

#[test]
fn a_path_without_placeholders_is_one_piece() {
    let (template, problems) = parse_path("/rooms");
    assert_eq!(template.pieces, ["/rooms"]);
    assert!(template.labels.is_empty());
    assert!(problems.is_empty());
}

#[test]
fn pieces_surround_the_placeholders() {
    let (template, problems) = parse_path("/accounts/<AccountId>/rooms/<RoomId>");
    assert_eq!(template.pieces, ["/accounts/", "/rooms/", ""]);
    assert_eq!(labels(&template), [("AccountId", false), ("RoomId", false)]);
    assert!(problems.is_empty());
}

#[test]
fn greedy_placeholders_and_constant_queries_are_read() {
    let (template, problems) = parse_path("/<Bucket>/<Key+>?mode=x&flag");
    assert_eq!(labels(&template), [("Bucket", false), ("Key", true)]);
    assert_eq!(template.pieces, ["/", "/", ""]);
    assert_eq!(template.query, "mode=x&flag");
    assert_eq!(template.query_names().collect::<Vec<_>>(), ["mode", "flag"]);
    assert!(problems.is_empty());
}

#[test]
fn characters_allowed_in_a_path_are_kept() {
    for path in [
        "/ReDosLiteral/<str>/(a+)+",
        "/a%20b",
        "/",
        "/a/",
        "/a:b/@c/$d",
    ] {
        assert_eq!(problems(path), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn every_mistake_has_its_message() {
    for (path, message) in [
        ("", "the path is empty; the shortest one is `/`"),
        ("rooms", "the path must start with `/`: `/rooms`"),
        (
            "/<>",
            "`<>` is a placeholder without a name; write `<Name>`",
        ),
        (
            "/<+>",
            "`<+>` is a placeholder without a name; write `<Name>`",
        ),
        ("/<Id", "placeholder `<Id` is not closed; write `<Id>`"),
        (
            "/<Id/rooms",
            "placeholder `<Id` is not closed; write `<Id>`",
        ),
        (
            "/<A<B>>",
            "placeholders cannot be nested: `<A<B>>`; write them one after the other",
        ),
        (
            "/<A>/<A>",
            "placeholder `<A>` occurs twice; rename one of them",
        ),
        (
            "/{Id}",
            "`{Id}`: placeholders are written in angle brackets: `<Id>`",
        ),
        (
            "/<K+>/<A>",
            "greedy placeholder `<K+>` must be the last one, but `<A>` follows; write `<K>`",
        ),
        (
            "/<A><B>",
            "nothing separates `<A>` from `<B>`; put a `/` between them",
        ),
        (
            "/<A b>",
            "` ` is not allowed in the name of placeholder `<A b>`; write `<Ab>`",
        ),
        ("/a>", "`>` without `<`; a placeholder is written `<Name>`"),
        ("/a b", "` ` must be percent-encoded; write `%20`"),
        (
            "/\u{e4}",
            "`\u{e4}` must be percent-encoded; write `%C3%A4`",
        ),
        (
            "/a%2",
            "`%` must be followed by two hexadecimal digits; a percent sign itself is `%25`",
        ),
        (
            "/a#b",
            "a fragment is never sent; remove `#b` from the path",
        ),
        ("/a//b", "`//` makes an empty segment; write `/`"),
        (
            "/a/../b",
            "segment `..` is removed before the service sees it; remove it",
        ),
        ("/a?", "the query is empty; remove the `?`"),
        (
            "/a?x=1&x=2",
            "query parameter `x` occurs twice; remove one of them",
        ),
        ("/a?=1", "a query parameter has no name; write `name=value`"),
        (
            "/a?x=<Y>",
            "placeholder `<Y>` is not allowed in the query; remove `x=<Y>` and put `#[op(query = \"x\")]` on the field",
        ),
    ] {
        assert_eq!(problems(path), [message], "{path}");
    }
}

#[test]
fn mistakes_are_reported_in_source_order() {
    assert_eq!(
        problems("/a b//{C}?"),
        [
            "` ` must be percent-encoded; write `%20`",
            "`//` makes an empty segment; write `/`",
            "`{C}`: placeholders are written in angle brackets: `<C>`",
            "the query is empty; remove the `?`",
        ]
    );
}

#[test]
fn a_misspelled_placeholder_still_binds_its_field() {
    for path in ["/{RoomId}", "/<RoomId", "/<Room Id>"] {
        let (template, _) = parse_path(path);
        assert_eq!(labels(&template), [("RoomId", false)], "{path}");
    }
}

#[test]
fn ranges_point_at_the_mistake() {
    let path = "/rooms/{RoomId}/x";
    let (_, problems) = parse_path(path);
    assert_eq!(&path[problems[0].range.clone()], "{RoomId}");
}

#[test]
fn host_prefixes() {
    let (template, problems) = parse_host_prefix("data.<Account>.");
    assert_eq!(template.pieces, ["data.", "."]);
    assert_eq!(labels(&template), [("Account", false)]);
    assert!(problems.is_empty());
    assert_eq!(parse_host_prefix("data.").0.pieces, ["data."]);
    assert!(parse_host_prefix("analytics-").1.is_empty());
}

#[test]
fn mistakes_in_host_prefixes_are_reported() {
    for (prefix, message) in [
        ("", "the host prefix is empty; remove `host_prefix`"),
        (
            "data",
            "the host prefix must end with a dot or a hyphen: `data.`",
        ),
        ("a..", "`a..` has an empty host label; remove the extra dot"),
        ("a_b.", "`_` is not allowed in a host name; remove it"),
        (
            "<A+>.",
            "`<A+>`: a host prefix cannot have greedy placeholders; write `<A>`",
        ),
        (
            "<A><B>.",
            "nothing separates `<A>` from `<B>`; put a `.` between them",
        ),
    ] {
        let messages: Vec<String> = parse_host_prefix(prefix)
            .1
            .into_iter()
            .map(|problem| problem.message)
            .collect();
        assert_eq!(messages, [message], "{prefix}");
    }
}
