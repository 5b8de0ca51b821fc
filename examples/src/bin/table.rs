//! A table of books in `DynamoDB`: create it, store structs, read one, query them page by page, and write on a condition.
//!
//! `cargo run --bin table` runs against a fake service on this machine. The declarations are in `src/dynamodb.rs`.

use std::{
    collections::BTreeMap,
    error::Error,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use opsmith::dynamodb::{AttributeValue, Item, from_item, to_item};
use opsmith::{Client, ErrorBody, testing::FakeService};
use opsmith_examples::{
    dynamodb::{
        AttributeDefinition, BatchWriteItem, BatchWriteItemOutput, ConditionalCheckFailedException,
        CreateTable, GetItem, GetItemOutput, KeySchemaElement, KeyType, PutItem, PutRequest, Query,
        QueryOutput, ScalarAttributeType, TableError, WriteRequest,
    },
    show::{answer, call, headline},
};
use serde::{Deserialize, Serialize};

const TABLE: &str = "books";

/// What is stored: your own type, with serde's derives. The table's key is the author and the title.
#[derive(Debug, Serialize, Deserialize)]
struct Book {
    author: String,
    title: String,
    year: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    subtitle: Option<String>,
}

fn book(author: &str, title: &str, year: u16) -> Book {
    Book {
        author: author.to_owned(),
        title: title.to_owned(),
        year,
        subtitle: None,
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let fake = fake_service().await?;
    let client = fake.client(); // Against AWS: `Client::from_env().await?`
    create_table(&client).await?;
    store(&client).await?;
    read(&client).await?;
    query(&client).await?;
    write_on_a_condition(&client).await?;
    Ok(())
}

async fn create_table(client: &Client) -> Result<(), Box<dyn Error>> {
    headline("Create a table");
    call(format_args!("dynamodb CreateTable {TABLE}"));
    let definition = |name| AttributeDefinition::new(name, ScalarAttributeType::S);
    CreateTable::new(TABLE)
        .attribute_definitions([definition("author"), definition("title")])
        .key_schema([
            KeySchemaElement::new("author", KeyType::Hash),
            KeySchemaElement::new("title", KeyType::Range),
        ])
        .billing_mode("PAY_PER_REQUEST")
        .send(client)
        .await?;
    answer("created");
    Ok(())
}

async fn store(client: &Client) -> Result<(), Box<dyn Error>> {
    headline("Store books: one, and many at once");
    call("dynamodb PutItem");
    let first = Book {
        subtitle: Some("An ambiguous utopia".to_owned()),
        ..book("Le Guin", "The Dispossessed", 1974)
    };
    PutItem::new(TABLE, to_item(&first)?).send(client).await?;
    answer("stored");

    let books = [
        book("Le Guin", "Rocannon's World", 1966),
        book("Le Guin", "The Left Hand of Darkness", 1969),
        book("Lem", "Solaris", 1961),
        book("Le Guin", "The Word for World Is Forest", 1972),
    ];
    let mut writes = Vec::new();
    for book in &books {
        writes.push(WriteRequest::new().put_request(PutRequest::new(to_item(book)?)));
    }
    // DynamoDB may do only a part; the rest comes back, to be sent again.
    let mut rest = BTreeMap::from([(TABLE.to_owned(), writes)]);
    let mut wait = Duration::from_millis(10);
    loop {
        let left = rest.values().map(Vec::len).sum::<usize>();
        call(format_args!("dynamodb BatchWriteItem ({left} items)"));
        rest = BatchWriteItem::new(rest)
            .send(client)
            .await?
            .unprocessed_items;
        answer(format_args!(
            "{} unprocessed",
            rest.values().map(Vec::len).sum::<usize>()
        ));
        if rest.is_empty() {
            return Ok(());
        }
        tokio::time::sleep(wait).await;
        wait *= 2;
    }
}

async fn read(client: &Client) -> Result<(), Box<dyn Error>> {
    headline("Read one by its key");
    call("dynamodb GetItem Lem, Solaris");
    let key = Item::from([
        ("author".to_owned(), AttributeValue::from("Lem")),
        ("title".to_owned(), AttributeValue::from("Solaris")),
    ]);
    let found = GetItem::new(TABLE, key)
        .consistent_read(true)
        .send(client)
        .await?
        .item;
    let book: Book = from_item(found.ok_or("the book should be there")?)?;
    answer(format_args!("{book:?}"));
    Ok(())
}

async fn query(client: &Client) -> Result<(), Box<dyn Error>> {
    headline("Query all books of an author, two per page");
    call("dynamodb Query author = Le Guin");
    let mut items = Query::new(TABLE)
        .key_condition_expression("author = :author")
        .expression_attribute_values([(":author".to_owned(), AttributeValue::from("Le Guin"))])
        .limit(2)
        .items(client);
    while let Some(item) = items.try_next().await? {
        let book: Book = from_item(item)?;
        let subtitle = book
            .subtitle
            .map(|text| format!(": {text}"))
            .unwrap_or_default();
        answer(format_args!("{} {}{subtitle}", book.year, book.title));
    }
    Ok(())
}

async fn write_on_a_condition(client: &Client) -> Result<(), Box<dyn Error>> {
    headline("Store a book only if it is not there");
    call("dynamodb PutItem Lem, Solaris");
    let outcome = PutItem::new(TABLE, to_item(&book("Lem", "Solaris", 1970))?)
        .condition_expression("attribute_not_exists(author)")
        .return_values_on_condition_check_failure("ALL_OLD")
        .send(client)
        .await;
    match outcome {
        Ok(()) => Err("the book should be there".into()),
        Err(error) => match error.service_error() {
            Some(TableError::ConditionalCheckFailed(failed)) => {
                answer(&error);
                let there: Book = from_item(failed.item.clone().unwrap_or_default())?;
                answer(format_args!("it is there, of {}", there.year));
                Ok(())
            }
            _ => Err(error.into()),
        },
    }
}

/// The items of the table, by author and title.
type Table = BTreeMap<(String, String), Item>;

#[derive(Clone, Default)]
struct Tables(Arc<Mutex<BTreeMap<String, Table>>>);

impl Tables {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Table>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Calls `with` with a table, or fails as `DynamoDB` does.
    fn with<T>(
        &self,
        name: &str,
        with: impl FnOnce(&mut Table) -> Result<T, TableError>,
    ) -> Result<T, TableError> {
        match self.lock().get_mut(name) {
            Some(table) => with(table),
            None => Err(TableError::ResourceNotFound(ErrorBody::new(format!(
                "no table {name}"
            )))),
        }
    }
}

fn text(item: &Item, name: &str) -> String {
    match item.get(name) {
        Some(AttributeValue::S(text)) => text.clone(),
        _ => String::new(),
    }
}

fn key(item: &Item) -> (String, String) {
    (text(item, "author"), text(item, "title"))
}

/// The service that the example calls. It knows just enough about expressions for this example.
async fn fake_service() -> Result<FakeService, Box<dyn Error>> {
    let fake = FakeService::start().await?;
    let tables = Tables::default();

    let all = tables.clone();
    fake.on(move |request: CreateTable| {
        all.lock().insert(request.table_name, Table::new());
        async { Ok(()) }
    });

    let all = tables.clone();
    fake.on(move |request: PutItem| {
        let outcome = all.with(&request.table_name, |table| {
            let there = table.get(&key(&request.item)).cloned();
            if request.condition_expression.is_some() && there.is_some() {
                let failed = ConditionalCheckFailedException {
                    message: Some("The conditional request failed".to_owned()),
                    item: there,
                };
                return Err(TableError::ConditionalCheckFailed(failed));
            }
            table.insert(key(&request.item), request.item);
            Ok(())
        });
        async { outcome }
    });

    let all = tables.clone();
    fake.on(move |request: BatchWriteItem| {
        let mut unprocessed = BTreeMap::new();
        let outcome = request
            .request_items
            .into_iter()
            .try_for_each(|(name, mut writes)| {
                all.with(&name, |table| {
                    // Three at a time.
                    let rest = writes.split_off(writes.len().min(3));
                    for put in writes.into_iter().filter_map(|write| write.put_request) {
                        table.insert(key(&put.item), put.item);
                    }
                    if !rest.is_empty() {
                        unprocessed.insert(name.clone(), rest);
                    }
                    Ok(())
                })
            });
        async {
            outcome.map(|()| BatchWriteItemOutput {
                unprocessed_items: unprocessed,
            })
        }
    });

    let all = tables.clone();
    fake.on(move |request: GetItem| {
        let outcome = all.with(&request.table_name, |table| {
            let item = table.get(&key(&request.key)).cloned();
            Ok(GetItemOutput { item })
        });
        async { outcome }
    });

    fake.on(move |request: Query| {
        let values = request.expression_attribute_values.unwrap_or_default();
        let author = text(&values, ":author");
        let after = request.exclusive_start_key.map(|item| key(&item));
        let outcome = tables.with(&request.table_name, |table| {
            let mut found = table.iter().filter(|(key, _)| {
                key.0 == author && after.as_ref().is_none_or(|after| *key > after)
            });
            let limit = usize::try_from(request.limit.unwrap_or(100)).unwrap_or_default();
            let items: Vec<Item> = found
                .by_ref()
                .take(limit)
                .map(|(_, item)| item.clone())
                .collect();
            let last_evaluated_key = found.next().and(items.last()).map(|item| {
                let (author, title) = key(item);
                Item::from([
                    ("author".to_owned(), author.into()),
                    ("title".to_owned(), title.into()),
                ])
            });
            Ok(QueryOutput {
                items,
                last_evaluated_key,
            })
        });
        async { outcome }
    });
    Ok(fake)
}
