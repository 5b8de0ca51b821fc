//! The plans of profiles, without executing them.

use crate::config::SharedConfig;
use crate::config::tests::MapSources;
use crate::credentials::error::ProviderError;
use crate::credentials::plan::{Base, plan};

/// `keys AKID -> arn:A`, or the failure's text.
fn planned(config: &str) -> String {
    planned_with(config, "")
}

fn planned_with(config: &str, credentials: &str) -> String {
    let sources = MapSources::default()
        .config(config)
        .credentials(credentials);
    let shared = SharedConfig::load(&sources).unwrap();
    let plan = match plan(&shared, "a") {
        Ok(plan) => plan,
        Err(failure) => return failure.reason().to_owned(),
    };
    let mut text = match plan.base {
        Base::Keys(keys) => {
            let token = keys.session_token().map(|token| format!(" with {token}"));
            format!("keys {}{}", keys.access_key_id(), token.unwrap_or_default())
        }
        Base::Environment => "environment".to_owned(),
        Base::Container => "container".to_owned(),
        Base::InstanceMetadata => "instance".to_owned(),
        Base::WebIdentity { role, token_file } => {
            assert_eq!((role.external_id, role.duration_seconds), (None, None));
            format!("{token_file} as {}", role.arn)
        }
        Base::Sso(sso) => format!(
            "sso {:?} {} {} {} {}",
            sso.session.name,
            sso.session.start_url,
            sso.session.region,
            sso.account_id,
            sso.role_name
        ),
        Base::Login(login) => format!("sign-in {} of {}", login.session, login.profile),
        Base::Process {
            command,
            account_id,
        } => format!(
            "run {command}{}",
            account_id
                .map(|id| format!(" for {id}"))
                .unwrap_or_default()
        ),
    };
    for role in plan.roles {
        text.extend([" -> ", &role.arn]);
        let details = [
            role.session_name,
            role.external_id,
            role.duration_seconds.map(|seconds| seconds.to_string()),
        ];
        for detail in details.into_iter().flatten() {
            text.extend([" ", &detail]);
        }
    }
    text
}

const KEYS: &str = "aws_access_key_id = K\naws_secret_access_key = s\n";

#[test]
fn profiles_with_roles_are_followed_to_their_end() {
    for (config, expected) in [
        (format!("[profile a]\n{KEYS}"), "keys K"),
        (format!("[profile a]\nrole_arn = A\nsource_profile = b\n[profile b]\n{KEYS}"), "keys K -> A"),
        (
            format!(
                "[profile a]\nrole_arn = A\nsource_profile = b\nrole_session_name = me\nexternal_id = x\n\
                 duration_seconds = 900\n[profile b]\n{KEYS}"
            ),
            "keys K -> A me x 900",
        ),
        (
            format!("[profile a]\nrole_arn=A\nsource_profile=b\n[profile b]\nrole_arn=B\nsource_profile=c\n[profile c]\n{KEYS}"),
            "keys K -> B -> A",
        ),
        // The profile's own keys are for itself as a source only.
        (
            format!("[profile a]\n{}role_arn=A\nsource_profile=b\n[profile b]\n{KEYS}", KEYS.replace('K', "NOT")),
            "keys K -> A",
        ),
        (format!("[profile a]\n{KEYS}role_arn=A\nsource_profile=a"), "keys K -> A"),
        // A source with keys provides its keys, not its role.
        (
            format!("[profile a]\nrole_arn=A\nsource_profile=b\n[profile b]\n{KEYS}role_arn=B\nsource_profile=c"),
            "keys K -> A",
        ),
        ("[profile a]\nrole_arn=A\ncredential_source=Environment".to_owned(), "environment -> A"),
        ("[profile a]\nrole_arn=A\ncredential_source=EcsContainer".to_owned(), "container -> A"),
        ("[profile a]\nrole_arn=A\ncredential_source=Ec2InstanceMetadata".to_owned(), "instance -> A"),
        ("[profile a]\nrole_arn=A\nweb_identity_token_file=/t".to_owned(), "/t as A"),
        (
            "[profile a]\nrole_arn=A\nsource_profile=b\n[profile b]\nrole_arn=B\nweb_identity_token_file=/t".to_owned(),
            "/t as B -> A",
        ),
        ("[profile a]\ncredential_process = /bin/helper --x".to_owned(), "run /bin/helper --x"),
        (
            "[profile a]\nsso_session=s\nsso_account_id=1\nsso_role_name=R\n[sso-session s]\nsso_region=eu-west-1\n\
             sso_start_url=https://x"
                .to_owned(),
            "sso Some(\"s\") https://x eu-west-1 1 R",
        ),
        (
            "[profile a]\nsso_region=eu-west-1\nsso_start_url=https://x\nsso_account_id=1\nsso_role_name=R".to_owned(),
            "sso None https://x eu-west-1 1 R",
        ),
    ] {
        assert_eq!(planned(&config), expected, "{config}");
    }
}

