//! Files that were changed at random, as by a bad merge, a broken disk or a tool that knows the format by half: a reader
//! refuses them with a line, or reads all of them.
//!
//! `OPSMITH_TEST_FULL=1` makes 40 times as many.

use opsmith_models::{Model, service};

/// Xorshift: the same files in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or(0)
    }
}

fn data(id: &str) -> Vec<u8> {
    let path = format!("{}/data/{id}.model", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The first bytes of each line.
fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').collect()
}

/// One change, in place.
fn mutate(text: &mut Vec<u8>, donor: &[u8], random: &mut Random) {
    let at = random.below(text.len());
    match random.below(9) {
        // A bit
        0 => {
            if let Some(byte) = text.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        // A piece that is missing
        1 => {
            let end = (at + random.below(40)).min(text.len());
            text.drain(at..end);
        }
        // The end that is missing
        2 => text.truncate(at),
        // A piece twice
        3 => {
            let end = (at + random.below(200)).min(text.len());
            let piece = text[at..end].to_vec();
            text.splice(at..at, piece);
        }
        // A piece of another file
        4 => {
            let from = random.below(donor.len());
            let end = (from + random.below(120)).min(donor.len());
            text.splice(at..at, donor[from..end].iter().copied());
        }
        // Two lines that changed places
        5 => {
            let mut all = lines(text);
            let (a, b) = (random.below(all.len()), random.below(all.len()));
            if !all.is_empty() {
                all.swap(a, b);
            }
            *text = all.concat();
        }
        // A line that is missing, or another file's
        6 => {
            let mut all = lines(text);
            let other = lines(donor);
            let line = random.below(all.len());
            if !all.is_empty() {
                all.remove(line);
                if random.below(2) == 0 && !other.is_empty() {
                    all.insert(line, other[random.below(other.len())]);
                }
            }
            *text = all.concat();
        }
        // A word that is another one of the file
        7 => {
            let words: Vec<&[u8]> = text.split(|byte| b" \n".contains(byte)).collect();
            let word = words[random.below(words.len())].to_vec();
            let end = text[at..]
                .iter()
                .position(|byte| b" \n".contains(byte))
                .map_or(text.len(), |end| at + end);
            text.splice(at..end, word);
        }
        // What a text is made of, anywhere
        _ => {
            let pieces: [&[u8]; 12] = [
                b"# ",
                b"()",
                b"\n  ",
                b"\"",
                b"\\u{",
                b" gone=1",
                b"enum/",
                b"[",
                b"{string:",
                b"=",
                b" 18446744073709551616",
                b"\xff",
            ];
            let piece = pieces[random.below(pieces.len())];
            text.splice(at..at, piece.iter().copied());
        }
    }
}

/// Asks for all that a declaration may ask for.
fn read(model: Model<'_>) {
    let service = model.service();
    assert!(service.protocols().count() + service.auth().count() > 0);
    for name in model.operation_names() {
        let operation = model.operation(name).unwrap_or_else(|| panic!("{name}"));
        for root in [operation.input, operation.output].into_iter().flatten() {
            assert!(model.shape(root.shape).is_some(), "{name}: {}", root.shape);
        }
        for label in operation.path.labels() {
            let input = operation.input.and_then(|root| model.shape(root.shape));
            assert!(
                input.is_some_and(|input| input.member(label).is_some()),
                "{name}: {label}"
            );
        }
        assert!(operation.errors().all(|error| model.error(error).is_some()));
        operation
            .waiters()
            .for_each(|waiter| assert!(waiter.acceptors().count() < 1000));
        if let Some(pages) = operation.paginator() {
            assert!(pages.items().count() + pages.input_tokens().count() < 1000);
        }
    }
    for name in model.shape_names() {
        let shape = model.shape(name).unwrap_or_else(|| panic!("{name}"));
        assert!(shape.members().count() + shape.values().count() < 100_000);
        for member in shape.members() {
            if let Some(inner) = member.ty.kind.shape() {
                assert!(model.shape(inner).is_some(), "{name}: {inner}");
            }
        }
    }
}

#[test]
fn mutated_files_are_refused_with_a_line_or_read_whole() {
    let rounds = if std::env::var_os("OPSMITH_TEST_FULL").is_some() {
        40_000
    } else {
        1_000
    };
    let mut random = Random(0x6f70_736d_6974_6821);
    let (mut refused, mut read_whole) = (0, 0);
    for (id, donor) in [
        ("ivschat", "sso"),
        ("mediastore", "ebs"),
        ("sqs", "sts"),
        ("kinesis-video-media", "ivschat"),
    ] {
        assert!(service(id).is_some() && service(donor).is_some());
        let (sound, donor) = (data(id), data(donor));
        for _ in 0..rounds {
            let mut text = sound.clone();
            for _ in 0..=random.below(3) {
                mutate(&mut text, &donor, &mut random);
            }
            let count = lines(&text).len();
            match Model::from_bytes(&text) {
                Ok(model) => {
                    read_whole += 1;
                    read(model);
                }
                Err(error) => {
                    refused += 1;
                    let shown = error.to_string();
                    assert!((1..=count + 2).contains(&error.line), "{shown}");
                    assert!(
                        !shown.contains('\n') && shown.contains("; ") || shown.contains(": "),
                        "{shown}"
                    );
                }
            }
        }
    }
    // Both happen: names may be anything, and a line may be left out.
    assert!(
        refused > rounds && read_whole > rounds / 20,
        "{refused} {read_whole}"
    );
}
