//! The elements of lists and maps.

use super::events::{Events, Next, Open};
use crate::codec::decode::DecodeError;

/// The elements that are the items of a list or the entries of a map.
pub(super) trait Elements<'b> {
    /// The next one, and the events of its content.
    fn next(&mut self) -> Result<Option<(Open<'b>, &mut Events<'b>)>, DecodeError>;
}

/// All children of an element.
pub(super) struct Children<'e, 'b> {
    pub(super) events: &'e mut Events<'b>,
    pub(super) is_at_end: bool,
    pub(super) expected: &'static str,
}

impl<'b> Elements<'b> for Children<'_, 'b> {
    fn next(&mut self) -> Result<Option<(Open<'b>, &mut Events<'b>)>, DecodeError> {
        if self.is_at_end {
            return Ok(None);
        }
        let child = self.events.child(self.expected)?;
        self.is_at_end = child.is_none();
        Ok(child.map(|open| (open, &mut *self.events)))
    }
}

/// An element and its siblings of the same name, which other members may come between.
///
/// Where another one comes between, the rest of the parent is searched ahead. The parent goes on behind the first run,
/// and leaves out what was read here.
pub(super) struct Siblings<'e, 'b> {
    events: &'e mut Events<'b>,
    name: String,
    first: Option<Open<'b>>,
    ahead: Option<Events<'b>>,
    is_at_end: bool,
    read_before: &'e mut Vec<String>,
}

impl<'e, 'b> Siblings<'e, 'b> {
    pub(super) fn new(
        events: &'e mut Events<'b>,
        first: Open<'b>,
        read_before: &'e mut Vec<String>,
    ) -> Self {
        Self {
            name: first.name().to_owned(),
            first: Some(first),
            events,
            ahead: None,
            is_at_end: false,
            read_before,
        }
    }
}

impl<'b> Elements<'b> for Siblings<'_, 'b> {
    fn next(&mut self) -> Result<Option<(Open<'b>, &mut Events<'b>)>, DecodeError> {
        if let Some(first) = self.first.take() {
            return Ok(Some((first, self.events)));
        }
        if self.is_at_end {
            return Ok(None);
        }
        if self.ahead.is_none() {
            let place = self.events.place();
            match self.events.member()? {
                Some(open) if open.name() == self.name => return Ok(Some((open, self.events))),
                Some(other) => {
                    self.events.put_back(Next::Open(other));
                    self.read_before.push(self.name.clone());
                    self.ahead = Some(Events::at(place));
                }
                None => {
                    self.events.put_back(Next::End);
                    self.is_at_end = true;
                    return Ok(None);
                }
            }
        }
        let Some(ahead) = &mut self.ahead else {
            return Ok(None);
        };
        while let Some(open) = ahead.member()? {
            if open.name() == self.name {
                return Ok(Some((open, ahead)));
            }
            if !open.is_empty {
                ahead.skip()?;
            }
        }
        self.is_at_end = true;
        Ok(None)
    }
}