#[test]
fn profiles_that_cannot_work_are_clear_errors() {
    for (config, expected) in [
        (
            "[default]",
            "there is no profile `a` in /home/me/.aws/config or /home/me/.aws/credentials; available profiles: `default`",
        ),
        (
            "[profile a]\nregion = x",
            "profile `a` has no keys, role, SSO settings, `login_session` or `credential_process`",
        ),
        (
            "[profile a]\nrole_arn=A",
            "profile `a` has `role_arn` but no `source_profile` or `credential_source` (/home/me/.aws/config:2); \
             add `source_profile` or `credential_source`, or remove `role_arn`",
        ),
        (
            "[profile a]\nrole_arn=A\nsource_profile=b\ncredential_source=Environment",
            "profile `a` has both `source_profile` and `credential_source`; remove one",
        ),
        (
            "[profile a]\nrole_arn=A\ncredential_source=Laptop",
            "`credential_source = Laptop` in profile `a`: expected `Environment`, `EcsContainer` or `Ec2InstanceMetadata`",
        ),
        (
            "[profile a]\nrole_arn=A\nsource_profile=b\n[profile b]\naws_access_key_id=K",
            "profile `b` has `aws_access_key_id` but no `aws_secret_access_key` (/home/me/.aws/config:5); \
             add `aws_secret_access_key`, or remove `aws_access_key_id`",
        ),
        (
            "[profile a]\naws_secret_access_key=s",
            "profile `a` has `aws_secret_access_key` but no `aws_access_key_id` (/home/me/.aws/config:2); \
             add `aws_access_key_id`, or remove `aws_secret_access_key`",
        ),
        (
            "[profile a]\nrole_arn=A\nsource_profile=b\n[profile b]",
            "profile `b` has no keys, role, SSO settings, `login_session` or `credential_process`",
        ),
        (
            "[profile a]\nrole_arn=A\nsource_profile=b\n[profile b]\nrole_arn=B\nsource_profile=a",
            "`source_profile` forms a cycle: `a` -> `b` -> `a`",
        ),
        (
            "[profile a]\nweb_identity_token_file=/t",
            "profile `a` has `web_identity_token_file` but no `role_arn` (/home/me/.aws/config:2); \
             add `role_arn`, or remove `web_identity_token_file`",
        ),
        (
            "[profile a]\nrole_arn=A\nsource_profile=a\nmfa_serial=m",
            "profile `a`: `mfa_serial` requires a code typed by a person; use `credential_process` or the keys of a session",
        ),
        (
            "[profile a]\nrole_arn=A\nsource_profile=a\nduration_seconds=5",
            "`duration_seconds = 5` in profile `a`: expected 900 to 43200",
        ),
        (
            "[profile a]\nsso_session=s\nsso_account_id=1\nsso_role_name=R",
            "`sso_session` in profile `a` (/home/me/.aws/config:2): there is no `[sso-session s]` section",
        ),
        (
            "[profile a]\nsso_session=s\nsso_account_id=1\n[sso-session s]\nsso_region=r\nsso_start_url=u",
            "profile `a` has `sso_account_id` but no `sso_role_name` (/home/me/.aws/config:3); \
             add `sso_role_name`, or remove `sso_account_id`",
        ),
        (
            "[profile a]\nsso_account_id=1\nsso_role_name=R\nsso_region=r",
            "profile `a` has `sso_account_id` but no `sso_start_url` (/home/me/.aws/config:2); \
             add `sso_start_url`, or remove `sso_account_id`",
        ),
        (
            "[profile a]\nsso_session=s\nsso_account_id=1\nsso_role_name=R\nsso_region=q\n[sso-session s]\nsso_region=r\nsso_start_url=u",
            "`sso_region` in profile `a` (/home/me/.aws/config:5) contradicts its `[sso-session s]` \
             (/home/me/.aws/config:7); remove one",
        ),
    ] {
        assert_eq!(planned(config), expected, "{config}");
    }
    let missing = planned("[profile a]\nrole_arn=A\nsource_profile=b");
    assert!(
        missing.starts_with("`source_profile` in profile `a`: there is no profile `b`"),
        "{missing}"
    );
}

