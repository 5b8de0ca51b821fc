//! What AWS says of its services, in the first sentences.

mod markdown;
mod pack;

pub(crate) use markdown::comment;

/// The documentation of a service's shapes, or of all operations.
#[derive(Debug, Default)]
pub(crate) struct Docs {
    /// `Key<tab>Text` in lines, sorted by the bytes of the keys.
    text: String,
}

impl Docs {
    /// The documentation of a service's shapes and members. It is empty for a service that the pack does not have.
    pub(crate) fn of_shapes(service: &str) -> Docs {
        let text = pack::entry(service).unwrap_or_default();
        Docs { text }
    }

    /// The documentation of all services and their operations.
    pub(crate) fn of_operations() -> Docs {
        let text = pack::entry("operations").unwrap_or_default();
        Docs { text }
    }

    pub(crate) fn shape(&self, shape: &str) -> Option<&str> {
        self.get(shape)
    }

    pub(crate) fn member(&self, shape: &str, member: &str) -> Option<&str> {
        self.get(&format!("{shape}.{member}"))
    }

    pub(crate) fn service(&self, service: &str) -> Option<&str> {
        self.get(service)
    }

    pub(crate) fn operation(&self, service: &str, operation: &str) -> Option<&str> {
        self.get(&format!("{service} {operation}"))
    }

    /// A binary search over the text itself.
    fn get(&self, key: &str) -> Option<&str> {
        let (mut low, mut high) = (0, self.text.len());
        while low < high {
            let mut middle = low + (high - low) / 2;
            while !self.text.is_char_boundary(middle) {
                middle -= 1;
            }
            let start = self.text[..middle]
                .rfind('\n')
                .map_or(0, |newline| newline + 1)
                .max(low);
            let line = self.text[start..].lines().next()?;
            let (here, text) = line.split_once('\t')?;
            match here.as_bytes().cmp(key.as_bytes()) {
                std::cmp::Ordering::Equal => return Some(text),
                std::cmp::Ordering::Greater => high = start,
                std::cmp::Ordering::Less => low = start + line.len() + 1,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_by_its_key() {
        for docs in [
            Docs::of_operations(),
            Docs::of_shapes("ivschat"),
            Docs::of_shapes("dynamodb"),
        ] {
            let mut count = 0;
            for line in docs.text.lines() {
                let (key, text) = line.split_once('\t').unwrap();
                assert_eq!(docs.get(key), Some(text), "{key}");
                count += 1;
            }
            assert!(count > 50, "{count}");
            assert_eq!(docs.get("~"), None);
            assert_eq!(docs.get(""), None);
            assert_eq!(docs.get("DeleteRoo"), None);
        }
        assert_eq!(Docs::default().get("a"), None);
    }

    #[test]
    fn operations_and_members_have_a_text() {
        let operations = Docs::of_operations();
        assert_eq!(
            operations.operation("ivschat", "DeleteRoom"),
            Some("Deletes the specified room.")
        );
        assert!(
            operations
                .service("dynamodb")
                .is_some_and(|text| text.contains("NoSQL"))
        );
        let shapes = Docs::of_shapes("ivschat");
        assert_eq!(
            shapes.member("GetRoomRequest", "identifier"),
            Some(
                "Identifier of the room for which the configuration is to be retrieved. Currently this must be an ARN."
            )
        );
        assert!(shapes.shape("RoomSummary").is_some());
    }
}
