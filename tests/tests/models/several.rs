//! One type for a shape that several services have alike, and typed clients of AWS's services.

use bytes::Bytes;
use opsmith::testing::FakeService;
use opsmith::{ApiError, ErrorBody, Operation, Unmodeled, operation, output, service, shape};

#[service(id = "chime-sdk-identity", error = IdentityError)]
pub struct Identity;

#[derive(Debug, ApiError)]
#[op(service = "chime-sdk-identity")]
pub enum IdentityError {
    Forbidden(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[operation(service = "chime-sdk-identity", client = Identity, output = Tags)]
pub struct ListTagsForResource {
    #[op(rename = "ResourceARN")]
    pub arn: String,
}

#[operation(service = "chime-sdk-meetings", output = Tags, name = "ListTagsForResource")]
pub struct ListTagsOfMeeting {
    #[op(rename = "ResourceARN")]
    pub arn: String,
}

/// What is spelled out has a client, too.
#[operation(service = "chime-sdk-identity", client = Identity, method = "DELETE", path = "/app-instances/<AppInstanceArn>")]
pub struct DeleteAppInstance {
    pub app_instance_arn: String,
}

#[output(service = ["chime-sdk-identity", "chime-sdk-meetings"], operation = "ListTagsForResource")]
pub struct Tags {
    #[op(default)]
    pub tags: Vec<Tag>,
}

#[shape(service = ["chime-sdk-identity", "chime-sdk-meetings"])]
#[derive(PartialEq)]
pub struct Tag {
    pub key: String,
    pub value: String,
}

const TAGS: &str = r#"{"Tags":[{"Key":"k","Value":"s3cret"}]}"#;

fn tags() -> http::Response<Bytes> {
    http::Response::new(Bytes::from_static(TAGS.as_bytes()))
}

#[tokio::test]
async fn a_shape_of_two_services_is_read_from_both() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<ListTagsForResource>(|_| tags());
    let of_identity = Identity::new(&fake.client())
        .list_tags_for_resource("arn")
        .await
        .unwrap();
    fake.on_raw::<ListTagsOfMeeting>(|_| tags());
    let call = ListTagsOfMeeting::new("arn").send(&fake.client());
    let of_meeting = call.await.unwrap();
    assert_eq!(of_identity.tags, [Tag::new("k", "s3cret")]);
    assert_eq!(of_identity.tags, of_meeting.tags);
    let shown = format!("{of_meeting:?}");
    assert!(!shown.contains("s3cret"), "sensitive in both: {shown}");
}

#[tokio::test]
async fn the_client_of_an_operation_that_names_a_model_has_its_method_and_its_errors() {
    let fake = FakeService::start().await.unwrap();
    fake.on(|request: DeleteAppInstance| async move {
        assert_eq!(request.app_instance_arn, "arn");
        Err(IdentityError::Forbidden(ErrorBody::new("no")))
    });
    let error = Identity::new(&fake.client())
        .delete_app_instance("arn")
        .await
        .err()
        .unwrap();
    assert!(
        matches!(error.service_error(), Some(IdentityError::Forbidden(_))),
        "{error}"
    );
    let (typed, plain) = (ListTagsForResource::META, ListTagsOfMeeting::META);
    assert_eq!(typed.service.id, "chime-sdk-identity");
    assert_eq!((typed.method.as_str(), typed.path), ("GET", plain.path));
}
