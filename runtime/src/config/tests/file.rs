//! The syntax of the shared files, rule by rule.

use crate::config::SharedConfig;
use crate::config::tests::MapSources;

/// `foo: name=value; ..` for each profile, sorted by name, with `|` for newlines in values.
fn profiles(config: &str, credentials: &str) -> Result<String, String> {
    let sources = MapSources::default()
        .config(config)
        .credentials(credentials);
    let shared = SharedConfig::load(&sources).map_err(|error| error.to_string())?;
    let names = [
        "bar",
        "default",
        "foo",
        "a b",
        "some-thing:long/the_one%only.foo@bar+",
        "sso-sessionfoo",
        "in valid",
    ];
    let mut shown = Vec::new();
    for name in names {
        if let Some(profile) = shared.profile(name) {
            let properties: Vec<_> = profile
                .iter()
                .map(|(name, property)| format!("{name}={}", property.value().replace('\n', "|")))
                .collect();
            shown.push(
                format!("{name}: {}", properties.join("; "))
                    .trim_end()
                    .to_owned(),
            );
        }
    }
    Ok(shown.join(" / "))
}

#[test]
fn sections_and_properties_follow_the_guide() {
    for (config, expected) in [
        ("", ""),
        ("[profile foo]", "foo:"),
        (
            "[profile some-thing:long/the_one%only.foo@bar+]\n[profile foo!bar]",
            "some-thing:long/the_one%only.foo@bar+:",
        ),
        ("[profile \tfoo \t]", "foo:"),
        ("[   profile\tfoo   ]", "foo:"),
        ("[profile \"a b\"]\nx = 1", "a b: x=1"),
        ("[profile 'a b']\nx = 1", "a b: x=1"),
        ("[profile a\" \"'b']\nx = 1", "a b: x=1"),
        // Two names, no name, and an unterminated quote are not valid names.
        ("[profile \"foo\" \"bar\"]\nx = 1", ""),
        ("[profile foo bar]\nx = 1", ""),
        ("[profile \"\"]\nx = 1", ""),
        ("[profile \"foo]\nx = 1", ""),
        ("[profile 'foo\"]\nx = 1", ""),
        ("[profile foo]\r\nname = value\r\n", "foo: name=value"),
        ("\u{feff}[profile foo]\nname = value", "foo: name=value"),
        ("[profile foo]\nname = val=ue", "foo: name=val=ue"),
        ("[profile foo]\nname \t=  \tvä lue \t", "foo: name=vä lue"),
        ("[profile foo]\nname =", "foo: name="),
        ("[profile foo]\nNAME = 1\nname = 2", "foo: name=2"),
        (
            "\t \n[profile foo]\n\t\n \nname = value\n\t \n[profile bar]\n \t",
            "bar: / foo: name=value",
        ),
        (
            "# c\n[profile foo] # c\nname = value # c # c",
            "foo: name=value",
        ),
        ("; c\n[profile foo]; c\nname = value ;c", "foo: name=value"),
        (
            "[profile foo]\nname = value; kept\nb = c#d",
            "foo: b=c#d; name=value; kept",
        ),
        (
            "[profile foo]\n  # an indented comment\nname = value",
            "foo: name=value",
        ),
        (
            "[profile foo]\nname = value\n \t -continued # kept \t\n\n -and on",
            "foo: name=value|-continued # kept|-and on",
        ),
        (
            "[profile foo]\na = 1\n[profile foo]\nb = 2\na = 3",
            "foo: a=3; b=2",
        ),
        (
            "[profile default]\na = 1\n[default]\nb = 2\n[profile default]\nc = 3",
            "default: a=1; c=3",
        ),
        ("[default]\nb = 2\n[profile default]\na = 1", "default: a=1"),
        ("[default]\nb = 2", "default: b=2"),
        (
            "[profile in valid]\na = 1\n continued\n[profile bar]\nb = 2",
            "bar: b=2",
        ),
        ("[profile foo]\nin valid = 1\n continued\nb = 2", "foo: b=2"),
        ("[foo]\na = 1\n[profilefoo]\na = 1\n[plugins]\nx = y", ""),
        (
            "[profile foo]\ns3 =\n name = value\n\t \n in valid =",
            "foo: s3=|name = value|in valid =",
        ),
        (
            "[sso-session foo]\na = 1\n[services foo]\nb =\n c = d\n[profile bar]",
            "bar:",
        ),
    ] {
        assert_eq!(profiles(config, "").as_deref(), Ok(expected), "{config:?}");
    }
}

