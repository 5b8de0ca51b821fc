"""The first sentences of a description, from the HTML in AWS's models to plain text with code in backticks."""

import html
import re
from html.parser import HTMLParser

LONGEST = 240
# Elements that end a paragraph.
BLOCKS = {"p", "li", "ul", "ol", "dl", "dd", "dt", "note", "important", "fullname", "h1", "h2", "h3", "h4", "table", "tr", "br"}
# A period after one of these does not end a sentence.
SHORT = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|No|Inc|Corp|approx|incl|U\.S|a\.k\.a|St|Dr)|\b[A-Z])\.$")


class Paragraphs(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[str] = []
        self.text: list[str] = []
        self.code = 0
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs) -> None:
        if tag in BLOCKS:
            self.end()
        if tag == "code" and not self.code:
            self.text.append("`")
        self.code += tag == "code"
        self.skipped += tag == "fullname"

    def handle_endtag(self, tag: str) -> None:
        if tag == "code" and self.code:
            self.code -= 1
            if not self.code:
                self.text.append("`")
        if tag == "fullname" and self.skipped:
            self.end()
            self.skipped -= 1
        if tag in BLOCKS:
            self.end()

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.text.append(data.replace("`", "'" if self.code else "`"))

    def end(self) -> None:
        text = re.sub(r"\s+", " ", "".join(self.text)).strip()
        self.text = []
        text = re.sub(r"`\s*`", "", text)
        text = re.sub(r"`\s*([^`]*?)\s*`", r"`\1`", text)
        if text.count("`") % 2:
            text = text.replace("`", "'")
        if text:
            self.done.append(text)


def first(documentation: str | None) -> str:
    """The first sentences of a description, as many as fit."""
    parser = Paragraphs()
    parser.feed(documentation or "")
    parser.close()
    parser.end()
    paragraphs = [text for text in parser.done if re.search("[A-Za-z]", text)]
    if not paragraphs:
        return ""
    text = html.unescape(paragraphs[0])
    kept = ""
    for sentence in sentences(text):
        longer = f"{kept} {sentence}".strip()
        if kept and len(longer) > LONGEST:
            break
        kept = longer
        if len(kept) >= LONGEST // 3:
            break
    if len(kept) > 2 * LONGEST:
        kept = cut(kept)
    if kept.endswith(":"):
        kept = kept[:-1].rstrip() + "."
    return kept


def sentences(text: str) -> list[str]:
    found, start, code = [], 0, False
    for at, letter in enumerate(text):
        code ^= letter == "`"
        if letter in ".!?" and not code and text[at + 1 : at + 2] in ("", " ") and not SHORT.search(text[start : at + 1]):
            found.append(text[start : at + 1].strip())
            start = at + 1
    if text[start:].strip():
        found.append(text[start:].strip())
    return found


def cut(text: str) -> str:
    """A sentence that is too long, up to a word that is not code."""
    short = text[: 2 * LONGEST].rsplit(" ", 1)[0]
    while short.count("`") % 2:
        short = short[: short.rindex("`")].rstrip()
    return short.rstrip(",;:- ") + " .."
