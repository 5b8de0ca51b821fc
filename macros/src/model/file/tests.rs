//! Which files are read, which are rejected, and that nothing panics.

use quote::quote;

use super::*;
use crate::entry;
use crate::macro_kind::Macro;

const SOUND: &str = "opsmith-model 1\nservice a 1\nprotocols rest-json\nsigning a\nendpoint a\nauth sigv4\n\n# A structure\n# ~\n";

fn error(path: &str) -> String {
    load(path).map(|_| ()).unwrap_err()
}

#[test]
fn ids_are_not_paths() {
    let mut ids = opsmith_models::services().iter();
    assert!(ids.all(|id| !is_path(id)));
    assert!(is_path("orders.model") && is_path("models/orders"));
}

#[test]
fn a_file_that_is_not_there_is_named_with_its_folder() {
    assert_eq!(
        error("models/nothing.model"),
        "no such file: `models/nothing.model`; the path starts in the folder of `Cargo.toml`"
    );
    let near = error("../models/data/chim.model");
    assert!(
        near.ends_with("did you mean `../models/data/chime.model`?"),
        "{near}"
    );
    assert_eq!(
        error("src/."),
        "`src/.` is not a file; write the path of a model"
    );
}

#[test]
fn a_path_is_one_on_every_machine() {
    assert!(error("/a/orders.model").starts_with("`/a/orders.model` is an absolute path"));
    assert!(error(r"models\orders.model").ends_with("write `models/orders.model`"));
}

#[test]
fn a_file_is_read_again_after_it_changed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/models");
    fs::create_dir_all(&folder).unwrap();
    let name = format!("../target/models/{}.model", std::process::id());
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
    fs::write(&whole, SOUND).unwrap();
    let first = load(&name);
    let again = load(&name);
    fs::write(&whole, SOUND.replace("# A s", "# Longer s")).unwrap();
    let changed = load(&name);
    fs::write(&whole, [0xff; 99]).unwrap();
    let broken = load(&name);
    fs::remove_file(&whole).unwrap();
    let gone = load(&name);
    assert!(first.clone().unwrap().0.shape("A").is_some());
    assert_eq!(first, again);
    assert!(changed.unwrap().0.shape("Longer").is_some());
    assert!(
        broken
            .unwrap_err()
            .ends_with("line 1: the text is not UTF-8; save it as ASCII")
    );
    assert!(gone.unwrap_err().starts_with("no such file"));
}

/// Declarations of `tests/models/shop.model`, expanded with the model at another path; what was reported.
fn expanded(path: &str) -> String {
    let operation = |args: TokenStream, item: TokenStream| {
        let item = entry::attribute(Macro::Operation, &args, item);
        entry::derive(Macro::Operation, &item)
    };
    let shape = |item: TokenStream| {
        let item = entry::attribute(Macro::Shape, &quote!(service = #path), item);
        entry::derive(Macro::Shape, &item)
    };
    let output = entry::attribute(
        Macro::Output,
        &quote!(service = #path),
        quote!(
            struct ListOrdersOutput {
                orders: Vec<Order>,
                next_token: Option<String>,
            }
        ),
    );
    let parts = [
        operation(
            quote!(service = #path, output = PlaceOrderOutput),
            quote!(
                struct PlaceOrder {
                    customer_id: String,
                    items: Vec<Item>,
                    payment: Payment,
                    client_token: Option<String>,
                    deliver_after: Option<Timestamp>,
                    dry_run: Option<bool>,
                    requested_by: Option<String>,
                }
            ),
        ),
        operation(
            quote!(service = #path, output = ListOrdersOutput),
            quote!(
                struct ListOrders {
                    next_token: Option<String>,
                }
            ),
        ),
        operation(
            quote!(service = #path, client = Shop),
            quote!(
                struct GetOrder {
                    order_id: String,
                }
            ),
        ),
        entry::derive(Macro::Output, &output),
        shape(quote!(
            enum Payment {
                Invoice(Invoice),
                Voucher(String),
            }
        )),
        shape(quote!(
            enum Status {
                Placed,
                TakenBack,
                #[op(other)]
                Other(String),
            }
        )),
        shape(quote!(
            enum Priority {
                Low,
                High,
                #[op(other)]
                Other(i32),
            }
        )),
        entry::api_error(&quote!(
            #[op(service = #path)]
            enum ShopError {
                OutOfStock(ErrorBody),
                Busy(ErrorBody),
                #[op(other)]
                Other(Unmodeled),
            }
        )),
        entry::service(
            quote!(id = #path),
            &quote!(
                struct Shop;
            ),
        ),
    ];
    parts.iter().map(ToString::to_string).collect()
}

/// Each line left out, and each word replaced by several others.
fn changed(model: &str) -> Vec<String> {
    const WORDS: [&str; 11] = [
        "string",
        "Order",
        "[Item]",
        "enum/Status",
        "label",
        "query-map",
        "payload",
        "token",
        "gone=1",
        "none",
        "x y",
    ];
    let lines: Vec<&str> = model.lines().collect();
    let with = |at: usize, line: Option<String>| {
        let before = lines[..at].iter().map(|line| (*line).to_owned());
        let after = lines[at + 1..].iter().map(|line| (*line).to_owned());
        let mut text: Vec<String> = before.chain(line).chain(after).collect();
        text.push(String::new());
        text.join("\n")
    };
    let mut all = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        all.push(with(at, None));
        let words: Vec<&str> = line.trim_start().split(' ').collect();
        let indent = &line[..line.len() - line.trim_start().len()];
        for n in 0..words.len() {
            for k in 0..3 {
                let mut words = words.clone();
                words[n] = WORDS[(at * 7 + n * 3 + k) % WORDS.len()];
                all.push(with(at, Some(format!("{indent}{}", words.join(" ")))));
            }
        }
    }
    all
}

#[test]
fn no_file_makes_a_macro_panic() {
    let shop = include_str!("../../../../tests/models/shop.model");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/models");
    fs::create_dir_all(&folder).unwrap();
    let write = |n: usize, text: &str| {
        // Another file each time: the state of one may look the same after a change within a moment.
        let name = format!("../target/models/shop-{}-{n}.model", std::process::id());
        let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
        fs::write(&whole, text).unwrap();
        (name, whole)
    };
    let (name, whole) = write(0, shop);
    let sound = expanded(&name);
    fs::remove_file(whole).unwrap();
    assert!(!sound.contains("compile_error"), "{sound}");
    let changed = changed(shop);
    let (mut refused, mut other) = (0, 0);
    for (n, text) in changed.iter().enumerate() {
        let (name, whole) = write(n + 1, text);
        let tokens = expanded(&name);
        fs::remove_file(whole).unwrap();
        refused += usize::from(tokens.contains("compile_error"));
        other += usize::from(!tokens.contains("compile_error"));
    }
    assert!(
        refused > changed.len() / 2 && other > 50,
        "{refused} {other}"
    );
}
