//! A terminal's lines: what was called, what came back.

use std::fmt::Display;

/// A headline.
pub fn headline(text: impl Display) {
    println!("\n{text}");
}

/// What is called.
pub fn call(text: impl Display) {
    println!("  -> {text}");
}

/// What came back.
pub fn answer(text: impl Display) {
    println!("  <- {text}");
}
