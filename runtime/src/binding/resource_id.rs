//! Route 53's IDs: it returns `/hostedzone/Z1`, and takes `Z1`.
//!
//! The other SDKs send the last segment, too: botocore's `fix_route53_ids`, and
//! <https://github.com/smithy-lang/smithy-rs/pull/1560>.

use crate::binding::query::QueryValue;
use crate::binding::text::Text;
use crate::value::timestamp::TimestampFormat;

/// `Z1` of `/hostedzone/Z1`
pub(crate) fn last_segment(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// An ID in a label.
pub(super) struct LabelId<'a>(pub(super) &'a dyn Text);

impl Text for LabelId<'_> {
    fn text(&self, out: &mut String, format: TimestampFormat) {
        self.with_text(format, &mut |id| out.push_str(id));
    }

    fn with_text(&self, format: TimestampFormat, with: &mut dyn FnMut(&str)) {
        self.0.with_text(format, &mut |id| with(last_segment(id)));
    }
}

/// An ID in the query.
pub(super) struct QueryId<'a>(pub(super) &'a dyn QueryValue);

impl QueryValue for QueryId<'_> {
    fn each(&self, format: TimestampFormat, each: &mut dyn FnMut(&str)) {
        self.0.each(format, &mut |id| each(last_segment(id)));
    }
}
