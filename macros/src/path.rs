//! `"/accounts/<AccountId>/rooms?mode=x"` and `"data.<AccountId>."` -> their pieces and placeholders.

use std::fmt::Write;
use std::ops::Range;

use crate::case;

/// The HTTP methods that operations use.
pub(crate) const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// A parsed path or host prefix.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Template {
    /// The text around the placeholders: one more than there are placeholders.
    pub(crate) pieces: Vec<String>,
    pub(crate) labels: Vec<Label>,
    /// The constant query, without its `?`.
    pub(crate) query: String,
    /// Whether placeholders may be missing from `labels`, because they could not be read.
    pub(crate) broken: bool,
}

/// `<Name>` or `<Name+>`
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) name: String,
    pub(crate) greedy: bool,
    /// Whether its end was found. If not, the name may be wrong.
    pub(crate) whole: bool,
    /// Its position in the template, including the brackets.
    pub(crate) range: Range<usize>,
}

/// A mistake and its position in the template.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PathProblem {
    pub(crate) range: Range<usize>,
    pub(crate) message: String,
}

impl Template {
    /// The names in the constant query.
    pub(crate) fn query_names(&self) -> impl Iterator<Item = &str> {
        self.query
            .split('&')
            // A placeholder is not allowed there, which is reported.
            .filter(|pair| !pair.is_empty() && !pair.contains(['<', '{']))
            .map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name))
    }
}

/// Parses a path. The template is meaningful only if there are no problems.
pub(crate) fn parse_path(source: &str) -> (Template, Vec<PathProblem>) {
    let mut parser = Parser::new(source);
    if let Some((method, path)) = request_line(source) {
        let start = source.len() - source.trim_start_matches(|c| c != '/').len();
        let shown = path.replace('{', "<").replace('}', ">");
        let fix = if method.is_empty() {
            format!("write `{shown}`")
        } else {
            format!("write `{shown}` and `method = \"{method}\"`")
        };
        parser.problem(
            0..source.len(),
            format!("`{source}` is a whole request line; {fix}"),
        );
        parser.labels(start..start + path.find('?').unwrap_or(path.len()));
        // The message contains the correct placeholders.
        parser.problems.truncate(1);
        return parser.finish();
    }
    if let Some(host) = source.find("://").filter(|_| !source.starts_with('/')) {
        let host = host + "://".len();
        let path = source[host..]
            .find('/')
            .map_or("/", |slash| &source[host + slash..]);
        parser.problem(
            0..source.len(),
            format!("the path starts after the host; write `{path}`"),
        );
        let start = source.len() - path.len().min(source.len());
        parser.labels(start..source.find(['?', '#']).unwrap_or(source.len()).max(start));
        return parser.finish();
    }
    let end = source.find('#').unwrap_or(source.len());
    if end < source.len() {
        parser.problem(
            end..source.len(),
            format!(
                "a fragment is never sent; remove `{}` from the path",
                &source[end..]
            ),
        );
    }
    let question = source[..end].find('?').unwrap_or(end);
    if !source.starts_with('/') {
        parser.problem(
            0..source.len().min(1),
            if source.is_empty() {
                "the path is empty; the shortest one is `/`".to_owned()
            } else {
                format!("the path must start with `/`: `/{source}`")
            },
        );
    }
    parser.labels(0..question);
    parser.check_segments(0..question);
    if question < end {
        parser.query(question + 1..end);
    }
    parser.finish()
}

/// The method and the path of `GET /accounts/{AccountId} HTTP/1.1`, as AWS's pages print it.
fn request_line(source: &str) -> Option<(&str, &str)> {
    let (before, path) = source.split_at(source.find('/')?);
    let method = before.trim();
    let path = path.split(" HTTP/").next().unwrap_or(path).trim_end();
    let is_method = method.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_line = before.ends_with(' ') || path.len() + before.len() < source.len();
    (is_method && is_line && !path.contains(' ')).then_some((method, path))
}

/// Parses a host prefix.
pub(crate) fn parse_host_prefix(source: &str) -> (Template, Vec<PathProblem>) {
    let mut parser = Parser::new(source);
    parser.host = true;
    parser.labels(0..source.len());
    if source.is_empty() {
        parser.problem(0..0, "the host prefix is empty; remove `host_prefix`");
    } else if !source.ends_with(['.', '-']) {
        // `data.` for most services, `analytics-` for `omics` and others
        parser.problem(
            0..source.len(),
            format!("the host prefix must end with a dot or a hyphen: `{source}.`"),
        );
    } else if source.starts_with('.') || source.contains("..") {
        parser.problem(
            0..source.len(),
            format!("`{source}` has an empty host label; remove the extra dot"),
        );
    }
    parser.finish()
}

struct Parser<'a> {
    source: &'a str,
    host: bool,
    template: Template,
    problems: Vec<PathProblem>,
}

