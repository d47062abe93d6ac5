"""A web page as a stream of its own text nodes, each with its place in the text.

The stream is what a browser would show as plain text: white space runs are one space (except in
<pre>), block elements and <br> begin a new line, cells of a row are parted by a tab; the head,
scripts, styles, templates, <noscript> and drawings are left out. Nothing else is: menus and
banners stay, and are marked. `Piece.raw_offset` leads back into the text node.

Nesting deeper than `DEEPEST` elements is flattened before parsing, for no reader needs it and
parsers stop there.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from gavah.reading.lines import Line

DEEPEST = 180
_LEFT_OUT = frozenset(
    "head script style template noscript svg math iframe object audio video canvas textarea".split()
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "ruby",
        "rt",
        "rp",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "input",
        "button",
        "select",
        "option",
        "meta",
        "link",
        "param",
        "source",
        "track",
        "area",
        "base",
        "basefont",
        "center-inline",
    ]
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_ZONES = {
    "nav": "navigation", "menu": "navigation", "header": "header", "footer": "boilerplate",
    "aside": "related", "figcaption": "figcaption", "button": "navigation", "select": "navigation",
    "form": "navigation", "dialog": "boilerplate", "time": "date",
}  # fmt: skip
_CLASSES = (
    ("caption", re.compile(r"(?:^|[\s_-])(?:wp-)?(?:fig)?caption(?:$|[\s_-])|photo-?credit", re.I)),
    ("share", re.compile(r"(?:^|[\s_-])(?:share|sharing|social)(?:$|[\s_-])", re.I)),
    ("advertisement", re.compile(r"(?:^|[\s_-])(?:ad|ads|advert|advertisement|sponsored)(?:$|[\s_-])", re.I)),
    ("navigation", re.compile(r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?)(?:$|[\s_-])", re.I)),
    ("comments", re.compile(r"(?:^|[\s_-])(?:comments?|disqus)(?:$|[\s_-])", re.I)),
    ("related", re.compile(r"(?:^|[\s_-])(?:related|recommended|teasers?|sidebar|trending)(?:$|[\s_-])", re.I)),
    ("byline", re.compile(r"(?:^|[\s_-])(?:byline|author)(?:$|[\s_-])", re.I)),
    ("boilerplate", re.compile(r"(?:^|[\s_-])(?:footer|cookie|newsletter|copyright)(?:$|[\s_-])", re.I)),
)  # fmt: skip
_SPACE = re.compile(r"[ \t\n\r\f]+")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>")


@dataclass(slots=True)
class Piece:
    """One text node's words in the text.

    Attributes:
        start, end: where they stand in the text.
        node: the element; the text is its first words, or its tail when `tail`.
        dropped: characters at the node's start that are not in the text.
    """

    start: int
    end: int
    node: HtmlElement
    tail: bool
    raw: str
    dropped: int
    kept: bool  # white space kept as it is

    def raw_offset(self, offset: int) -> int:
        """Where the character at `offset` of the text stands in the node's own text."""
        ahead = offset - self.start
        if self.kept:
            return self.dropped + ahead
        at = self.dropped
        for found in re.finditer(r"[ \t\n\r\f]+|[^ \t\n\r\f]+", self.raw[self.dropped :]):
            space = found[0][0] in " \t\n\r\f"
            length = 1 if space else len(found[0])
            if ahead < length:
                return at + found.start() + (0 if space else ahead)
            ahead -= length
        return len(self.raw)


@dataclass(slots=True)
class Page:
    """A parsed page: its tree, its text and lines, and the pieces the text is made of."""

    tree: HtmlElement
    text: str
    lines: list[Line]
    pieces: list[Piece] = field(default_factory=list)
    flattened: bool = False

    def piece_at(self, offset: int) -> Piece | None:
        """The piece that holds the character at `offset`."""
        at = bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1
        return self.pieces[at] if at >= 0 and offset < self.pieces[at].end else None


def page_of(markup: str) -> Page | None:
    """Parse a page and lay out its text; None when it holds no element at all."""
    markup = markup.replace("\x00", "\ufffd")
    flat = _flat(markup)
    tree = _parsed(flat if flat is not None else markup)
    if tree is None:
        return None
    page = _Stream().run(tree)
    page.flattened = flat is not None
    return page


def _parsed(markup: str) -> HtmlElement | None:
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return tree if isinstance(tree, HtmlElement) else None


def _flat(markup: str) -> str | None:
    """The page without the tags that nest too deep; None when none do. Counts as parsers nest."""
    if markup.count("<") <= DEEPEST:
        return None
    depth, deepest = 0, 0
    cut: list[tuple[int, int]] = []
    for found in _TAG.finditer(markup):
        name = found[2].lower()
        if name in _VOID or found[0].endswith("/>"):
            continue
        if found[1]:
            if depth > DEEPEST:
                cut.append(found.span())
            depth = max(0, depth - 1)
        else:
            depth += 1
            deepest = max(deepest, depth)
            if depth > DEEPEST:
                cut.append(found.span())
    # unclosed <p> and <li> count as depth here though parsers close them: check with the parser
    if deepest <= DEEPEST or _depth_of(markup) <= DEEPEST:
        return None
    pieces, at = [], 0
    for start, end in cut:
        pieces.append(markup[at:start])
        pieces.append(" ")
        at = end
    return "".join([*pieces, markup[at:]])


