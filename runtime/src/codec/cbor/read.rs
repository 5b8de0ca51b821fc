//! CBOR to members.

use minicbor::Decoder;
use minicbor::data::Type;

use crate::codec::decode::{
    DecodeError, Kind, ListReader, MapReader, Outcome, Reader, Visit, WithReader,
};
use crate::codec::traits::Traits;

/// The maximum depth of lists and maps, as for JSON.
const DEPTH: u32 = 128;

/// Calls `with` with the reader of a CBOR item, which must end where the input ends.
pub(crate) fn read(cbor: &[u8], with: WithReader<'_>) -> Outcome {
    let mut decoder = Decoder::new(cbor);
    read_value(&mut decoder, DEPTH, with)?;
    if decoder.position() < cbor.len() {
        return Err(malformed("there is more after the value"));
    }
    Ok(())
}

fn malformed(error: impl std::fmt::Display) -> DecodeError {
    DecodeError::syntax("CBOR", error)
}

/// Calls `with` with a reader of the next item and skips the item if `with` did not read it.
fn read_value(decoder: &mut Decoder<'_>, depth: u32, with: WithReader<'_>) -> Outcome {
    let mut item = Item {
        decoder,
        depth,
        is_read: false,
    };
    with(&mut item)?;
    if item.is_read {
        Ok(())
    } else {
        item.read(&mut Ignored)
    }
}

/// Skips a value. The decoder's own `skip` remembers every level, of which a body can have a hundred million.
struct Ignored;

impl Visit for Ignored {
    fn expected(&self) -> &'static str {
        "a value"
    }

    fn kind(&self) -> Kind {
        Kind::Any
    }

    fn null(&mut self) -> Outcome {
        Ok(())
    }

    fn boolean(&mut self, _: bool) -> Outcome {
        Ok(())
    }

    fn integer(&mut self, _: i64) -> Outcome {
        Ok(())
    }

    fn unsigned(&mut self, _: u64) -> Outcome {
        Ok(())
    }

    fn float(&mut self, _: f64) -> Outcome {
        Ok(())
    }

    fn string(&mut self, _: &str) -> Outcome {
        Ok(())
    }

    fn bytes(&mut self, _: &[u8]) -> Outcome {
        Ok(())
    }

    fn list(&mut self, _: &mut dyn ListReader) -> Outcome {
        Ok(())
    }

    fn map(&mut self, _: &mut dyn MapReader) -> Outcome {
        Ok(())
    }
}

struct Item<'d, 'b> {
    decoder: &'d mut Decoder<'b>,
    /// How many levels may be below this one.
    depth: u32,
    is_read: bool,
}

impl Item<'_, '_> {
    /// The type of the item without its tags. They add nothing: a timestamp's is known from the declaration.
    fn kind(&mut self) -> Result<Type, DecodeError> {
        loop {
            match self.decoder.datatype().map_err(malformed)? {
                Type::Tag => {
                    self.decoder.tag().map_err(malformed)?;
                }
                kind => return Ok(kind),
            }
        }
    }

    fn deeper(&self) -> Result<u32, DecodeError> {
        self.depth
            .checked_sub(1)
            .ok_or_else(|| DecodeError::new("nested more than 128 levels deep"))
    }

    fn number(&mut self, visit: &mut dyn Visit) -> Outcome {
        let number = i128::from(self.decoder.int().map_err(malformed)?);
        match (i64::try_from(number), u64::try_from(number)) {
            (Ok(number), _) => visit.integer(number),
            (Err(_), Ok(number)) => visit.unsigned(number),
            (Err(_), Err(_)) => Err(DecodeError::mismatch(visit.expected(), "a larger number")),
        }
    }

    /// A string in one piece or in several.
    fn string(&mut self, visit: &mut dyn Visit) -> Outcome {
        let mut pieces = self.decoder.str_iter().map_err(malformed)?;
        let first = pieces
            .next()
            .transpose()
            .map_err(malformed)?
            .unwrap_or_default();
        let Some(second) = pieces.next() else {
            return visit.string(first);
        };
        let mut text = first.to_owned();
        text.push_str(second.map_err(malformed)?);
        for piece in pieces {
            text.push_str(piece.map_err(malformed)?);
        }
        visit.string(&text)
    }

    fn bytes(&mut self, visit: &mut dyn Visit) -> Outcome {
        let mut bytes = Vec::new();
        for piece in self.decoder.bytes_iter().map_err(malformed)? {
            bytes.extend_from_slice(piece.map_err(malformed)?);
        }
        visit.bytes(&bytes)
    }

