"""Which lines of a page are its article: trafilatura decides, and its words are found again.

trafilatura (default mode) is a filter here: what it keeps is looked up in the page's own stream.
Where it gives nothing or fails, a filter of our own keeps what the page's marking does not call
navigation. It makes no network call; its dates come from `published`, not from here.
"""

import logging
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from gavah.errors import MissingExtra
from gavah.reading.alignment import aligned
from gavah.reading.lines import Line
from gavah.reading.page import Page

LARGEST = 3_000_000  # characters of a page beyond which only our own filter is used
_BLOCKS = frozenset(
    [
        "p",
        "head",
        "item",
        "quote",
        "table",
        "row",
        "cell",
        "list",
        "lb",
        "div",
        "graphic",
        "code",
        "ab",
        "main",
        "body",
        "dl",
        "dd",
        "dt",
        "li",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "ul",
        "ol",
        "pre",
        "br",
    ]
)
_WORD = re.compile(r"\w")
_CAPTION = 600  # characters of a <figcaption>, which is none whatever the extractor keeps
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the extractor says of a page."""

    blocks: tuple[str, ...]
    title: str | None = None
    author: str | None = None
    site: str | None = None
    date: str | None = None
    url: str | None = None


def extract(page: Page) -> Extracted:
    """Ask trafilatura what is article on the page. Its tree is used up: lay out the text before."""
    nothing = Extracted(())
    if len(page.text) > LARGEST or not page.text:
        return nothing
    from trafilatura import bare_extraction

    etree.strip_tags(page.tree, etree.Comment, etree.ProcessingInstruction)
    options: dict[str, Any] = {
        "include_comments": False,
        "with_metadata": True,
        # a fixed ceiling, so that the day of the run changes nothing; without the extensive
        # search, which finds a date in any number (.883 against .867 right, but never "unknown")
        "date_extraction_params": {
            "original_date": True,
            "max_date": "2100-12-31",
            "extensive_search": False,
        },
    }
    try:
        found = bare_extraction(page.tree, **options)
    except (RecursionError, ValueError, TypeError, LookupError, AttributeError, etree.LxmlError):
        return nothing
    if found is None or isinstance(found, dict):
        return nothing
    return Extracted(
        blocks=tuple(_blocks(found.body)) if found.body is not None else (),
        title=_clean(found.title), author=_clean(found.author), site=_clean(found.sitename),
        date=_clean(found.date), url=_clean(found.url),
    )  # fmt: skip


def extract_fast(markup: str, page: Page) -> Extracted:
    """Ask resiliparse instead: a page costs half as much, and its article is told less exactly.

    For large piles of pages; what it costs is measured by `evaluation/pages.py --fast`. Title and
    site are the page's own words about itself; its date comes from `published` alone.

    Raises:
        MissingExtra: resiliparse is not installed.
    """
    if len(page.text) > LARGEST or not page.text:
        return Extracted(())
    try:
        from resiliparse.extract.html2text import extract_plain_text
    except ImportError as error:
        raise MissingExtra(
            "--fast-pages needs resiliparse; install it: pip install 'gavah[warc]'"
        ) from error
    told = extract_plain_text(
        markup, main_content=True, preserve_formatting=True, list_bullets=False, alt_texts=False
    )
    return Extracted(
        blocks=tuple(line.strip() for line in told.split("\n") if line.strip()),
        title=_clean(_meta(page, "og:title") or page.tree.findtext(".//h1")
                     or page.tree.findtext(".//title")),
        site=_clean(_meta(page, "og:site_name")),
        url=_clean(_meta(page, "og:url")),
    )  # fmt: skip


def _meta(page: Page, name: str) -> str | None:
    for node in page.tree.iterfind(".//meta[@property]"):
        if node.get("property") == name:
            return str(node.get("content") or "")
    return None


def _clean(said: object) -> str | None:
    words = " ".join(said.split()) if isinstance(said, str) else ""
    return words or None


def _blocks(body: HtmlElement) -> Iterator[str]:
    """The extractor's output, cut where its elements cut it."""
    words: list[str] = []
    for event, node in etree.iterwalk(body, events=("start", "end")):
        if node.tag in _BLOCKS and words:
            yield "".join(words)
            words = []
        said = node.text if event == "start" else (node.tail if node is not body else None)
        if said:
            words.append(said)
    if words:
        yield "".join(words)


def mark_article(page: Page, extracted: Extracted) -> list[Line]:
    """The page's lines with a reason on those that are no article; a partly kept line is cut."""
    spans = aligned(page.text, extracted.blocks) if extracted.blocks else []
    lines: list[Line] = []
    starts = [start for start, _ in spans]
    kept = False
    for line in page.lines:
        for part in _parts(page.text, line, spans, starts):
            if part.zone == "figcaption" and part.end - part.start < _CAPTION:
                part.reason = "caption"
            kept = kept or part.reason is None
            lines.append(part)
    if not kept:
        _own(page.text, lines)
    return lines


def _parts(
    text: str, line: Line, spans: list[tuple[int, int]], starts: list[int]
) -> Iterator[Line]:
    """The line cut into what is article and what is not."""
    at = max(bisect_left(starts, line.start) - 1, 0)
    low = high = None
    covered = 0
    while at < len(spans) and spans[at][0] < line.end:
        start, end = max(spans[at][0], line.start), min(spans[at][1], line.end)
        if start < end:
            low = start if low is None else low
            high = end
            covered += end - start
        at += 1
    if low is None or high is None:
        line.reason = _other(line)
        yield line
        return
    if (
        line.table
        or covered * 2 >= line.end - line.start
        or not _WORD.search(text, line.start, low)
    ):
        low = line.start if line.table or not _WORD.search(text, line.start, low) else low
    if line.table or not _WORD.search(text, high, line.end):
        high = line.end
    for start, end, reason in ((line.start, low, "x"), (low, high, None), (high, line.end, "x")):
        bare = text[start:end].strip()
        if bare:
            lead = len(text[start:end]) - len(text[start:end].lstrip())
            yield Line(start + lead, start + lead + len(bare), line.block, line.indent,
                       _other(line) if reason else None, line.zone, line.heading, line.table)  # fmt: skip


def _other(line: Line) -> str:
    if line.table and line.zone is None:
        return "table"
    return {None: "boilerplate", "header": "boilerplate", "figcaption": "caption"}.get(
        line.zone, line.zone or "boilerplate"
    )


def _own(text: str, lines: list[Line]) -> None:
    """Without an extractor: long lines and sentences outside menus; failing that, all outside."""
    free = [line for line in lines if line.zone in {None, "header"}] or lines
    told = [
        line for line in free
        if line.end - line.start >= 80 or text[line.end - 1] in ".!?؟۔"
    ]  # fmt: skip
    for line in told or free:
        line.reason = None