/// The order of precedence if a profile has several kinds of credentials, as in botocore.
#[test]
fn the_credentials_of_a_profile_have_an_order_of_precedence() {
    let config_keys = "aws_access_key_id=C\naws_secret_access_key=s\n";
    let own = "[a]\naws_access_key_id=K\naws_secret_access_key=s\n";
    let process = "credential_process=p\n";
    let sso = "sso_region=r\nsso_start_url=u\nsso_account_id=1\nsso_role_name=R\n";
    let web = "role_arn=W\nweb_identity_token_file=/t\n";
    for (config, credentials, expected) in [
        (format!("{config_keys}{process}"), "", "run p"),
        (format!("{config_keys}{process}"), own, "keys K"),
        (config_keys.to_owned(), own, "keys K"),
        (
            format!("{own}{process}{sso}").replace("[a]\n", ""),
            own,
            "sso None u r 1 R",
        ),
        (format!("{config_keys}{process}{sso}{web}"), own, "/t as W"),
        (format!("{process}aws_account_id=1\n"), "", "run p for 1"),
        // A token in the other file belongs to other keys.
        (format!("{config_keys}aws_session_token=t"), own, "keys K"),
        (config_keys.to_owned(), "[a]\naws_session_token=t", "keys C"),
        // As in botocore, a secret without a key ID is ignored if there is something else.
        (process.to_owned(), "[a]\naws_secret_access_key=s", "run p"),
        (
            config_keys.to_owned(),
            "[a]\naws_secret_access_key=s",
            "keys C",
        ),
        (
            format!("{config_keys}aws_security_token=t"),
            "",
            "keys C with t",
        ),
        (format!("{config_keys}aws_session_token="), "", "keys C"),
        // As in botocore, these are ignored if there is something else.
        (
            format!("{config_keys}source_profile=b\nsso_session=s\nexternal_id=x"),
            "",
            "keys C",
        ),
        (format!("{process}mfa_serial=m\nsso_region=r"), "", "run p"),
        (
            format!("{web}mfa_serial=m\nexternal_id=x\nduration_seconds=1"),
            "",
            "/t as W",
        ),
    ] {
        let config = format!("[profile a]\n{config}");
        assert_eq!(
            planned_with(&config, credentials),
            expected,
            "{config}{credentials}"
        );
    }
    // A source's own credentials have the same order.
    let config = format!(
        "[profile a]\nrole_arn=A\nsource_profile=b\n[profile b]\n{config_keys}{process}role_arn=B\nsource_profile=c"
    );
    assert_eq!(planned(&config), "run p -> A");
    // The session's settings apply to the profile, as in botocore.
    let config = "[profile a]\nsso_session=s\nsso_account_id=1\n[sso-session s]\nsso_region=r\nsso_start_url=u\nsso_role_name=R";
    assert_eq!(planned(config), "sso Some(\"s\") u r 1 R");
}

/// With each of these, the SDKs continue the search with the role of the instance.
#[test]
fn an_incomplete_setting_is_an_error_that_names_it_and_what_to_add() {
    let keys = "`aws_access_key_id` and `aws_secret_access_key`";
    let sso = "`sso_account_id` and `sso_role_name`";
    for (has, lacks) in [
        ("aws_access_key_id", "`aws_secret_access_key`"),
        ("aws_secret_access_key", "`aws_access_key_id`"),
        ("aws_session_token", keys),
        ("aws_security_token", keys),
        ("source_profile", "`role_arn`"),
        ("credential_source", "`role_arn`"),
        ("role_session_name", "`role_arn`"),
        ("external_id", "`role_arn`"),
        ("mfa_serial", "`role_arn`"),
        ("duration_seconds", "`role_arn`"),
        ("web_identity_token_file", "`role_arn`"),
        ("role_arn", "`source_profile` or `credential_source`"),
        ("sso_session", sso),
        ("sso_start_url", sso),
        ("sso_region", sso),
    ] {
        let config = format!("[profile a]\nregion = eu-west-1\n{has} = x\n[profile x]\n{KEYS}");
        let expected = format!(
            "profile `a` has `{has}` but no {lacks} (/home/me/.aws/config:3); add {lacks}, or remove `{has}`"
        );
        assert_eq!(planned(&config), expected);
        let credentials = format!("[a]\n{has} = x");
        let expected = expected.replace("config:3", "credentials:2");
        assert_eq!(planned_with("[profile a]", &credentials), expected);
    }
    for (has, lacks) in [
        ("sso_account_id", "sso_region"),
        ("sso_role_name", "sso_region"),
    ] {
        let config = format!("[profile a]\n{has} = x");
        let expected = format!(
            "profile `a` has `{has}` but no `{lacks}` (/home/me/.aws/config:2); add `{lacks}`, or remove `{has}`"
        );
        assert_eq!(planned(&config), expected);
    }
    assert_eq!(
        planned_with(
            "[profile a]\naws_access_key_id = K",
            "[a]\naws_secret_access_key = s"
        ),
        "profile `a` has `aws_access_key_id` in one file (/home/me/.aws/config:2) and `aws_secret_access_key` in the \
         other (/home/me/.aws/credentials:2); put both in the same file"
    );
    assert_eq!(
        planned(&format!(
            "[profile a]\nrole_arn=A\nsource_profile=a\nsso_session=s\n[profile b]\n{KEYS}"
        )),
        "profile `a` is its own `source_profile` but has no keys; add `aws_access_key_id` and \
         `aws_secret_access_key`, or name another profile"
    );
}

