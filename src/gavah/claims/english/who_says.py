"""According to whom: the source of any words of a document, without reading claims.

For what is found elsewhere (an annotator's span, another tool's event). The tellings that `gavah
read` goes by are asked first. Where they know of none, the tree is: whoever does the saying,
thinking or wanting that governs the words, or whose noun ("the minister's claim that…") does; and
last the marks of print ("NAME: …", "…" — Name).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from unicodedata import category

import msgspec

from gavah.claims.english import syntax
from gavah.claims.english.attribution import Attributions, attributions
from gavah.claims.english.speakers import phrase
from gavah.claims.english.syntax import Paragraph
from gavah.claims.english.trees import Doc, Token
from gavah.model import Anchor, Document

Span = tuple[int, int]
_SUBJECTS = frozenset(("nsubj", "nsubj:outer"))
_LABEL = re.compile(r"[\"“”'’‘\s]*([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}):\s")
_SIGNED = re.compile(r"[\"”'’]?\s*[―—–-]{1,2}\s*([A-Z][^\n,;:]{2,50})")


class _Attributed(msgspec.Struct, frozen=True):
    """A document's parsed paragraphs and who says what in them."""

    paragraphs: list[Paragraph]
    table: Attributions


def source_for(document: Document, span: Span) -> tuple[Anchor, ...]:
    """Who says the words from span[0] to span[1] of the text, the likeliest first; end excluded.

    The words beside what is said ("he", "the ministry"), not those they stand for. Empty when the
    document itself says them. A source never stands in what it says.
    """
    attributed = _attributed(document)
    found = [
        *_told(attributed.table, span),
        *_governing(attributed.paragraphs, span),
        *_printed(document.text, span),
    ]
    outside = [one for one in found if one[1] <= span[0] or span[1] <= one[0]]
    return tuple(Anchor.of(document.text, *one) for one in dict.fromkeys(outside))


def _told(table: Attributions, span: Span) -> list[Span]:
    """Sources by the tellings along the span; the one that most of it has comes first."""
    start, end = span
    told: dict[Span, int] = {}
    for at in range(start, max(end, start + 1), max((end - start) // 8, 1)):
        for rank, words in enumerate(table.at(at, end).words):
            told[words] = told.get(words, 0) + max(4 - rank, 1)
    return sorted(told, key=lambda words: (-told[words], words))


def _governing(paragraphs: Sequence[Paragraph], span: Span) -> Iterator[Span]:
    for paragraph in paragraphs:
        doc, offset = paragraph.doc, paragraph.offset
        if offset + len(doc.text) <= span[0] or span[1] <= offset:
            continue
        start, end = span[0] - offset, span[1] - offset
        inside = [one for one in doc if one.idx < end and start < one.idx + len(one)]
        first, stop = (inside[0].i, inside[-1].i + 1) if inside else (0, 0)
        for token in inside:
            if _is_mark(token.text) or first <= token.head.i < stop:
                continue
            for source in _above(token, first, stop):
                yield _chars(doc, source, offset)


def _is_mark(word: str) -> bool:
    return all(category(letter).startswith("P") for letter in word)


def _above(token: Token, first: int, stop: int) -> Iterator[Token]:
    """Subjects of verbs, and owners of nouns, on the way up from the words to the sentence's top."""
    below = token
    for head in token.ancestors:
        if not first <= head.i < stop:
            subjects = [kid for kid in head.children if kid.dep_ in _SUBJECTS and kid != below]
            agents = [kid for kid in head.children if kid.dep_ == "obl:agent" and kid != below]
            owners = [kid for kid in head.children if kid.dep_ in {"nmod:poss", "nmod"}]
            yield from agents or subjects or (owners if head.pos_ in {"NOUN", "PROPN"} else ())
        below = head


def _chars(doc: Doc, source: Token, offset: int) -> Span:
    first, last = phrase(source)
    return offset + doc[first].idx, offset + doc[last].idx + len(doc[last])


def _printed(text: str, span: Span) -> Iterator[Span]:
    """The name that a transcript puts before a speech, or a collection of letters after it."""
    line = text.rfind("\n", 0, span[0]) + 1
    if label := _LABEL.match(text, line):
        yield label.span(1)
    if signed := _SIGNED.match(text, span[1]):
        yield signed.span(1)


@lru_cache(maxsize=4)
def _attributed(document: Document) -> _Attributed:
    stretches: Sequence[Span] = document.paragraphs or ((0, len(document.text)),)
    parsed = syntax.parse_document(syntax.load(), document.text, stretches)
    return _Attributed(parsed, attributions(parsed))
