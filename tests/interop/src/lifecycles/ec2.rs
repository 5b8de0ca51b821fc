//! EC2, in ec2Query.

use opsmith::{Client, Timestamp, operation, output, shape};

use super::Failure;

#[operation(service = "ec2", output = RunInstancesOutput)]
pub struct RunInstances {
    pub image_id: Option<String>,
    pub instance_type: Option<String>,
    pub min_count: i32,
    pub max_count: i32,
    pub tag_specifications: Option<Vec<TagSpecification>>,
    pub client_token: Option<String>,
}

#[output(service = "ec2", name = "Reservation")]
pub struct RunInstancesOutput {
    #[op(default)]
    pub instances: Vec<Instance>,
}

#[operation(service = "ec2", output = DescribeInstancesOutput)]
pub struct DescribeInstances {
    pub instance_ids: Option<Vec<String>>,
    pub filters: Option<Vec<Filter>>,
    pub next_token: Option<String>,
}

#[output(service = "ec2")]
pub struct DescribeInstancesOutput {
    #[op(default)]
    pub reservations: Vec<Reservation>,
    pub next_token: Option<String>,
}

#[operation(service = "ec2", output = TerminateInstancesOutput)]
pub struct TerminateInstances {
    pub instance_ids: Vec<String>,
}

#[output(service = "ec2")]
pub struct TerminateInstancesOutput {
    #[op(default)]
    pub terminating_instances: Vec<InstanceStateChange>,
}

#[shape(service = "ec2")]
pub struct Reservation {
    pub instances: Option<Vec<Instance>>,
}

#[shape(service = "ec2")]
pub struct Instance {
    pub instance_id: Option<String>,
    pub launch_time: Option<Timestamp>,
    pub state: Option<InstanceState>,
    pub tags: Option<Vec<Tag>>,
    pub placement: Option<Placement>,
}

#[shape(service = "ec2")]
pub struct Placement {
    pub availability_zone: Option<String>,
}

#[shape(service = "ec2")]
pub struct InstanceState {
    pub code: Option<i32>,
    pub name: Option<String>,
}

#[shape(service = "ec2")]
pub struct InstanceStateChange {
    pub instance_id: Option<String>,
    pub current_state: Option<InstanceState>,
}

#[shape(service = "ec2")]
pub struct TagSpecification {
    pub resource_type: Option<String>,
    pub tags: Option<Vec<Tag>>,
}

#[shape(service = "ec2")]
#[derive(Clone, PartialEq)]
pub struct Tag {
    pub key: Option<String>,
    pub value: Option<String>,
}

#[shape(service = "ec2")]
pub struct Filter {
    pub name: Option<String>,
    pub values: Option<Vec<String>>,
}

pub async fn run(client: &Client) -> Result<(), Failure> {
    let tag = Tag::new().key("team").value("a <b> & c");
    let tags = TagSpecification::new()
        .resource_type("instance")
        .tags([tag.clone()]);
    let run = RunInstances::new(2, 2)
        .image_id("ami-12c6146b")
        .instance_type("t3.micro")
        .tag_specifications([tags]);
    let started = run.send(client).await?.instances;
    let mut ids: Vec<String> = started
        .into_iter()
        .filter_map(|instance| instance.instance_id)
        .collect();
    ids.sort_unstable();
    assert_eq!(ids.len(), 2);

    let filter = Filter::new()
        .name("tag:team")
        .values(["a <b> & c".to_owned()]);
    let describe = DescribeInstances::new().filters([filter]);
    let found = describe.send(client).await?.reservations;
    let found: Vec<Instance> = found
        .into_iter()
        .flat_map(|reservation| reservation.instances.unwrap_or_default())
        .collect();
    let mut listed: Vec<_> = found
        .iter()
        .filter_map(|it| it.instance_id.clone())
        .collect();
    listed.sort_unstable();
    assert_eq!(listed, ids);
    for instance in &found {
        assert!(instance.tags.as_deref() == Some(&[tag.clone()][..]));
        assert!(instance.launch_time.is_some());
        let zone = instance
            .placement
            .as_ref()
            .and_then(|it| it.availability_zone.as_deref());
        assert!(zone.is_some_and(|zone| zone.starts_with("eu-west-1")));
        let state = instance.state.as_ref().ok_or("a state")?;
        assert_eq!(
            (state.code, state.name.as_deref()),
            (Some(16), Some("running"))
        );
    }

    let terminate = TerminateInstances::new(ids.clone());
    let changes = terminate.send(client).await?.terminating_instances;
    assert_eq!(changes.len(), 2);
    for change in changes {
        let name = change.current_state.and_then(|state| state.name);
        assert!(["shutting-down", "terminated"].contains(&&*name.unwrap_or_default()));
    }

    let unknown = DescribeInstances::new().instance_ids(["i-0123456789abcdef0".to_owned()]);
    let error = unknown.send(client).await.err().ok_or("no such instance")?;
    assert_eq!(error.code(), Some("InvalidInstanceID.NotFound"));
    assert!(error.request_id().is_some(), "{error}");
    Ok(())
}
