//! The pages that the model of an operation describes.

use futures_util::TryStreamExt;
use opsmith::testing::FakeService;
use opsmith::{operation, output, shape};

use super::json;

/// An operation of Location, whose model describes its pages.
#[operation(service = "location", output = ListTrackersResponse)]
struct ListTrackers {
    next_token: Option<String>,
}

#[output(service = "location")]
struct ListTrackersResponse {
    next_token: Option<String>,
    entries: Vec<Tracker>,
}

#[shape(service = "location", name = "ListTrackersResponseEntry")]
struct Tracker {
    tracker_name: String,
}

/// An operation of Lambda: the tokens have different names.
#[operation(service = "lambda", output = Functions)]
struct ListFunctions {
    marker: Option<String>,
}

/// The items are not declared, so there are only pages.
#[output(service = "lambda", operation = "ListFunctions")]
struct Functions {
    next_marker: Option<String>,
}

#[tokio::test]
async fn pages_and_items_come_from_the_model() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<ListTrackers>(|request| match request.json()["NextToken"].as_str() {
        None => json(r#"{"Entries":[{"TrackerName":"a"},{"TrackerName":"b"}],"NextToken":"n"}"#),
        _ => json(r#"{"Entries":[{"TrackerName":"c"}]}"#),
    });
    let items = ListTrackers::new().items(&fake.client());
    let items: Vec<Tracker> = items.try_collect().await.unwrap();
    let names: Vec<&str> = items.iter().map(|item| &*item.tracker_name).collect();
    assert_eq!(names, ["a", "b", "c"]);
    fake.on_raw::<ListFunctions>(|request| match request.query("Marker").as_deref() {
        None => json(r#"{"NextMarker":"m"}"#),
        _ => json("{}"),
    });
    let pages = ListFunctions::new().send(&fake.client()).pages();
    let pages: Vec<Functions> = pages.try_collect().await.unwrap();
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[0].next_marker.as_deref(), Some("m"));
}

/// An output without the token. The operation can be called like any other.
#[operation(service = "location", output = OnlyEntries, name = "ListTrackers")]
struct FirstTrackers {
    next_token: Option<String>,
}

#[output(service = "location", operation = "ListTrackers")]
struct OnlyEntries {
    entries: Vec<Tracker>,
}

#[tokio::test]
async fn an_operation_without_the_token_in_its_output_can_still_be_sent() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<FirstTrackers>(|_| json(r#"{"Entries":[]}"#));
    let answer = FirstTrackers::new()
        .next_token("t")
        .send(&fake.client())
        .await;
    assert!(answer.unwrap().entries.is_empty());
}

/// An output that names its shape is the output of every operation that returns it.
#[tokio::test]
async fn an_output_named_by_its_shape_has_the_pages_of_the_operation() {
    #[operation(service = "chime", output = Page)]
    struct ListAccounts {
        next_token: Option<String>,
    }

    #[output(service = "chime", name = "ListAccountsResponse")]
    struct Page {
        accounts: Vec<Account>,
        next_token: Option<String>,
    }

    #[shape(service = "chime")]
    struct Account {
        account_id: String,
    }

    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<ListAccounts>(|request| match request.query("next-token") {
        None => json(r#"{"Accounts":[{"AccountId":"1"}],"NextToken":"n"}"#),
        Some(_) => json(r#"{"Accounts":[{"AccountId":"2"}]}"#),
    });
    let accounts = ListAccounts::new().items(&fake.client());
    let accounts: Vec<_> = accounts.try_collect().await.unwrap();
    let ids: Vec<_> = accounts
        .into_iter()
        .map(|account| account.account_id)
        .collect();
    assert_eq!(ids, ["1", "2"]);
}
