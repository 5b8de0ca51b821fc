//! Items in bodies that are cut, or that have bytes of chance: a value or an error, never a panic.

use std::collections::BTreeMap;

use opsmith::dynamodb::{Item, from_item};

const ITEM: &[u8] = br#"{"author":{"S":"Iain M. B\u00e4nks"},"year":{"N":"1996"},"price":{"N":"-7.99e2"},"inPrint":{"BOOL":true},"none":{"NULL":true},"tags":{"SS":["culture","novel"]},"numbers":{"NS":["1","2.5"]},"cover":{"B":"iVBORw0K"},"covers":{"BS":["aQ=="]},"editions":{"L":[{"M":{"publisher":{"S":"Orbit"}}},{"L":[]}]}}"#;

/// Bytes that mean something in JSON and in items.
const MEANINGFUL: &[u8] = br#"{}[]",:\u0-+.eESNBML tfn"#;

/// Set `OPSMITH_TEST_FULL=1` for five million.
fn inputs() -> u32 {
    if std::env::var("OPSMITH_TEST_FULL").is_ok_and(|full| full == "1") {
        5_000_000
    } else {
        20_000
    }
}

/// A number below `limit`, from a fixed sequence.
fn below(state: &mut u64, limit: usize) -> usize {
    // Marsaglia's xorshift.
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state >> 16).unwrap_or_default() % limit
}

#[test]
fn mutated_items_are_items_or_errors() {
    let mut state = 0x9e37_79b9_7f4a_7c15;
    let (mut items, mut refused) = (0, 0);
    for _ in 0..inputs() {
        let mut body = ITEM.to_vec();
        for _ in 0..=below(&mut state, 4) {
            let at = below(&mut state, body.len());
            match below(&mut state, 5) {
                0 => body[at] = u8::try_from(below(&mut state, 256)).unwrap_or_default(),
                1 => body[at] = MEANINGFUL[below(&mut state, MEANINGFUL.len())],
                2 => body.insert(at, MEANINGFUL[below(&mut state, MEANINGFUL.len())]),
                3 => drop(body.remove(at)),
                _ => {
                    let until = at + below(&mut state, body.len() - at);
                    body.extend_from_within(at..until);
                }
            }
        }
        if below(&mut state, 4) == 0 {
            body.truncate(below(&mut state, body.len()));
        }
        match serde_json::from_slice::<Item>(&body) {
            Ok(item) => {
                items += 1;
                let _ = from_item::<serde_json::Value>(item.clone());
                let _ = from_item::<BTreeMap<String, Vec<f32>>>(item);
            }
            Err(_) => refused += 1,
        }
    }
    assert!(items > 0 && refused > 0, "{items} items, {refused} errors");
    println!("{items} items, {refused} errors");
}
