//! The pack of AWS's documentation, which `tools/docs` writes.

use std::io::Read;

use flate2::read::DeflateDecoder;

const PACK: &[u8] = include_bytes!("../../data/docs.pack");
const MAGIC: &[u8] = b"opsmith-docs 1\n";

/// The text of an entry: a service, or `operations`. `None` if the pack has none.
pub(super) fn entry(name: &str) -> Option<String> {
    find(PACK, name)
}

/// Reads a pack: a line for each entry (its name, its size and its compressed size), an empty line, and the entries.
fn find(pack: &[u8], name: &str) -> Option<String> {
    let rest = pack.strip_prefix(MAGIC)?;
    let end = rest.windows(2).position(|two| two == b"\n\n")?;
    let (head, mut body) = (std::str::from_utf8(&rest[..end]).ok()?, &rest[end + 2..]);
    for line in head.lines() {
        let mut words = line.split(' ');
        let (here, size) = (words.next()?, words.next()?.parse().ok()?);
        let (data, after) = body.split_at_checked(words.next()?.parse().ok()?)?;
        if here == name {
            let mut text = String::with_capacity(size);
            // The size bounds what a damaged pack can take.
            let mut inflated = DeflateDecoder::new(data).take(u64::try_from(size).ok()?);
            inflated.read_to_string(&mut text).ok()?;
            return Some(text);
        }
        body = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_service_has_an_entry() {
        for id in opsmith_models::services() {
            assert!(entry(id).is_some(), "{id}");
        }
        assert!(entry("operations").is_some_and(|text| text.contains("\nivschat CreateRoom\t")));
        assert_eq!(entry("nothing"), None);
    }

    #[test]
    fn a_damaged_pack_is_read_as_empty() {
        for length in (0..PACK.len().min(20_000)).step_by(97) {
            assert_eq!(find(&PACK[..length], "xray"), None);
        }
        assert_eq!(find(b"opsmith-docs 1\na x y\n\n", "a"), None);
        assert_eq!(find(b"opsmith-docs 1\na 1 99\n\n", "a"), None);
    }
}
