"""The day of publication, with the evidence it rests on; the strongest evidence wins.

Order: what came with the copy ("given"), the dateline, the page's JSON-LD, its meta elements, the
address, a line that says "published", and last what htmldate guesses from the page's words. The
last two are weak and say so. Last-Modified is no date of publication.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from lxml.html import HtmlElement

from gavah.model import Anchor, Published
from gavah.reading.datelines import Filed
from gavah.reading.publishers import host_of
from gavah.reading.written_dates import WrittenDate, read_date

_JSONLD = re.compile(r'"(datePublished|dateCreated|uploadDate)"\s*:\s*"([^"]{6,40})"')
_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "dcterms.issued",
    "pubdate", "publishdate", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date",
    "article.published", "originalpublicationdate", "cxenseparse:recs:publishtime", "displaydate",
    "citation_publication_date", "citation_date",
)  # fmt: skip
_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(\d{1,2})\2(\d{1,2})(?!\d)")


@dataclass(slots=True)
class Evidence:
    """What a copy offers as its date, beside the dateline.

    Attributes:
        given: the date field that came with the copy, however written.
        page: dates that the page's code gives, best first.
        guessed: what htmldate makes of the page.
        pdf: the day a PDF says it was made.
    """

    given: object = None
    url: str | None = None
    page: list[Published] = field(default_factory=list)
    guessed: str | None = None
    pdf: str | None = None


def published(
    text: str, evidence: Evidence, filed: Filed | None, stamp: WrittenDate | None
) -> tuple[Published | None, list[str]]:
    """The best evidenced day, and doubts: "date_unusable", "date_weak"."""
    doubts: list[str] = []
    if _holds(evidence.given):
        on = read_date(evidence.given)
        if on is not None:
            return Published(date=on, basis="given", evidence=str(evidence.given)[:100]), doubts
        doubts.append("date_unusable")
    near = _near(evidence)
    if filed is not None and filed.written is not None and (on := filed.on(near)) is not None:
        anchor = Anchor.of(text, filed.written.start, filed.written.end)
        return Published(date=on, basis="dateline", evidence=anchor.quote, anchor=anchor), doubts
    if evidence.page:
        return evidence.page[0], doubts
    if (from_url := _of_url(evidence.url)) is not None:
        return from_url, doubts
    if stamp is not None and (on := stamp.on(None)) is not None:
        anchor = Anchor.of(text, stamp.start, stamp.end)
        said = Published(date=on, basis="text", evidence=anchor.quote, anchor=anchor)
        return said, [*doubts, "date_weak"]
    if evidence.guessed and (on := read_date(evidence.guessed)) is not None:
        guess = f"htmldate found {evidence.guessed} in the page"
        return Published(date=on, basis="text", evidence=guess), [*doubts, "date_weak"]
    if evidence.pdf and (on := read_date(evidence.pdf)) is not None:
        made = f"CreationDate {evidence.pdf}"
        return Published(date=on, basis="pdf", evidence=made), [*doubts, "date_weak"]
    return None, doubts


def _holds(given: object) -> bool:
    return given is not None and str(given).strip().lower() not in {"", "none", "null", "nan"}


def _near(evidence: Evidence) -> date | None:
    if evidence.page:
        return evidence.page[0].date
    found = _of_url(evidence.url)
    return found.date if found else read_date(evidence.guessed)


def page_dates(tree: HtmlElement) -> list[Published]:
    """The dates that a page's code gives: JSON-LD, then meta, then <time> marked as published."""
    return [*_jsonld(tree), *_meta(tree), *_times(tree)]


def _jsonld(tree: HtmlElement) -> Iterator[Published]:
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        for name, value in _JSONLD.findall((script.text or "")[:200_000]):
            if (on := read_date(value)) is not None:
                yield Published(date=on, basis="jsonld", evidence=f"{name}: {value}")


def _meta(tree: HtmlElement) -> Iterator[Published]:
    found: dict[str, Published] = {}
    for node in tree.iter("meta"):
        attributes: Mapping[str, str] = node.attrib
        name = (
            attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        ).lower()
        content = attributes.get("content") or ""
        if name in _META and name not in found and (on := read_date(content)) is not None:
            said = f"{name}: {content.strip()[:60]}"
            found[name] = Published(date=on, basis="meta", evidence=said)
    yield from (found[name] for name in _META if name in found)


def _times(tree: HtmlElement) -> Iterator[Published]:
    for node in tree.iter("time"):
        marked = (
            node.get("pubdate") is not None
            or "datepublished" in (node.get("itemprop") or "").lower()
        )
        if marked and (on := read_date(node.get("datetime"))) is not None:
            yield Published(date=on, basis="meta", evidence=f"time: {node.get('datetime')}"[:80])


def _of_url(url: str | None) -> Published | None:
    if not url:
        return None
    # of an archived page the archive's own time stamp is not the date of the report
    address = re.sub(r"^.*?/web/\d{4,14}\w{0,3}/", "", url)
    for found in _IN_URL.finditer(address):
        year, sign, month, day = found.groups()
        if not sign and len(month) + len(day) < 4:
            continue
        on = read_date(f"{year}-{month}-{day}")
        if on is not None:
            return Published(date=on, basis="url", evidence=found[0])
    return None


def publisher_of(site: str | None, url: str | None) -> str | None:
    """The outlet's name as the page says, else its host."""
    return site or host_of(url)
