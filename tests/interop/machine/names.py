"""Rust names for the names in AWS's models."""

import json
import random
import re

KEYWORDS = set(
    "abstract as async await become box break const continue do dyn else enum extern false final fn for gen if impl in "
    "let loop macro match mod move mut override priv pub ref return static struct trait true try type typeof unsafe "
    "unsized use virtual where while yield".split()
)
# Names that mean something else in a generated module.
TAKEN = set(
    "String Vec Option Box HashMap BTreeMap Blob Timestamp Document ByteStream UnknownMember Unmodeled ErrorBody "
    "ApiError Client Some None Ok Err Result Self Into From Default Debug Clone Send Sync Drop Copy Fn Iterator "
    "TheOutput TheError".split()
)


def words(name: str) -> str:
    """What a name is compared by: letters and digits."""
    return re.sub("[^0-9a-z]", "", name.lower())


def snake(name: str) -> str:
    name = re.sub(r"[^0-9A-Za-z]+", "_", name)
    name = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower()
    return identifier(name)


def pascal(name: str) -> str:
    parts = re.split(r"[^0-9A-Za-z]+", name)
    if not re.search("[a-z]", name):
        parts = [part.lower() for part in parts]
    name = "".join(part[:1].upper() + part[1:] for part in parts)
    return f"_{name}" if name[:1].isdigit() else name


def identifier(name: str) -> str:
    if name in ("self", "super", "crate", "Self"):
        return name + "_"
    return f"r#{name}" if name in KEYWORDS else name


def odd(name: str, chance: random.Random) -> str:
    """Another spelling of the same words."""
    plain = re.sub("[^0-9A-Za-z]", "", name)
    spelled = chance.choice([
        plain.lower(),
        plain.upper(),
        plain[:1].lower() + plain[1:],
        plain[:1].upper() + plain[1:],
        snake(name).removeprefix("r#").upper(),
        snake(name).removeprefix("r#") + "_",
        "_".join(plain.lower()),
    ])
    return identifier(f"_{spelled}" if spelled[:1].isdigit() else spelled)


def literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\\b", "\\u{8}").replace("\\f", "\\u{c}")
