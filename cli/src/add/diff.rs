//! What `--dry-run` shows: a unified diff of a text into which others are inserted.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use crate::add::existing::{Insertion, apply};

const CONTEXT: usize = 3;

const ADDED: Style = AnsiColor::Green.on_default();
const PLACE: Style = AnsiColor::Cyan.on_default();
const FILE: Style = Style::new().bold();

/// The diff between a file and what it becomes; `before` is `None` for a new file.
pub(crate) fn diff(name: &str, before: Option<&str>, insertions: &[Insertion]) -> String {
    let after = apply(before.unwrap_or_default(), insertions);
    let old: Vec<&str> = lines(before.unwrap_or_default());
    let new: Vec<&str> = lines(&after);
    let from = if before.is_some() { name } else { "/dev/null" };
    let mut text = format!("{FILE}--- {from}\n+++ {name}{FILE:#}\n");
    let edits = edits(&old, &new);
    let mut at = 0;
    while at < edits.len() {
        let Some(first) = edits[at..].iter().position(|edit| edit.change != ' ') else {
            break;
        };
        let first = at + first;
        let start = first.saturating_sub(CONTEXT).max(at);
        let mut end = first;
        let mut same = 0;
        for (n, edit) in edits.iter().enumerate().skip(first) {
            same = if edit.change == ' ' { same + 1 } else { 0 };
            if same > 2 * CONTEXT {
                break;
            }
            if same == 0 {
                end = n + 1;
            }
        }
        let end = (end + CONTEXT).min(edits.len());
        hunk(&edits[..start], &edits[start..end], &mut text);
        at = end;
    }
    text
}

struct Edit<'t> {
    change: char,
    line: &'t str,
}

/// Lines with their ends, so that a missing last newline is seen.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Lines are only added, except for one that had no newline: the old ones are found in the new ones in order.
fn edits<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Edit<'t>> {
    let mut edits = Vec::new();
    // From the end, so that an added block ends where it was inserted.
    let mut left = old.len();
    for (n, line) in new.iter().enumerate().rev() {
        let same = left > 0 && old[left - 1].trim_end_matches('\n') == line.trim_end_matches('\n');
        // Otherwise an equal line in an added block would take the place of the old one before it.
        let fits = same && (left > n || old[..left - 1].len() <= n);
        if fits && is_subsequence(&old[..left - 1], &new[..n]) {
            left -= 1;
            if old[left] == *line {
                edits.push(Edit { change: ' ', line });
            } else {
                edits.push(Edit { change: '+', line });
                edits.push(Edit {
                    change: '-',
                    line: old[left],
                });
            }
        } else {
            edits.push(Edit { change: '+', line });
        }
    }
    edits.reverse();
    edits
}

fn is_subsequence(part: &[&str], whole: &[&str]) -> bool {
    let mut whole = whole.iter();
    part.iter()
        .all(|line| whole.any(|other| other.trim_end_matches('\n') == line.trim_end_matches('\n')))
}

fn hunk(before: &[Edit<'_>], edits: &[Edit<'_>], text: &mut String) {
    let count =
        |edits: &[Edit<'_>], skip: char| edits.iter().filter(|edit| edit.change != skip).count();
    let (old, new) = (count(edits, '+'), count(edits, '-'));
    // A range of no lines is named by the line before it.
    let start = |lines: usize, skip: char| count(before, skip) + usize::from(lines > 0);
    let _ = writeln!(
        text,
        "{PLACE}@@ -{},{old} +{},{new} @@{PLACE:#}",
        start(old, '+'),
        start(new, '-')
    );
    for edit in edits {
        let line = edit.line.strip_suffix('\n');
        let shown = line.unwrap_or(edit.line).trim_end_matches('\r');
        if edit.change == '+' {
            let _ = writeln!(text, "{ADDED}+{shown}{ADDED:#}");
        } else {
            let _ = writeln!(text, "{}{shown}", edit.change);
        }
        if line.is_none() {
            *text += "\\ No newline at end of file\n";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: Option<&str>, insertions: &[Insertion]) -> String {
        anstream::adapter::strip_str(&diff("a.rs", before, insertions)).to_string()
    }

    fn insertion(at: usize, text: &str) -> Insertion {
        Insertion {
            at,
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_new_file_is_added_as_a_whole() {
        assert_eq!(
            shown(None, &[insertion(0, "a\nb\n")]),
            "--- /dev/null\n+++ a.rs\n@@ -0,0 +1,2 @@\n+a\n+b\n"
        );
    }

    #[test]
    fn places_far_apart_are_hunks_of_their_own() {
        let before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        assert_eq!(
            shown(Some(before), &[insertion(1, "\nx"), insertion(17, "\n\ny")]),
            "--- a.rs\n+++ a.rs\n@@ -1,4 +1,5 @@\n 1\n+x\n 2\n 3\n 4\n@@ -7,3 +8,5 @@\n 7\n 8\n 9\n+\n+y\n"
        );
    }

    #[test]
    fn a_missing_newline_is_told() {
        assert_eq!(
            shown(Some("1"), &[insertion(1, "\n\nx\n")]),
            "--- a.rs\n+++ a.rs\n@@ -1,1 +1,3 @@\n-1\n\\ No newline at end of file\n+1\n+\n+x\n"
        );
    }

    #[test]
    fn equal_lines_do_not_confuse_it() {
        let before = "}\n\n}\n";
        let text = shown(Some(before), &[insertion(1, "\n\n}\n\n}")]);
        assert_eq!(text.matches("\n+").count() - 1, 4, "{text}");
        assert!(!text.contains("\n-}"), "{text}");
    }
}
