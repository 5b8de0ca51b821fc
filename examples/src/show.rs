//! Terminal output: what was called and what it returned.

use std::fmt::Display;

/// A headline.
pub fn headline(text: impl Display) {
    println!("\n{text}");
}

/// Shows a call.
pub fn call(text: impl Display) {
    println!("  -> {text}");
}

/// Shows a result.
pub fn answer(text: impl Display) {
    println!("  <- {text}");
}
