//! The calls with opsmith.

use std::future::ready;

use opsmith::dynamodb::{AttributeValue, Item};
use opsmith::{
    Body, BoxFuture, Client, Credentials, Timestamp, Transport, TransportError, operation, output,
    shape,
};

use crate::answers::{self, Answer};

#[operation(service = "dynamodb", output = GetItemOutput)]
pub struct GetItem {
    pub table_name: String,
    pub key: Item,
}

#[output(service = "dynamodb")]
pub struct GetItemOutput {
    pub item: Option<Item>,
}

#[operation(service = "sqs", output = SendMessageResult)]
pub struct SendMessage {
    pub queue_url: String,
    pub message_body: String,
}

#[output(service = "sqs")]
pub struct SendMessageResult {
    pub md5_of_message_body: Option<String>,
    pub message_id: Option<String>,
}

#[operation(service = "sts", output = GetCallerIdentityResponse)]
pub struct GetCallerIdentity;

#[output(service = "sts")]
pub struct GetCallerIdentityResponse {
    pub user_id: Option<String>,
    pub account: Option<String>,
    pub arn: Option<String>,
}

#[operation(service = "ec2", output = DescribeInstancesResult)]
pub struct DescribeInstances {
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[output(service = "ec2")]
pub struct DescribeInstancesResult {
    #[op(default)]
    pub reservations: Vec<Reservation>,
    pub next_token: Option<String>,
}

#[shape(service = "ec2")]
pub struct Reservation {
    pub reservation_id: Option<String>,
    pub owner_id: Option<String>,
    #[op(default)]
    pub instances: Vec<Instance>,
}

#[shape(service = "ec2")]
pub struct Instance {
    pub instance_id: Option<String>,
    pub image_id: Option<String>,
    pub state: Option<InstanceState>,
    pub private_dns_name: Option<String>,
    pub public_dns_name: Option<String>,
    pub key_name: Option<String>,
    pub ami_launch_index: Option<i32>,
    pub instance_type: Option<String>,
    pub launch_time: Option<Timestamp>,
    pub placement: Option<Placement>,
    pub monitoring: Option<Monitoring>,
    pub subnet_id: Option<String>,
    pub vpc_id: Option<String>,
    pub private_ip_address: Option<String>,
    pub public_ip_address: Option<String>,
    pub source_dest_check: Option<bool>,
    #[op(default)]
    pub security_groups: Vec<GroupIdentifier>,
    pub architecture: Option<String>,
    pub root_device_type: Option<String>,
    pub root_device_name: Option<String>,
    #[op(default)]
    pub block_device_mappings: Vec<InstanceBlockDeviceMapping>,
    pub virtualization_type: Option<String>,
    #[op(default)]
    pub tags: Vec<Tag>,
    pub hypervisor: Option<String>,
}

#[shape(service = "ec2")]
pub struct InstanceState {
    pub code: Option<i32>,
    pub name: Option<String>,
}

#[shape(service = "ec2")]
pub struct Placement {
    pub availability_zone: Option<String>,
    pub group_name: Option<String>,
    pub tenancy: Option<String>,
}

#[shape(service = "ec2")]
pub struct Monitoring {
    pub state: Option<String>,
}

#[shape(service = "ec2")]
pub struct GroupIdentifier {
    pub group_id: Option<String>,
    pub group_name: Option<String>,
}

#[shape(service = "ec2")]
pub struct InstanceBlockDeviceMapping {
    pub device_name: Option<String>,
    pub ebs: Option<EbsInstanceBlockDevice>,
}

#[shape(service = "ec2")]
pub struct EbsInstanceBlockDevice {
    pub volume_id: Option<String>,
    pub status: Option<String>,
    pub attach_time: Option<Timestamp>,
    pub delete_on_termination: Option<bool>,
}

#[shape(service = "ec2")]
pub struct Tag {
    pub key: Option<String>,
    pub value: Option<String>,
}

/// Responds at once.
#[derive(Debug)]
struct InProcess(Answer);

impl Transport for InProcess {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
        assert!(request.headers().contains_key("authorization"));
        Box::pin(ready(Ok(self.0.response(Body::from))))
    }
}

pub fn calls(call: &str) -> Option<crate::Calls> {
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::from_keys("AKIDEXAMPLE", "secret", None))
        .transport(InProcess(answers::of(call)?))
        .build()
        .expect("a client");
    Some(match call {
        "get-item" => repeat(client, async |client| {
            let key = Item::from([
                ("author".to_owned(), AttributeValue::from("Iain M. Banks")),
                ("title".to_owned(), AttributeValue::from("Excession")),
            ]);
            let output = GetItem::new("books", key)
                .send(client)
                .await
                .expect("an item");
            assert_eq!(output.item.as_ref().map(|item| item.len()), Some(10));
            std::hint::black_box(&output);
        }),
        "send-message" => repeat(client, async |client| {
            let url = "https://sqs.us-east-1.amazonaws.com/123456789012/jobs";
            let message = SendMessage::new(url, "This is a test message");
            let output = message.send(client).await.expect("a result");
            assert!(output.message_id.is_some());
            std::hint::black_box(&output);
        }),
        "caller-identity" => repeat(client, async |client| {
            let output = GetCallerIdentity.send(client).await.expect("an identity");
            assert_eq!(output.account.as_deref(), Some("123456789012"));
            std::hint::black_box(&output);
        }),
        "describe-instances" => repeat(client, async |client| {
            let output = DescribeInstances::new()
                .send(client)
                .await
                .expect("instances");
            assert_eq!(output.reservations.len(), 100);
            let instance = &output.reservations[99].instances[0];
            assert_eq!(instance.tags[0].value.as_deref(), Some("Server_99"));
            std::hint::black_box(&output);
        }),
        _ => return None,
    })
}

fn repeat(client: Client, call: impl AsyncFn(&Client) + 'static) -> crate::Calls {
    let runtime = crate::runtime();
    Box::new(move |calls| {
        runtime.block_on(async {
            for _ in 0..calls {
                call(&client).await;
            }
        });
    })
}