impl<'a> Parser<'a> {
    fn new(source: &'a str) -> Self {
        Parser {
            source,
            host: false,
            template: Template::default(),
            problems: Vec::new(),
        }
    }

    fn finish(mut self) -> (Template, Vec<PathProblem>) {
        self.problems.sort_by_key(|problem| problem.range.start);
        (self.template, self.problems)
    }

    fn problem(&mut self, range: Range<usize>, message: impl Into<String>) {
        self.problems.push(PathProblem {
            range,
            message: message.into(),
        });
    }

    /// Splits part of the source at its placeholders.
    fn labels(&mut self, part: Range<usize>) {
        let source = self.source;
        let mut piece = String::new();
        let mut at = part.start;
        while let Some(c) = source[at..part.end].chars().next() {
            let next = at + c.len_utf8();
            match c {
                '<' => {
                    let rest = &source[next..part.end];
                    // A placeholder extends at most to the end of its segment.
                    let stop = rest
                        .find(['/', '.'])
                        .filter(|_| !rest.starts_with('>'))
                        .unwrap_or(rest.len());
                    let Some(close) = rest[..stop].find('>') else {
                        let name = rest[..stop].trim_end_matches('+');
                        self.problem(
                            at..next + stop,
                            format!("placeholder `<{name}` is not closed; write `<{name}>`"),
                        );
                        self.recover(name, at..next + stop, false);
                        at = next + stop;
                        continue;
                    };
                    let mut end = next + close + 1;
                    let inner = &rest[..close];
                    if inner.contains('<') {
                        // Skip to the outermost bracket, so that one mistake causes one message.
                        while source[end..part.end].starts_with('>') {
                            end += 1;
                        }
                        self.problem(
                            at..end,
                            format!(
                                "placeholders cannot be nested: `{}`; write them one after the other",
                                &source[at..end]
                            ),
                        );
                        self.template.broken = true;
                    } else {
                        let text = std::mem::take(&mut piece);
                        self.label(inner, at..end, text);
                    }
                    at = end;
                    continue;
                }
                '>' => self.problem(
                    at..next,
                    "`>` without `<`; a placeholder is written `<Name>`",
                ),
                // `${AccountId}`, as in a template string
                '$' if source[next..part.end].starts_with('{') => {}
                '{' => {
                    let close = source[next..part.end].find('}').map(|n| next + n);
                    let name = &source[next..close.unwrap_or(next)];
                    let end = close.map_or(next, |n| n + 1);
                    let start = at - usize::from(source[..at].ends_with('$'));
                    let fix = if name.is_empty() { "Name" } else { name };
                    self.problem(
                        start..end,
                        format!(
                            "`{}`: placeholders are written in angle brackets: `<{fix}>`",
                            &source[start..end]
                        ),
                    );
                    self.recover(name, start..end, true);
                    at = end;
                    continue;
                }
                _ => {
                    self.check_char(c, at..next);
                    piece.push(c);
                }
            }
            at = next;
        }
        self.template.pieces.push(piece);
    }

    fn label(&mut self, inner: &str, range: Range<usize>, before: String) {
        let (name, greedy) = match inner.strip_suffix('+') {
            Some(name) => (name, true),
            None => (inner, false),
        };
        let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        if name.is_empty() {
            self.problem(
                range,
                format!("`<{inner}>` is a placeholder without a name; write `<Name>`"),
            );
            self.template.broken = true;
            return;
        }
        if let Some(bad) = name.chars().find(|c| !legal(*c)) {
            // `<AccountId: String>` of those who know other frameworks
            let untyped = name.split(':').next().unwrap_or(name);
            let fix: String = untyped.chars().filter(|c| legal(*c)).collect();
            let fix = if fix.is_empty() { "Name" } else { &fix };
            self.problem(
                range.clone(),
                format!(
                    "`{bad}` is not allowed in the name of placeholder `<{name}>`; write `<{fix}>`"
                ),
            );
            self.recover(fix, range, true);
            return;
        }
        if self.has_label(name) {
            self.problem(
                range,
                format!("placeholder `<{name}>` occurs twice; rename one of them"),
            );
            return;
        }
        if greedy && self.host {
            self.problem(
                range.clone(),
                format!(
                    "`<{name}+>`: a host prefix cannot have greedy placeholders; write `<{name}>`"
                ),
            );
            self.recover(name, range, true);
            return;
        }
        if let Some(last) = self.template.labels.last() {
            if last.greedy {
                let message = format!(
                    "greedy placeholder `<{0}+>` must be the last one, but `<{name}>` follows; write `<{0}>`",
                    last.name
                );
                let at = last.range.clone();
                self.problem(at, message);
            } else if before.is_empty() {
                let message = format!(
                    "nothing separates `<{}>` from `<{name}>`; put a `{}` between them",
                    last.name,
                    if self.host { '.' } else { '/' }
                );
                self.problem(range.clone(), message);
            }
        }
        self.template.pieces.push(before);
        self.template.labels.push(Label {
            name: name.to_owned(),
            greedy,
            whole: true,
            range,
        });
    }

