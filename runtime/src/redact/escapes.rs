//! Decodes escaped text: any mix of JSON, HTML and URL escapes, nested several layers deep.

/// Text with one layer of escapes decoded, and where each of its bytes comes from.
pub(super) struct Layer {
    pub(super) bytes: Vec<u8>,
    /// The first byte of the original for each byte, and the one after the last.
    from: Vec<(usize, usize)>,
}

/// How many layers are decoded: percent-encoded text in JSON text in an HTML page in JSON text.
const DEPTH: usize = 5;

impl Layer {
    /// Where the bytes `start..end` come from.
    pub(super) fn origin(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let first = self.from.get(start).map_or(0, |(first, _)| *first);
        let last = self.from.get(end.saturating_sub(1));
        first..last.map_or(first, |(_, last)| *last)
    }
}

/// The text with one, two, ... layers of escapes decoded, as long as there are any.
pub(super) fn layers(text: &[u8]) -> impl Iterator<Item = Layer> {
    let first = read_layer(text, |start, end| (start, end));
    std::iter::successors(first, |layer| {
        read_layer(&layer.bytes, |start, end| {
            let origin = layer.origin(start, end);
            (origin.start, origin.end)
        })
    })
    .take(DEPTH)
}

/// The text with all escapes decoded.
pub(super) fn plain(text: &[u8]) -> Option<Vec<u8>> {
    layers(text).last().map(|layer| layer.bytes)
}

fn read_layer(text: &[u8], origin: impl Fn(usize, usize) -> (usize, usize)) -> Option<Layer> {
    let first = (0..text.len()).find(|at| escape(&text[*at..]).is_some())?;
    let mut layer = Layer {
        bytes: Vec::with_capacity(text.len()),
        from: Vec::with_capacity(text.len()),
    };
    let mut at = 0;
    while at < text.len() {
        let escape = if at < first {
            None
        } else {
            escape(&text[at..])
        };
        if let Some((c, length)) = escape {
            let mut utf8 = [0; 4];
            let bytes = match c {
                Read::Char(c) => c.encode_utf8(&mut utf8).as_bytes(),
                Read::Byte(byte) => {
                    utf8[0] = byte;
                    &utf8[..1]
                }
            };
            for byte in bytes {
                layer.bytes.push(*byte);
                layer.from.push(origin(at, at + length));
            }
            at += length;
        } else {
            layer.bytes.push(text[at]);
            layer.from.push(origin(at, at + 1));
            at += 1;
        }
    }
    Some(layer)
}

/// What an escape stands for.
enum Read {
    Char(char),
    Byte(u8),
}

/// The escape at the start of the text, and its length.
fn escape(text: &[u8]) -> Option<(Read, usize)> {
    match text.first()? {
        b'\\' => backslash(text),
        b'%' => Some((Read::Byte(u8::try_from(hex(text.get(1..3)?)?).ok()?), 3)),
        b'&' => entity(text),
        _ => None,
    }
}

/// `\/`, `\n`, `\u003d`, `\ud83d\ude00`, `\x3d`, `\u{3d}`
fn backslash(text: &[u8]) -> Option<(Read, usize)> {
    let simple = match text.get(1)? {
        c @ (b'\\' | b'/' | b'"' | b'\'') => char::from(*c),
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'x' => return Some((Read::Byte(u8::try_from(hex(text.get(2..4)?)?).ok()?), 4)),
        b'u' if text.get(2) == Some(&b'{') => {
            let digits = text[3..].iter().take(7).position(|byte| *byte == b'}')?;
            let c = char::from_u32(hex(&text[3..3 + digits])?)?;
            return Some((Read::Char(c), digits + 4));
        }
        b'u' => {
            let unit = hex(text.get(2..6)?)?;
            if let Some(c) = char::from_u32(unit) {
                return Some((Read::Char(c), 6));
            }
            let low = text.get(6..12).filter(|low| low.starts_with(b"\\u"))?;
            let units = [unit, hex(&low[2..])?].map(|unit| u16::try_from(unit).unwrap_or(0));
            let c = char::decode_utf16(units).next()?.ok()?;
            return Some((Read::Char(c), 12));
        }
        _ => return None,
    };
    Some((Read::Char(simple), 2))
}

