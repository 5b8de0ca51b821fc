//! What profiles come down to, without carrying it out.

use crate::config::SharedConfig;
use crate::config::tests::MapSources;
use crate::credentials::plan::{Base, plan};

/// `keys AKID -> arn:A`, or the failure's text.
fn planned(config: &str) -> String {
    let shared = SharedConfig::load(&MapSources::default().config(config)).unwrap();
    let plan = match plan(&shared, "a") {
        Ok(plan) => plan,
        Err(failure) => return failure.reason().to_owned(),
    };
    let mut text = match plan.base {
        Base::Keys(keys) => format!("keys {}", keys.access_key_id()),
        Base::Environment => "environment".to_owned(),
        Base::Container => "container".to_owned(),
        Base::InstanceMetadata => "instance".to_owned(),
        Base::WebIdentity { role, token_file } => format!("{token_file} as {}", role.arn),
        Base::Sso(sso) => format!(
            "sso {:?} {} {} {} {}",
            sso.session, sso.start_url, sso.region, sso.account_id, sso.role_name
        ),
        Base::Process {
            command,
            account_id: _,
        } => format!("run {command}"),
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
        // A source with keys is asked for them, not for its role.
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
fn profiles_that_cannot_work_say_why() {
    for (config, expected) in [
        (
            "[default]",
            "there is no profile `a` in /home/me/.aws/config or /home/me/.aws/credentials (no such file); there are `default`",
        ),
        (
            "[profile a]\nregion = x",
            "profile `a` has no keys, role, SSO settings or `credential_process`",
        ),
        (
            "[profile a]\nrole_arn=A",
            "profile `a` has `role_arn`: add `source_profile` or `credential_source`",
        ),
        (
            "[profile a]\nrole_arn=A\nsource_profile=b\ncredential_source=Environment",
            "profile `a` has `source_profile` and `credential_source`: remove one",
        ),
        (
            "[profile a]\nrole_arn=A\ncredential_source=Laptop",
            "`credential_source = Laptop` of profile `a`: expected `Environment`, `EcsContainer` or `Ec2InstanceMetadata`",
        ),
        (
            "[profile a]\nrole_arn=A\nsource_profile=b\n[profile b]\naws_access_key_id=K",
            "profile `b` has no `aws_secret_access_key`",
        ),
        (
            "[profile a]\naws_secret_access_key=s",
            "profile `a` has no `aws_access_key_id`",
        ),
        (
            "[profile a]\nrole_arn=A\nsource_profile=b\n[profile b]",
            "profile `b` has no keys, role, SSO settings or `credential_process`",
        ),
        (
            "[profile a]\nrole_arn=A\nsource_profile=b\n[profile b]\nrole_arn=B\nsource_profile=a",
            "`source_profile` goes round in a circle: `a` -> `b` -> `a`",
        ),
        (
            "[profile a]\nweb_identity_token_file=/t",
            "profile `a` has `web_identity_token_file`: add `role_arn`",
        ),
        (
            "[profile a]\nrole_arn=A\nsource_profile=a\nmfa_serial=m",
            "profile `a`: `mfa_serial` needs a code that a person types: use `credential_process` or a session's keys",
        ),
        (
            "[profile a]\nrole_arn=A\nsource_profile=a\nduration_seconds=5",
            "`duration_seconds = 5` of profile `a`: expected 900 to 43200",
        ),
        (
            "[profile a]\nsso_session=s\nsso_account_id=1\nsso_role_name=R",
            "there is no section `[sso-session s]`",
        ),
        (
            "[profile a]\nsso_session=s\nsso_account_id=1\n[sso-session s]\nsso_region=r\nsso_start_url=u",
            "profile `a` has no `sso_role_name`",
        ),
        (
            "[profile a]\nsso_account_id=1\nsso_role_name=R\nsso_region=r",
            "profile `a` has no `sso_start_url`",
        ),
        (
            "[profile a]\nsso_session=s\nsso_account_id=1\nsso_role_name=R\nsso_region=q\n[sso-session s]\nsso_region=r\nsso_start_url=u",
            "`sso_region` of profile `a` is `q` and that of its `[sso-session s]` is `r`: remove one",
        ),
        (
            "[profile a]\nlogin_session = x",
            "profile `a`: `login_session` is not supported: use `credential_process = aws configure export-credentials`",
        ),
    ] {
        assert_eq!(planned(config), expected, "{config}");
    }
    let missing = planned("[profile a]\nrole_arn=A\nsource_profile=b");
    assert!(
        missing.starts_with("`source_profile` of profile `a`: there is no profile `b`"),
        "{missing}"
    );
}
