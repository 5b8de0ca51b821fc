//! Keys in environment variables.

use super::support::{Rig, parts};
use crate::config::tests::MapSources;

#[tokio::test]
async fn the_session_token_can_have_its_former_name() {
    let keys = [("AWS_ACCESS_KEY_ID", "K"), ("AWS_SECRET_ACCESS_KEY", "s")];
    for (variables, token) in [
        (&[][..], None),
        (&[("AWS_SESSION_TOKEN", "new")], Some("new")),
        (&[("AWS_SECURITY_TOKEN", "old")], Some("old")),
        (
            &[("AWS_SESSION_TOKEN", "new"), ("AWS_SECURITY_TOKEN", "")],
            Some("new"),
        ),
        // As in botocore.
        (
            &[("AWS_SESSION_TOKEN", "new"), ("AWS_SECURITY_TOKEN", "old")],
            Some("old"),
        ),
    ] {
        let sources = MapSources::new(keys);
        for (name, value) in variables {
            sources.set(name, value);
        }
        assert_eq!(parts(&Rig::new(sources).found().await), ("K", "s", token));
    }
}
