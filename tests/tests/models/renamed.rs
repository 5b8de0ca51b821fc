//! Pages whose members have other names in the output's declaration than in the model.

use bytes::Bytes;
use futures_util::TryStreamExt;
use opsmith::testing::FakeService;
use opsmith::{operation, output, shape};

/// The request's `Marker` is that of the page, the response's `NextMarker` that of the next.
#[operation(
    service = "efs",
    output = DescribeFileSystemsResponse,
    paginate(token = marker, items = systems)
)]
pub struct DescribeFileSystems {
    pub marker: Option<String>,
}

#[output(service = "efs")]
pub struct DescribeFileSystemsResponse {
    #[op(rename = "NextMarker")]
    pub marker: Option<String>,
    #[op(default, rename = "FileSystems")]
    pub systems: Vec<System>,
}

#[shape(service = "efs", name = "FileSystemDescription")]
pub struct System {
    pub file_system_id: String,
}

#[tokio::test]
async fn a_token_with_the_name_of_another_member_is_the_one_of_its_rename() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<DescribeFileSystems>(|request| {
        let body = match request.query("Marker").as_deref() {
            None => r#"{"FileSystems":[{"FileSystemId":"a"}],"Marker":"x","NextMarker":"2"}"#,
            Some("2") => r#"{"FileSystems":[{"FileSystemId":"b"}],"Marker":"2"}"#,
            Some(other) => panic!("{other} is not the next marker"),
        };
        http::Response::new(Bytes::from_static(body.as_bytes()))
    });
    let client = fake.client();
    let systems: Vec<System> = DescribeFileSystems::new()
        .items(&client)
        .try_collect()
        .await
        .unwrap();
    let ids: Vec<&str> = systems
        .iter()
        .map(|system| &*system.file_system_id)
        .collect();
    assert_eq!(ids, ["a", "b"]);
}
