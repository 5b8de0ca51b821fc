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
    rows: Vec<Vec<(Style, String)>>,
}

impl Table {
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = (Style, String)>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Prints it behind `indent`, each column as wide as its widest cell.
    pub(crate) fn print(&self, indent: &str, out: &mut dyn Write) -> io::Result<()> {
        let mut widths: Vec<usize> = Vec::new();
        for row in &self.rows {
            for (n, (_, text)) in row.iter().enumerate() {
                let width = text.chars().count();
                match widths.get_mut(n) {
                    Some(widest) => *widest = (*widest).max(width),
                    None => widths.push(width),
                }
            }
        }
        for row in &self.rows {
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

/// `1 room`, `2 rooms`
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

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