#[test]
fn the_credentials_file_takes_precedence_and_has_bare_profile_names() {
    for (config, credentials, expected) in [
        (
            "[profile foo]\na = 1\nb = 2",
            "[foo]\nb = 3\nc = 4",
            "foo: a=1; b=3; c=4",
        ),
        ("", "[profile foo]\na = 1\n[default]\nb = 2", "default: b=2"),
        (
            "",
            "[   foo    ]\na = 1\n[sso-sessionfoo]\nb = 2",
            "foo: a=1 / sso-sessionfoo: b=2",
        ),
        (
            "[profile default]\na = 1",
            "[default]\nb = 2",
            "default: a=1; b=2",
        ),
    ] {
        assert_eq!(
            profiles(config, credentials).as_deref(),
            Ok(expected),
            "{config:?} {credentials:?}"
        );
    }
}

#[test]
fn a_section_that_is_not_read_as_a_profile_is_mentioned() {
    let sources = MapSources::default()
        .config("[foo]\n[profile in valid]")
        .credentials("[profile foo]");
    let shared = SharedConfig::load(&sources).unwrap();
    let text = shared.no_profile("foo");
    let expected = "; the section in /home/me/.aws/config:1 is not read as a profile: write `[profile foo]`; the section \
                    in /home/me/.aws/credentials:1 is not read as a profile: write `[foo]`";
    assert!(text.ends_with(expected), "{text}");
    let text = shared.no_profile("in valid");
    assert!(
        text.ends_with("config:2 is not read as a profile: write `[profile \"in valid\"]`"),
        "{text}"
    );
    let text = shared.no_profile("bar");
    assert!(!text.contains("is not read"), "{text}");
}

#[test]
fn an_invalid_line_is_named_but_not_shown() {
    for (config, line, problem) in [
        ("[profile foo", 1, "a section must end with `]`"),
        (
            "name = value",
            1,
            "expected a section such as `[default]` before this line",
        ),
        (" -continued", 1, "expected a section"),
        ("[profile foo]\n= value", 2, "there is no name before `=`"),
        ("[profile foo]\nkey : value", 2, "there is no `=`"),
        (
            "[profile foo]\n -continued",
            2,
            "an indented line continues the property above it, but there is no property above this line",
        ),
        (
            "[profile foo]\na = 1\n[profile foo]\n -continued",
            4,
            "an indented line continues",
        ),
        (
            "[profile foo]\ns3 =\n invalid",
            3,
            "expected a nested `name = value`, but there is no `=`",
        ),
        (
            "[profile foo]\ns3 =\n = value",
            3,
            "expected a nested `name = value`, but there is no name",
        ),
        ("[plugins]\nno sign", 2, "there is no `=`"),
    ] {
        let error = profiles(config, "").unwrap_err();
        assert!(
            error.starts_with(&format!("/home/me/.aws/config:{line}: ")),
            "{config:?}: {error}"
        );
        assert!(error.contains(problem), "{config:?}: {error}");
    }
    let error = profiles("", "[default]\naws_secret_access_key wJalrXUtnFEMI").unwrap_err();
    assert!(
        !error.contains("wJalr") && error.starts_with("/home/me/.aws/credentials:2"),
        "{error}"
    );
}

#[test]
fn a_file_that_is_not_text_is_rejected_and_a_missing_file_is_empty() {
    let sources = MapSources::default();
    assert!(SharedConfig::load(&sources).is_ok());
    sources.write("/home/me/.aws/config", [0xff, 0xfe]);
    let error = SharedConfig::load(&sources).unwrap_err();
    assert_eq!(
        error.to_string(),
        "/home/me/.aws/config: the file is not UTF-8 text"
    );
}

#[test]
fn variables_move_both_files_and_a_tilde_is_the_home_directory() {
    let sources = MapSources::new([
        ("AWS_CONFIG_FILE", "~/c.ini"),
        ("AWS_SHARED_CREDENTIALS_FILE", "/etc/k.ini"),
    ]);
    sources.write("/home/me/c.ini", "[profile foo]\nregion = eu-west-1");
    sources.write("/etc/k.ini", "[foo]\naws_access_key_id = AKID");
    let shared = SharedConfig::load(&sources).unwrap();
    let profile = shared.profile("foo").unwrap();
    assert_eq!(profile.get("region"), Some("eu-west-1"));
    assert_eq!(profile.get("aws_access_key_id"), Some("AKID"));
}

#[test]
fn debug_does_not_show_values() {
    let sources = MapSources::default().credentials("[foo]\naws_secret_access_key = wJalrXUtnFEMI");
    let shown = format!("{:?}", SharedConfig::load(&sources).unwrap());
    assert!(
        shown.contains("aws_secret_access_key") && !shown.contains("wJalr"),
        "{shown}"
    );
}
