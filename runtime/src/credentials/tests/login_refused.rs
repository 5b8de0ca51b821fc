//! AWS Sign-In without a library that signs.

use super::support::Rig;
use crate::config::tests::MapSources;

#[tokio::test]
async fn a_sign_in_is_rejected_with_the_name_of_the_feature_it_requires() {
    let config = "[default]\nlogin_session = arn:aws:iam::123456789012:user/me\n";
    let error = Rig::new(MapSources::default().config(config)).error().await;
    let expected = "profile: `login_session` in profile `default` needs the feature `ring` or `aws-lc` of `opsmith`";
    assert!(error.contains(expected), "{error}");
}
