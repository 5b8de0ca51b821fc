"""The text format: words, blocks, and what is kept from an existing text. models/README.md describes it."""

import re

FORMAT = 1
END = "# ~\n"
PLAIN = re.compile(r"[!$-\[\]-~]+")  # printable ASCII without `"`, `#` and the backslash


class Refused(Exception):
    """Something that the text format cannot express, or a model that contradicts itself."""


def quoted(value):
    out = []
    for char in value:
        if char in '"\\':
            out.append("\\" + char)
        elif " " <= char <= "~" and char != "#":
            out.append(char)
        else:
            out.append("\\u{%x}" % ord(char))
    return '"' + "".join(out) + '"'


def word(value):
    """The value as one word of a line, in quotes only if necessary."""
    return value if PLAIN.fullmatch(value) else quoted(value)


def name(value, where):
    """A wire name: it is used as is, so it cannot be in quotes."""
    if not PLAIN.fullmatch(value):
        raise Refused(f"{where}: the name {value!r} contains a character that the text format does not allow")
    return value


class Block:
    """`# Key rest` and the lines below it, without their two-space indent."""

    def __init__(self, key, rest, lines):
        self.key, self.rest, self.lines = key, rest, lines

    def render(self):
        return "".join([f"# {self.key} {self.rest}\n", *(f"  {line}\n" for line in self.lines)])


class Text:
    """A model: the header's lines and the blocks by their keys."""

    def __init__(self, header, blocks):
        self.header = header
        self.blocks = {}
        for block in blocks:
            if block.key in self.blocks:
                raise Refused(f"two blocks have the name {block.key}")
            self.blocks[block.key] = block

    def render(self):
        blocks = (self.blocks[key].render() for key in sorted(self.blocks))
        text = "".join([*(f"{line}\n" for line in self.header), "\n", *blocks, END])
        assert text.isascii() and "\r" not in text
        return text


def parse(text):
    """The inverse of `render`, for texts that the generator wrote."""
    lines = text.splitlines()
    assert lines[0] == f"opsmith-model {FORMAT}", lines[0]
    assert lines[-1] == END.strip(), "the end is missing"
    start = lines.index("")
    blocks = []
    for line in lines[start + 1 : -1]:
        if line.startswith("# "):
            key, _, rest = line[2:].partition(" ")
            blocks.append(Block(key, rest, []))
        else:
            assert line.startswith("  "), line
            blocks[-1].lines.append(line[2:])
    return Text(lines[:start], blocks)


GONE = re.compile(r" gone=\S+$")


def withdraw(line, version):
    return line if GONE.search(line) else f"{line} gone={version}"


def merge(new, old, version):
    """Keeps what `old` has and `new` lacks, with a mark, so that declarations that use it still compile."""
    for key, block in old.blocks.items():
        if key in new.blocks:
            new.blocks[key].lines = merge_lines(new.blocks[key].lines, block.lines, key, version)
        else:
            rest = withdraw(block.rest, version)
            new.blocks[key] = Block(key, rest, block.lines)
    return new


def identity(line, key):
    """The subject of a line, or None if it is not kept after it is gone."""
    if key.endswith("()"):
        return GONE.sub("", line) if line.startswith("error ") else None
    if line.startswith('"'):
        return re.match(r'"(?:[^"\\]|\\.)*"', line).group()
    return line.split(" ", 1)[0]


def merge_lines(new, old, key, version):
    if key.endswith("()"):
        # Errors come last in an operation.
        first = next((i for i, line in enumerate(new) if line.startswith("error ")), len(new))
    have = {identity(line, key): index for index, line in enumerate(new)}
    out, after = list(new), (first - 1 if key.endswith("()") else -1)
    shift = 0
    for line in old:
        this = identity(line, key)
        if this is None:
            continue
        if this in have:
            after = have[this]
            continue
        # After the line that it followed.
        shift += 1
        out.insert(after + shift, withdraw(line, version))
    return out
