//! Simple Email Service, version 2.

use opsmith::{
    ApiError, Client, ErrorBody, Timestamp, Unmodeled, operation, output, service, shape,
};

use super::Failure;

#[service(id = "sesv2", error = SesError)]
pub struct Ses;

#[derive(Debug, ApiError)]
#[op(service = "sesv2")]
pub enum SesError {
    NotFound(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[operation(service = "sesv2", client = Ses)]
pub struct CreateContactList {
    pub contact_list_name: String,
    pub description: Option<String>,
    pub topics: Option<Vec<Topic>>,
}

#[shape(service = "sesv2")]
#[derive(Clone, PartialEq)]
pub struct Topic {
    pub topic_name: String,
    pub display_name: String,
    pub default_subscription_status: Subscription,
}

#[shape(service = "sesv2", name = "SubscriptionStatus")]
#[derive(Clone, PartialEq)]
pub enum Subscription {
    OptIn,
    OptOut,
    #[op(other)]
    Other(String),
}

#[operation(service = "sesv2", client = Ses, output = ContactList)]
pub struct GetContactList {
    pub contact_list_name: String,
}

#[output(service = "sesv2", operation = "GetContactList")]
pub struct ContactList {
    pub description: Option<String>,
    pub topics: Vec<Topic>,
    pub created_timestamp: Timestamp,
}

#[operation(service = "sesv2", client = Ses, output = ContactLists)]
pub struct ListContactLists {}

#[output(service = "sesv2", operation = "ListContactLists")]
pub struct ContactLists {
    pub contact_lists: Vec<ContactListSummary>,
}

#[shape(service = "sesv2", name = "ContactList")]
pub struct ContactListSummary {
    pub contact_list_name: String,
}

#[operation(service = "sesv2", client = Ses)]
pub struct DeleteContactList {
    pub contact_list_name: String,
}

#[operation(service = "sesv2", client = Ses)]
pub struct CreateContact {
    pub contact_list_name: String,
    pub email_address: String,
    pub unsubscribe_all: Option<bool>,
}

#[operation(
    service = "sesv2", client = Ses,
    output = Contact,
)]
pub struct GetContact {
    pub contact_list_name: String,
    pub email_address: String,
}

#[output(service = "sesv2", operation = "GetContact")]
pub struct Contact {
    pub email_address: String,
    pub unsubscribe_all: bool,
}

#[operation(
    service = "sesv2", client = Ses,
)]
pub struct DeleteContact {
    pub contact_list_name: String,
    pub email_address: String,
}

pub async fn run(client: &Client) -> Result<(), Failure> {
    let ses = Ses::new(client);
    let topic = Topic {
        topic_name: "news".to_owned(),
        display_name: "Neuigkeiten für alle".to_owned(),
        default_subscription_status: Subscription::OptIn,
    };
    ses.create_contact_list("list")
        .description("d")
        .topics([topic.clone()])
        .await?;
    let list = ses.get_contact_list("list").await?;
    assert_eq!(list.description.as_deref(), Some("d"));
    assert_eq!(list.topics, [topic]);
    assert!(list.created_timestamp.secs() > 1_700_000_000);
    let lists = ses.list_contact_lists().await?.contact_lists;
    assert_eq!(lists.len(), 1);
    assert_eq!(lists[0].contact_list_name, "list");

    ses.create_contact("list", "a+b@example.com")
        .unsubscribe_all(true)
        .await?;
    let contact = ses.get_contact("list", "a+b@example.com").await?;
    assert_eq!(contact.email_address, "a+b@example.com");
    assert!(contact.unsubscribe_all);
    ses.delete_contact("list", "a+b@example.com").await?;
    let gone = ses.get_contact("list", "a+b@example.com").await.err();
    assert!(matches!(
        gone.as_ref().and_then(opsmith::Error::service_error),
        Some(SesError::NotFound(_))
    ));
    ses.delete_contact_list("list").await?;
    assert!(ses.list_contact_lists().await?.contact_lists.is_empty());
    Ok(())
}