#[test]
fn an_empty_property_is_not_the_same_as_a_missing_one() {
    for key in [
        "role_arn",
        "web_identity_token_file",
        "credential_process",
        "login_session",
        "aws_access_key_id",
    ] {
        let expected = format!(
            "`{key}` in profile `a` has no value (/home/me/.aws/config:2); give it one or remove it"
        );
        let config = format!("[profile a]\n{key} =\naws_secret_access_key = s");
        assert_eq!(planned(&config), expected);
    }
    let config = format!("[profile a]\nrole_arn=A\nsource_profile=\n[profile b]\n{KEYS}");
    let expected = "`source_profile` in profile `a` has no value (/home/me/.aws/config:3); give it one or remove it";
    assert_eq!(planned(&config), expected);
}

#[test]
fn keys_in_a_section_that_is_not_read_are_mentioned() {
    let nothing =
        "profile `a` has no keys, role, SSO settings, `login_session` or `credential_process`";
    let section = format!("[profile a]\n{KEYS}");
    assert_eq!(
        planned_with("[profile a]\nregion = eu-west-1", &section),
        format!(
            "{nothing}; the section in /home/me/.aws/credentials:1 is not read as a profile: write `[a]`"
        )
    );
    assert_eq!(
        planned(&format!("[a]\n{KEYS}[profile a]\nregion = eu-west-1")),
        format!(
            "{nothing}; the section in /home/me/.aws/config:1 is not read as a profile: write `[profile a]`"
        )
    );
    let absent = planned(&format!("[a]\n{KEYS}"));
    assert!(
        absent.ends_with(
            "; the section in /home/me/.aws/config:1 is not read as a profile: write `[profile a]`"
        ),
        "{absent}"
    );
    assert_eq!(planned("[a]\nregion = eu-west-1\n[profile a]"), nothing);
    // The AWS CLI writes these quotes for a name with a space.
    let sources = MapSources::default()
        .config("[profile 'b c']\nregion = eu-west-1")
        .credentials(&format!("[b c]\n{KEYS}"));
    let shared = SharedConfig::load(&sources).unwrap();
    let failure = plan(&shared, "b c").unwrap_err();
    assert!(matches!(failure, ProviderError::Invalid(_)), "{failure:?}");
    assert!(
        failure.reason().ends_with(
            "credentials:1 is not read as a profile: move it to the config file, as `[profile \"b c\"]`"
        ),
        "{failure:?}"
    );
}

#[test]
fn a_sign_in_comes_after_the_credentials_file_and_before_a_process_and_the_config_file() {
    let sign_in = "sign-in arn:me of";
    for (config, credentials, expected) in [
        (
            "[profile a]\nlogin_session = arn:me".to_owned(),
            "",
            format!("{sign_in} a"),
        ),
        (
            "[profile a]\nrole_arn=A\nsource_profile=b\n[profile b]\nlogin_session = arn:me"
                .to_owned(),
            "",
            format!("{sign_in} b -> A"),
        ),
        (
            format!("[profile a]\n{KEYS}credential_process = x\nlogin_session = arn:me"),
            "",
            format!("{sign_in} a"),
        ),
        (
            "[profile a]\nlogin_session = arn:me".to_owned(),
            "[a]\naws_access_key_id = K\naws_secret_access_key = s",
            "keys K".to_owned(),
        ),
    ] {
        assert_eq!(planned_with(&config, credentials), expected, "{config}");
    }
}
