//! How the fake service distinguishes operations.

use opsmith::{operation, output, testing::FakeService};

#[output]
struct Name {
    name: String,
}

#[operation(service = "chime", unlisted, method = "POST", path = "/numbers?operation=delete", output = Name)]
struct Delete;

#[operation(service = "chime", unlisted, method = "POST", path = "/numbers?operation=update", output = Name)]
struct Update;

#[operation(service = "chime", unlisted, method = "POST", path = "/numbers", output = Name)]
struct Create;

#[operation(service = "chime", unlisted, path = "/rooms/batch", output = Name)]
struct Batch;

#[operation(service = "chime", unlisted, path = "/rooms/<Id>", output = Name)]
struct Get {
    id: String,
}

#[operation(service = "chime", unlisted, path = "/rooms/<Path+>", output = Name)]
struct GetAll {
    path: String,
}

fn name(name: &str) -> Name {
    Name {
        name: name.to_owned(),
    }
}

#[tokio::test]
async fn query_constants_and_literals_take_precedence_over_labels() {
    let fake = FakeService::start().await.unwrap();
    fake.on(|_: Delete| async { Ok(name("delete")) });
    fake.on(|_: Update| async { Ok(name("update")) });
    fake.on(|_: Create| async { Ok(name("create")) });
    fake.on(|_: Batch| async { Ok(name("batch")) });
    fake.on(|request: Get| async move { Ok(name(&request.id)) });
    fake.on(|request: GetAll| async move { Ok(name(&request.path)) });
    let client = fake.client();
    assert_eq!(Delete::new().send(&client).await.unwrap().name, "delete");
    assert_eq!(Update::new().send(&client).await.unwrap().name, "update");
    assert_eq!(Create::new().send(&client).await.unwrap().name, "create");
    assert_eq!(Batch::new().send(&client).await.unwrap().name, "batch");
    assert_eq!(Get::new("r/1").send(&client).await.unwrap().name, "r/1");
    assert_eq!(GetAll::new("a/b").send(&client).await.unwrap().name, "a/b");
}
