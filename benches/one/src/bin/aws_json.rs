//! One call of a service that speaks awsJson.

use opsmith::dynamodb::{AttributeValue, Item};
use opsmith::{Client, operation, output};

#[operation(service = "dynamodb", output = GetItemOutput)]
struct GetItem {
    table_name: String,
    key: Item,
}

#[output(service = "dynamodb")]
struct GetItemOutput {
    item: Option<Item>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env().await?;
    let key = Item::from([("isbn".to_owned(), AttributeValue::from("0-345-45374-3"))]);
    let output = GetItem::new("books", key).send(&client).await?;
    println!("{:?}", output.item);
    Ok(())
}