/// The characters that have names in HTML and occur in secrets.
const NAMES: [(&str, char); 14] = [
    ("amp;", '&'),
    ("lt;", '<'),
    ("gt;", '>'),
    ("quot;", '"'),
    ("apos;", '\''),
    ("plus;", '+'),
    ("equals;", '='),
    ("sol;", '/'),
    ("bsol;", '\\'),
    ("colon;", ':'),
    ("percnt;", '%'),
    ("num;", '#'),
    ("nbsp;", '\u{a0}'),
    ("lowbar;", '_'),
];

/// The maximum number of digits read in a character number. HTML allows any number of leading zeros.
const LONGEST_NUMBER: usize = 64;

/// `&amp;`, `&#43;`, `&#x2B;`; browsers do not require the semicolon after a number.
fn entity(text: &[u8]) -> Option<(Read, usize)> {
    let rest = &text[1..];
    if rest.first() != Some(&b'#') {
        return NAMES.iter().find_map(|(name, c)| {
            let found = rest.get(..name.len())?;
            let found = found.eq_ignore_ascii_case(name.as_bytes());
            found.then_some((Read::Char(*c), 1 + name.len()))
        });
    }
    let is_hex = matches!(rest.get(1), Some(b'x' | b'X'));
    let start = if is_hex { 2 } else { 1 };
    let digits = rest[start..]
        .iter()
        .take(LONGEST_NUMBER)
        .take_while(|byte| {
            if is_hex {
                byte.is_ascii_hexdigit()
            } else {
                byte.is_ascii_digit()
            }
        })
        .count();
    let number = std::str::from_utf8(&rest[start..start + digits]).ok()?;
    let number = u32::from_str_radix(number, if is_hex { 16 } else { 10 }).ok()?;
    let end = start + digits;
    let semicolon = usize::from(rest.get(end) == Some(&b';'));
    Some((Read::Char(char::from_u32(number)?), 1 + end + semicolon))
}

fn hex(digits: &[u8]) -> Option<u32> {
    // `from_str_radix` would accept a sign.
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let plain = plain(text.as_bytes()).unwrap_or_else(|| text.as_bytes().to_vec());
        String::from_utf8_lossy(&plain).into_owned()
    }

    #[test]
    fn escapes_of_all_kinds_are_read() {
        for (escaped, text) in [
            (r"a\u003db", "a=b"),
            (r"a\u003Db", "a=b"),
            (r"a\/b", "a/b"),
            (r"\ud83d\ude00", "😀"),
            (r"\x3d\u{3d}", "=="),
            ("a&#61;b&#x3d;c&#X3D;d", "a=b=c=d"),
            ("a&#061b", "a=b"),
            ("a&#x000000000000003d;&#00000000000061;b", "a==b"),
            ("&amp;lt;", "<"),
            ("&amp;amp;#43;", "+"),
            ("&plus;&equals;&sol;", "+=/"),
            ("a%3d%3D%253d%25253D", "a===="),
            (r"\\u003d", "="),
            (r"\\\\u003d", "="),
            ("é%C3%A9", "éé"),
        ] {
            assert_eq!(read(escaped), text, "{escaped}");
        }
    }

    #[test]
    fn text_that_only_looks_like_an_escape_is_kept() {
        for text in [
            "",
            "%",
            "%4",
            "%zz",
            "%+1",
            "\\",
            "\\u",
            "\\u00",
            "\\u00zz",
            "\\ud83d",
            "\\ud83dx",
            "\\u{}",
            "\\u{110000}",
            "\\u{zz}",
            "\\u{1234567",
            "&",
            "&#",
            "&#;",
            "&#x;",
            "&#xzz;",
            "&#1114112;",
            "&#99999999999;",
            "&none;",
            "\\q",
        ] {
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn a_layer_knows_where_its_bytes_come_from() {
        let text = r"ab\u0026#43;cd";
        let layers: Vec<Layer> = layers(text.as_bytes()).collect();
        assert_eq!(layers.len(), 2);
        assert_eq!(layers[1].bytes, b"ab+cd");
        assert_eq!(&text[layers[1].origin(2, 3)], r"\u0026#43;");
        assert_eq!(&text[layers[1].origin(1, 4)], r"b\u0026#43;c");
    }
}