    /// Ignores case and separators, as matching a placeholder with its field does.
    fn has_label(&self, name: &str) -> bool {
        let folded = case::folded(name);
        let mut labels = self.template.labels.iter();
        labels.any(|label| case::folded(&label.name) == folded)
    }

    /// Keeps a placeholder with a mistake, so that its field is not reported as well.
    fn recover(&mut self, name: &str, range: Range<usize>, whole: bool) {
        if name.is_empty() {
            self.template.broken = true;
        } else if !self.has_label(name) {
            self.template.labels.push(Label {
                name: name.to_owned(),
                greedy: false,
                whole,
                range,
            });
        }
    }

    fn check_char(&mut self, c: char, range: Range<usize>) {
        if self.host {
            if !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.')) {
                self.problem(
                    range,
                    format!("`{c}` is not allowed in a host name; remove it"),
                );
            }
        } else if c == '%' {
            self.check_percent(range);
        } else if !legal_in_path(c) {
            self.problem(range, must_be_encoded(c));
        }
    }

    /// `%` must start an escape.
    fn check_percent(&mut self, range: Range<usize>) {
        let digits = self.source.as_bytes().get(range.end..range.end + 2);
        if !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
            self.problem(
                range,
                "`%` must be followed by two hexadecimal digits; a percent sign itself is `%25`",
            );
        }
    }

    /// HTTP clients and proxies remove `//`, `.` and `..`.
    fn check_segments(&mut self, path: Range<usize>) {
        let source = &self.source[path.clone()];
        // A missing slash at the start is reported separately.
        let mut at = usize::from(source.starts_with('/'));
        let mut segments = source[at..].split('/').peekable();
        while let Some(segment) = segments.next() {
            let range = path.start + at..path.start + at + segment.len();
            if segment.is_empty() && segments.peek().is_some() {
                self.problem(
                    range.start.saturating_sub(1)..range.end + 1,
                    "`//` makes an empty segment; write `/`",
                );
            } else if matches!(segment, "." | "..") {
                self.problem(
                    range,
                    format!("segment `{segment}` is removed before the service sees it; remove it"),
                );
            }
            at += segment.len() + 1;
        }
    }

    /// `mode=x&flag`
    fn query(&mut self, part: Range<usize>) {
        let source = &self.source[part.clone()];
        if source.is_empty() {
            self.problem(
                part.start - 1..part.end,
                "the query is empty; remove the `?`",
            );
        }
        let mut at = part.start;
        let mut names: Vec<&str> = Vec::new();
        for pair in source.split('&') {
            let range = at..at + pair.len();
            at = range.end + 1;
            let name = pair.split_once('=').map_or(pair, |(name, _)| name);
            if let Some(open) = pair.find(['<', '{']) {
                let label: String = pair[open + 1..]
                    .chars()
                    .take_while(|c| !matches!(c, '>' | '}'))
                    .collect();
                self.problem(
                    range,
                    format!(
                        "placeholder `<{label}>` is not allowed in the query; remove `{pair}` and put `#[op(query = \"{name}\")]` on the field"
                    ),
                );
                continue;
            }
            if name.is_empty() && !source.is_empty() {
                self.problem(
                    range.clone(),
                    "a query parameter has no name; write `name=value`",
                );
            } else if !source.is_empty() && names.contains(&name) {
                self.problem(
                    range.clone(),
                    format!("query parameter `{name}` occurs twice; remove one of them"),
                );
            }
            names.push(name);
            for (offset, c) in pair.char_indices() {
                let here = range.start + offset..range.start + offset + c.len_utf8();
                if c == '%' {
                    self.check_percent(here);
                } else if !legal_in_path(c) && c != '?' {
                    self.problem(here, must_be_encoded(c));
                }
            }
        }
        source.clone_into(&mut self.template.query);
    }
}

/// RFC 3986, section 3.3: `pchar` and the slash.
fn legal_in_path(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '-' | '.'
                | '_'
                | '~'
                | '!'
                | '$'
                | '&'
                | '\''
                | '('
                | ')'
                | '*'
                | '+'
                | ','
                | ';'
                | '='
                | ':'
                | '@'
                | '/'
        )
}

fn must_be_encoded(c: char) -> String {
    let mut bytes = [0; 4];
    let mut encoded = String::new();
    for byte in c.encode_utf8(&mut bytes).bytes() {
        let _ = write!(encoded, "%{byte:02X}");
    }
    let shown = if c.is_control() {
        c.escape_default().to_string()
    } else {
        c.to_string()
    };
    format!("`{shown}` must be percent-encoded; write `{encoded}`")
}

#[cfg(test)]
mod tests;