    /// RFC 8949, section 3.3 and appendix D: a float of half precision.
    fn half(&mut self, visit: &mut dyn Visit) -> Outcome {
        let at = self.decoder.position();
        let bits = match self.decoder.input().get(at + 1..at + 3) {
            Some(&[high, low]) => u16::from_be_bytes([high, low]),
            _ => return Err(malformed("it ends in a number")),
        };
        self.decoder.set_position(at + 3);
        visit.float(half_to_f64(bits))
    }
}

fn half_to_f64(bits: u16) -> f64 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    let size = match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * 2f64.powi(exponent - 25),
    };
    if bits >> 15 == 1 { -size } else { size }
}

impl Reader for Item<'_, '_> {
    fn read(&mut self, visit: &mut dyn Visit) -> Outcome {
        let kind = self.kind()?;
        if std::mem::replace(&mut self.is_read, true) {
            return Err(DecodeError::new("the value was read twice"));
        }
        match kind {
            Type::Bool => visit.boolean(self.decoder.bool().map_err(malformed)?),
            Type::Null | Type::Undefined => {
                self.decoder.skip().map_err(malformed)?;
                visit.null()
            }
            Type::U8
            | Type::U16
            | Type::U32
            | Type::U64
            | Type::I8
            | Type::I16
            | Type::I32
            | Type::I64
            | Type::Int => self.number(visit),
            Type::F16 => self.half(visit),
            Type::F32 => visit.float(self.decoder.f32().map_err(malformed)?.into()),
            Type::F64 => visit.float(self.decoder.f64().map_err(malformed)?),
            Type::String | Type::StringIndef => self.string(visit),
            Type::Bytes | Type::BytesIndef => self.bytes(visit),
            Type::Array | Type::ArrayIndef => {
                let depth = self.deeper()?;
                let left = self.decoder.array().map_err(malformed)?;
                let mut items = Items {
                    decoder: self.decoder,
                    left,
                    depth,
                };
                visit.list(&mut items)?;
                while items.next(&mut |_| Ok(()))? {}
                Ok(())
            }
            Type::Map | Type::MapIndef => {
                let depth = self.deeper()?;
                let left = self.decoder.map().map_err(malformed)?;
                let mut entries = Entries(Items {
                    decoder: self.decoder,
                    left,
                    depth,
                });
                visit.map(&mut entries)?;
                while entries.key(&mut |_| {})? {
                    entries.value(&mut |_| Ok(()))?;
                }
                Ok(())
            }
            Type::Tag | Type::Simple | Type::Break | Type::Unknown(_) => {
                Err(malformed(format_args!("{kind} is not a value")))
            }
        }
    }

    fn nullable(&mut self, with: WithReader<'_>) -> Outcome {
        match self.kind()? {
            Type::Null | Type::Undefined => {
                self.is_read = true;
                self.decoder.skip().map_err(malformed)
            }
            _ => with(self),
        }
    }

    fn described(&mut self, _: &'static Traits, with: WithReader<'_>) -> Outcome {
        with(self)
    }
}

/// The items of a list, or the keys and values of a map.
struct Items<'d, 'b> {
    decoder: &'d mut Decoder<'b>,
    /// How many are left; `None` if a break code follows the last one.
    left: Option<u64>,
    depth: u32,
}

impl Items<'_, '_> {
    /// Whether there is another one.
    fn has_next(&mut self) -> Result<bool, DecodeError> {
        match &mut self.left {
            Some(0) => Ok(false),
            Some(left) => {
                *left -= 1;
                Ok(true)
            }
            None if self.decoder.datatype().map_err(malformed)? == Type::Break => {
                self.decoder.skip().map_err(malformed)?;
                self.left = Some(0);
                Ok(false)
            }
            None => Ok(true),
        }
    }
}

impl ListReader for Items<'_, '_> {
    fn next(&mut self, with: WithReader<'_>) -> Result<bool, DecodeError> {
        let has_next = self.has_next()?;
        if has_next {
            read_value(self.decoder, self.depth, with)?;
        }
        Ok(has_next)
    }
}

struct Entries<'d, 'b>(Items<'d, 'b>);

impl MapReader for Entries<'_, '_> {
    fn key(&mut self, with: &mut dyn FnMut(&str)) -> Result<bool, DecodeError> {
        let has_next = self.0.has_next()?;
        if has_next {
            let mut key = String::new();
            for piece in self.0.decoder.str_iter().map_err(malformed)? {
                key.push_str(piece.map_err(malformed)?);
            }
            with(&key);
        }
        Ok(has_next)
    }

    fn value(&mut self, with: WithReader<'_>) -> Outcome {
        read_value(self.0.decoder, self.0.depth, with)
    }
}
