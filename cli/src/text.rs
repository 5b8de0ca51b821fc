//! Text for people: styles, and columns that line up.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

pub(crate) const NAME: Style = AnsiColor::Green.on_default().bold();
pub(crate) const HEAD: Style = Style::new().bold();
pub(crate) const FAINT: Style = Style::new().dimmed();
pub(crate) const WARN: Style = AnsiColor::Yellow.on_default();

/// A table without lines between its cells.
#[derive(Debug, Default)]
pub(crate) struct Table {
    rows: Vec<Row>,
}

#[derive(Debug)]
enum Row {
    Cells(Vec<(Style, String)>),
    /// A line about the row before it, which is not in columns.
    Note(String),
}

impl Table {
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = (Style, String)>) {
        self.rows.push(Row::Cells(cells.into_iter().collect()));
    }

    /// Adds a text about the row before it, in lines.
    pub(crate) fn note(&mut self, text: &str) {
        self.rows
            .extend(filled(text, 92).into_iter().map(Row::Note));
    }

    /// Prints it behind `indent`, each column as wide as its widest cell.
    pub(crate) fn print(&self, indent: &str, out: &mut dyn Write) -> io::Result<()> {
        let mut widths: Vec<usize> = Vec::new();
        for row in &self.rows {
            let Row::Cells(row) = row else { continue };
            for (n, (_, text)) in row.iter().enumerate() {
                let width = text.chars().count();
                match widths.get_mut(n) {
                    Some(widest) => *widest = (*widest).max(width),
                    None => widths.push(width),
                }
            }
        }
        for row in &self.rows {
            let row = match row {
                Row::Cells(row) => row,
                Row::Note(text) => {
                    writeln!(out, "{indent}    {FAINT}{text}{FAINT:#}")?;
                    continue;
                }
            };
            // Empty cells at the end leave no blanks.
            let cells = row
                .iter()
                .rposition(|(_, text)| !text.is_empty())
                .map_or(0, |last| last + 1);
            write!(out, "{}", if cells == 0 { "" } else { indent })?;
            for (n, (style, text)) in row[..cells].iter().enumerate() {
                write!(out, "{style}{text}{style:#}")?;
                if n + 1 < cells {
                    let fill = widths[n] - text.chars().count();
                    write!(out, "{:fill$}  ", "")?;
                }
            }
            writeln!(out)?;
        }
        Ok(())
    }
}

pub(crate) fn plain(text: impl Into<String>) -> (Style, String) {
    (Style::new(), text.into())
}

/// A text in lines of at most `width` characters.
pub(crate) fn filled(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A text cut to `width` characters.
pub(crate) fn cut(text: &str, width: usize) -> String {
    match filled(text, width - 3).as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first, ..] => format!("{first} .."),
    }
}

/// `1 room`, `2 rooms`
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_filled_and_cut() {
        assert_eq!(filled("aa bb  cc", 5), ["aa bb", "cc"]);
        assert_eq!(cut("aa bb cc", 8), "aa bb ..");
        assert_eq!(cut("aa", 8), "aa");
    }

    #[test]
    fn columns_line_up_and_no_line_ends_in_a_blank() {
        let mut table = Table::default();
        table.row([plain("a"), plain("long"), plain("")]);
        table.row([plain("bcd"), plain("x"), plain("y")]);
        let mut out = Vec::new();
        table.print("  ", &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let text = anstream::adapter::strip_str(&text).to_string();
        assert_eq!(text, "  a    long\n  bcd  x     y\n");
    }
}
