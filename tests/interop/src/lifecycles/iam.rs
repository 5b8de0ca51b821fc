//! IAM and the Security Token Service, in awsQuery.

use opsmith::{ApiError, Client, ErrorBody, Timestamp, Unmodeled, operation, output, shape};

use super::Failure;

#[operation(service = "iam", output = CreateUserOutput, error = IamError)]
pub struct CreateUser {
    pub user_name: String,
    pub path: Option<String>,
    pub tags: Option<Vec<Tag>>,
}

#[output(service = "iam")]
pub struct CreateUserOutput {
    pub user: Option<User>,
}

#[operation(service = "iam", output = GetUserOutput, error = IamError)]
pub struct GetUser {
    pub user_name: Option<String>,
}

#[output(service = "iam")]
pub struct GetUserOutput {
    pub user: User,
}

#[operation(service = "iam", output = ListUsersOutput, paginate(token = marker, items = users))]
pub struct ListUsers {
    pub path_prefix: Option<String>,
    pub max_items: Option<i32>,
    pub marker: Option<String>,
}

#[output(service = "iam")]
pub struct ListUsersOutput {
    pub users: Vec<User>,
    pub marker: Option<String>,
    #[op(default)]
    pub is_truncated: bool,
}

#[operation(service = "iam", error = IamError)]
pub struct DeleteUser {
    pub user_name: String,
}

#[shape(service = "iam")]
pub struct User {
    pub user_name: String,
    pub path: String,
    pub arn: String,
    pub create_date: Timestamp,
    pub tags: Option<Vec<Tag>>,
}

#[shape(service = "iam")]
#[derive(Clone, PartialEq)]
pub struct Tag {
    pub key: String,
    pub value: String,
}

#[derive(Debug, ApiError)]
#[op(service = "iam")]
pub enum IamError {
    NoSuchEntity(ErrorBody),
    EntityAlreadyExists(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[operation(service = "sts", output = GetCallerIdentityOutput)]
pub struct GetCallerIdentity {}

#[output(service = "sts")]
pub struct GetCallerIdentityOutput {
    pub account: Option<String>,
    pub arn: Option<String>,
}

#[operation(service = "sts", output = AssumeRoleOutput)]
pub struct AssumeRole {
    pub role_arn: String,
    pub role_session_name: String,
    pub duration_seconds: Option<i32>,
}

#[output(service = "sts")]
pub struct AssumeRoleOutput {
    pub credentials: Credentials,
}

#[shape(service = "sts")]
pub struct Credentials {
    pub access_key_id: String,
    pub secret_access_key: String,
    pub expiration: Timestamp,
}

pub async fn run(client: &Client) -> Result<(), Failure> {
    let tag = Tag::new("a <b>", "c & d\u{e9}");
    for name in ["one", "two", "three"] {
        let create = CreateUser::new(name).path("/team/").tags([tag.clone()]);
        let user = create.send(client).await?.user.ok_or("a user")?;
        assert_eq!((&*user.user_name, &*user.path), (name, "/team/"));
    }
    let again = CreateUser::new("one").send(client).await;
    let error = again.err().ok_or("a second user of that name")?;
    assert!(error.request_id().is_some(), "{error}");
    let error = error.into_service_error();
    assert!(matches!(error, Some(IamError::EntityAlreadyExists(_))));

    let user = GetUser::new().user_name("one").send(client).await?.user;
    assert!(user.arn.ends_with(":user/team/one"), "{}", user.arn);
    assert!(user.create_date.secs() > 1_600_000_000);
    assert!(user.tags.as_deref() == Some(&[tag][..]));

    let list = ListUsers::new().path_prefix("/team/");
    let mut names: Vec<String> = Vec::new();
    let mut users = list.items(client);
    while let Some(user) = users.try_next().await? {
        names.push(user.user_name);
    }
    names.sort_unstable();
    assert_eq!(names, ["one", "three", "two"]);

    for name in ["one", "two", "three"] {
        DeleteUser::new(name).send(client).await?;
    }
    let gone = GetUser::new().user_name("one").send(client).await;
    let error = gone.err().ok_or("a deleted user")?;
    assert_eq!(
        (error.code(), error.status()),
        (Some("NoSuchEntity"), Some(404))
    );

    let identity = GetCallerIdentity::new().send(client).await?;
    assert_eq!(identity.account.as_deref(), Some("123456789012"));
    assert!(identity.arn.is_some());
    let role = "arn:aws:iam::123456789012:role/reader";
    let assume = AssumeRole::new(role, "session").duration_seconds(900);
    let credentials = assume.send(client).await?.credentials;
    assert!(!credentials.access_key_id.is_empty() && !credentials.secret_access_key.is_empty());
    assert!(credentials.expiration.secs() > 1_600_000_000);
    Ok(())
}
