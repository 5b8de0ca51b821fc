"""The checks on every text before it is written."""

import re

from shapes import SIMPLE
from text import Refused

REFERENCE = re.compile(r"(?:(enum|int-enum|union|events)/)?([A-Za-z_][A-Za-z0-9_.]*)")
# The delimiters of a type; the rest are its words.
SPLIT = re.compile(r"[\[\]{}<>:!?]")


def references(type_text):
    """The blocks that a type refers to, each with its kind (None: a structure or an error)."""
    for part in SPLIT.split(type_text):
        part = part.rpartition("=")[2]
        if not part or part == "streaming" or part.split("/", 1)[0] in SIMPLE:
            continue
        match = REFERENCE.fullmatch(part)
        if not match:
            raise Refused(f"`{part}` is not a type")
        yield match[1], match[2]


def folded(word):
    return re.sub("[_ .-]", "", word).lower()


def checked(model):
    """Returns the text if every reference resolves and no block has a duplicate name."""
    text = model.render()
    kinds = {key: block.rest.split(" ", 1)[0] for key, block in model.blocks.items()}
    for key, block in model.blocks.items():
        if key.endswith("()"):
            for line in block.lines:
                first, _, rest = line.partition(" ")
                target = rest.split(" ", 1)[0]
                wanted = {"in": ("structure", "union"), "out": ("structure", "union", "error"), "error": ("error",)}.get(first)
                if wanted and kinds.get(target) not in wanted:
                    raise Refused(f"{key} refers to {target}, which is {kinds.get(target, 'nowhere')}")
            continue
        if kinds[key] in ("enum", "int-enum"):
            names = [line.split(" gone=")[0] for line in block.lines]
        else:
            names = [line.split(" ", 1)[0] for line in block.lines]
            for line in block.lines:
                for kind, target in references(line.split(" ")[1]):
                    there = kinds.get(target)
                    if there != kind if kind else there not in ("structure", "error"):
                        raise Refused(f"{key} refers to {target} as {kind}, which is {there or 'nowhere'}")
        if len(set(names)) != len(names):
            raise Refused(f"{key} has a duplicate name")
    starts = [line for line in text.splitlines() if line.startswith("# ")]
    if text.count("#") != len(starts):
        raise Refused("`#` occurs outside the start of a block")
    keys = [line[2:].split(" ", 1)[0] for line in starts]
    if any(a >= b for a, b in zip(keys, keys[1:])):
        raise Refused("the blocks are not in order")
    return text