def _depth_of(markup: str) -> int:
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return 0
    if any("depth" in error.message.lower() for error in parser.error_log):
        return DEEPEST + 1
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


class _Stream:
    """Lays out the text of a tree; one walk, no recursion."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []
        self.lines: list[Line] = []
        self.line_start: int | None = None
        self.block = 0
        self.zones: list[str | None] = [None]
        self.zone: str | None = None
        self.heading = 0
        self.pre = 0
        self.row = 0
        self.is_heading = False
        self.is_row = False

    def run(self, tree: HtmlElement) -> Page:
        body = tree.find("body")
        root = tree if body is None else body
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, node in walk:
            if event in {"comment", "pi"}:
                self.emit(node, node.tail, tail=True)
                continue
            tag = node.tag if isinstance(node.tag, str) else ""
            if event == "start":
                if tag in _LEFT_OUT:
                    walk.skip_subtree()
                    self.zones.append(self.zones[-1])
                    continue
                self.open(node, tag)
                self.emit(node, node.text, tail=False)
            else:
                if tag not in _LEFT_OUT:
                    self.close(tag)
                self.zones.pop()
                if node is not root:
                    self.emit(node, node.tail, tail=True)
        self.end_line()
        return Page(tree, "".join(self.out), self.lines, self.pieces)

    def open(self, node: HtmlElement, tag: str) -> None:
        if tag in {"td", "th"}:
            if self.line_start is not None:
                self.trim()
                self.put("\t")
            self.is_row = True
        elif tag == "br":
            self.end_line()
        elif tag not in _INLINE:
            self.end_line()
            self.block += 1
        self.zones.append(_zone(node, tag) or self.zones[-1])
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.heading += 1
        elif tag == "pre":
            self.pre += 1
        elif tag == "tr":
            self.row += 1

    def close(self, tag: str) -> None:
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.heading -= 1
        elif tag == "pre":
            self.pre -= 1
        elif tag == "tr":
            self.row -= 1
        if tag not in _INLINE and tag not in {"td", "th", "br"}:
            self.end_line()
            self.block += 1

    def emit(self, node: HtmlElement, raw: str | None, *, tail: bool) -> None:
        if not raw:
            return
        if self.pre:
            self.emit_pre(node, raw, tail)
            return
        words = _SPACE.sub(" ", raw)
        dropped = 0
        if words.startswith(" ") and (self.line_start is None or self.out[-1][-1] in " \t"):
            words = words[1:]
            found = _SPACE.match(raw)
            dropped = found.end() if found else 0
        if words:
            self.add(
                Piece(self.length, self.length + len(words), node, tail, raw, dropped, False), words
            )

    def emit_pre(self, node: HtmlElement, raw: str, tail: bool) -> None:
        at = 0
        for line in re.split(r"(\n)", raw):
            if line == "\n":
                self.end_line()
            elif line:
                piece = Piece(self.length, self.length + len(line), node, tail, raw, at, True)
                self.add(piece, line)
            at += len(line)

    def add(self, piece: Piece, words: str) -> None:
        if self.line_start is None:
            self.line_start = self.length
            self.zone = self.zones[-1]
            self.is_heading = bool(self.heading)
            self.is_row = self.is_row and bool(self.row)
        elif self.zone is not None and self.zones[-1] is None:
            self.zone = None  # a line is of a zone only if all of it is
        self.pieces.append(piece)
        self.put(words)

    def put(self, words: str) -> None:
        self.out.append(words)
        self.length += len(words)

    def trim(self) -> None:
        """Take back the space at the end of a line."""
        while self.line_start is not None and self.out and self.out[-1][-1] in " \t":
            bare = self.out[-1].rstrip(" \t")
            less = len(self.out[-1]) - len(bare)
            self.length -= less
            if self.pieces and self.pieces[-1].end > self.length:
                self.pieces[-1].end = self.length
                if self.pieces[-1].end <= self.pieces[-1].start:
                    self.pieces.pop()
            if bare:
                self.out[-1] = bare
            else:
                self.out.pop()
            if self.length <= self.line_start:
                self.line_start = None

    def end_line(self) -> None:
        self.trim()
        if self.line_start is not None:
            start = self.line_start
            words = "".join(self._since(start))
            bare = words.strip()
            if bare:
                lead = len(words) - len(words.lstrip())
                self.lines.append(
                    Line(start + lead, start + lead + len(bare), self.block, lead if self.pre else 0,
                         None, self.zone, self.is_heading, self.is_row)
                )  # fmt: skip
            self.put("\n")
        self.line_start = None
        self.is_row = False
        self.zone = None

    def _since(self, start: int) -> list[str]:
        """The words put since `start`, which is where a line began."""
        back, length = len(self.out), self.length
        while length > start:
            back -= 1
            length -= len(self.out[back])
        return self.out[back:]


def _zone(node: HtmlElement, tag: str) -> str | None:
    if tag in _ZONES:
        return _ZONES[tag]
    if tag in {"body", "html", "main", "article"}:
        return None
    names = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('role') or ''}"
    return _named_zone(names[:300]) if len(names) > 2 and tag not in {"p", "td", "table"} else None


@lru_cache(maxsize=4096)
def _named_zone(names: str) -> str | None:
    """The zone that an element's class, id and role name."""
    return next((zone for zone, pattern in _CLASSES if pattern.search(names)), None)
