//! Which operation a request calls.

use std::cmp::Reverse;

use http::{HeaderMap, Method};

use crate::declaration::meta::OperationMeta;

/// What a request says about the operation that it calls.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequestLine<'r> {
    pub(crate) method: &'r Method,
    /// As sent.
    pub(crate) path: &'r str,
    /// As sent; empty if there is none.
    pub(crate) query: &'r str,
    pub(crate) headers: &'r HeaderMap,
    pub(crate) body: &'r [u8],
}

/// An operation in a table of routes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pattern {
    pub(crate) meta: &'static OperationMeta,
    /// Whether the last label spans several segments.
    pub(crate) greedy: bool,
}

/// A request whose operation is known.
#[derive(Clone, Debug)]
pub(crate) struct Matched<'r> {
    /// The position in the table.
    pub(crate) index: usize,
    /// The labels of the path, as sent.
    pub(crate) labels: Vec<&'r str>,
}

/// Finds the operation that a request calls: the one with the most constant query parameters, then the one with the
/// fewest labels, then the first. A greedy label matches only if nothing else does.
pub(crate) fn find(
    patterns: impl Iterator<Item = Pattern>,
    line: RequestLine<'_>,
) -> Option<Matched<'_>> {
    patterns
        .enumerate()
        .filter_map(|(index, pattern)| {
            let labels = matched(pattern, line)?;
            let constants = constants(pattern.meta).count();
            let order = (pattern.greedy, Reverse(constants), labels.len());
            Some((order, Matched { index, labels }))
        })
        .min_by_key(|(order, _)| *order)
        .map(|(_, matched)| matched)
}

/// The labels of a request that calls this operation.
pub(crate) fn matched(pattern: Pattern, line: RequestLine<'_>) -> Option<Vec<&str>> {
    let meta = pattern.meta;
    let called = meta.method == *line.method
        && meta
            .service
            .protocol
            .calls(meta.name, line.headers, line.body)
        && constants(meta).all(|constant| line.query.split('&').any(|sent| sent == constant));
    called.then(|| labels(meta.path, line.path, pattern.greedy))?
}

/// Whether two constants describe the same operation. The address of a constant says nothing.
pub(crate) fn is_same(one: &OperationMeta, other: &OperationMeta) -> bool {
    one.name == other.name
        && one.service_name() == other.service_name()
        && one.method == other.method
        && one.path == other.path
        && one.query == other.query
}

/// The constant parameters of an operation's query.
fn constants(meta: &OperationMeta) -> impl Iterator<Item = &'static str> {
    meta.query
        .split('&')
        .filter(|parameter| !parameter.is_empty())
}

/// The labels between a path's literal pieces.
fn labels<'p>(pieces: &[&str], path: &'p str, greedy: bool) -> Option<Vec<&'p str>> {
    let (first, rest) = pieces.split_first()?;
    let mut path = path.strip_prefix(first)?;
    let mut labels = Vec::with_capacity(rest.len());
    for (index, piece) in rest.iter().enumerate() {
        let is_last = index + 1 == rest.len();
        let end = if is_last && greedy {
            path.strip_suffix(piece)?.len()
        } else {
            path.find('/').unwrap_or(path.len())
        };
        if end == 0 {
            return None;
        }
        labels.push(&path[..end]);
        path = path[end..].strip_prefix(piece)?;
    }
    path.is_empty().then_some(labels)
}

#[cfg(test)]
mod tests {
    use super::labels;

    #[test]
    fn labels_are_between_the_literal_pieces() {
        for (pieces, path, greedy, expected) in [
            (&["/rooms"][..], "/rooms", false, Some(&[][..])),
            (&["/rooms"], "/rooms/", false, None),
            (
                &["/a/", "/b/", ""],
                "/a/1/b/2%2F3",
                false,
                Some(&["1", "2%2F3"]),
            ),
            (&["/a/", "/b/", ""], "/a/1/b/", false, None),
            (&["/a/", ""], "/a/1/2", false, None),
            (&["/a/", ""], "/a/1/2", true, Some(&["1/2"])),
            (&["/a/", "/end"], "/a/1/2/end", true, Some(&["1/2"])),
            (&["/a/", "/end"], "/a//end", true, None),
        ] {
            assert_eq!(labels(pieces, path, greedy).as_deref(), expected, "{path}");
        }
    }
}
