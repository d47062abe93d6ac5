"""The reader of English reports: a document's text to its claims.

Pure and deterministic: paragraphs are parsed one by one, events found sentence by sentence, told
again facts joined, and places and days inherited within the document only. Paragraphs without a
word of harm, gathering or appeal, nor a speaker beside one, are not parsed.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from gavah.claims.english import syntax
from gavah.claims.english.appeals import appeals
from gavah.claims.english.assembly import claim_of
from gavah.claims.english.attribution import Attributions, attributions
from gavah.claims.english.capitals import with_capitals
from gavah.claims.english.casing import as_written, second
from gavah.claims.english.circumstances import fits, state
from gavah.claims.english.counts import counts
from gavah.claims.english.dates import dates, only_day
from gavah.claims.english.events import harms
from gavah.claims.english.fact import Fact
from gavah.claims.english.gatherings import gatherings
from gavah.claims.english.hands import carry, claims_to, own_doing
from gavah.claims.english.happenings import Event
from gavah.claims.english.harm_words import harm_words
from gavah.claims.english.identified import identify
from gavah.claims.english.inheriting import settings
from gavah.claims.english.merging import facts
from gavah.claims.english.names import Named, names, names_before, names_beside
from gavah.claims.english.occasions import occasions
from gavah.claims.english.outcomes import died_of_it
from gavah.claims.english.passages import Passage
from gavah.claims.english.places import Placed, places
from gavah.claims.english.pronouns import name_pronouns
from gavah.claims.english.scope import scope_of, share
from gavah.claims.english.seats import seats_of
from gavah.claims.english.speakers import Speaker, kind_of, phrase
from gavah.claims.english.tails import teller
from gavah.claims.english.trimming import plain, spans, worth
from gavah.model import Anchor, Claim, Document, ReaderVersion

if TYPE_CHECKING:
    from spacy.language import Language

VERSION = "2"
_SKIPPED = frozenset({"zero", "ordinal", "broken", "score", "fraction"})
_PUBLISHED = re.compile(
    r"(?:\b(?:updated|published|posted|modified|first published|last updated|printed|uploaded)"
    r"(?: on| at)?:?|story is from|copyright|©)\s*(?:[\d:.]+\s*(?:[AaPp]\.?[Mm]\.?)?,?\s*(?:[A-Z]{2,4}\b,?)?\s*(?:on )?)?$",
    re.IGNORECASE,
)
"""A date of the page, not of what it tells."""
Where = Literal["text", "title"]


class EnglishReader:
    """Reads claims from English documents."""

    name = "english"
    version = f"{VERSION}+{syntax.VERSION}"
    languages = frozenset({"en"})

    def claim(self, document: Document) -> list[Claim]:
        """Every claim of the document, ordered by act anchor (text before title), then id."""
        read = second(document)
        if read is document:
            return self._claim(document)
        return [as_written(claim, document, read) for claim in self._claim(read, lettered=False)]

    def _claim(self, document: Document, *, lettered: bool = True) -> list[Claim]:
        nlp = syntax.load()  # the same for all of a document: it is loaded anew between two
        title = document.title or ""
        heading = ((0, len(title)),) if title.strip() else ()
        stretches = spans(document)
        read = worth(document.text, stretches)
        unread = names_beside(document.text, [span for span in stretches if span not in set(read)])
        passages, frames, named, known = _passages(
            nlp, document, document.text, read, "text", lettered,
            (*unread, *names_beside(title, heading)),
        )  # fmt: skip
        titled, title_frames, _, _ = _passages(
            nlp, document, title, heading, "title", lettered, (*known, *unread)
        )
        told: list[Event] = []
        for passage in (*titled, *passages):
            if not passage.parsed:
                continue
            here = [*harms(passage), *gatherings(passage), *appeals(passage)]
            table = title_frames if passage.where == "title" else frames
            for event in here:
                told_by = table.at(event.start, event.end).speakers
                if event.type == "appeal":
                    nouns = [t.lower_ for t in event.speakers if t.pos_ != "PRON"]
                    event.askers = frozenset(
                        nouns or [one.name.casefold().split()[-1] for one in told_by]
                    )
                else:
                    heard = [(one.start, one.end) for one in told_by]
                    event.agents = tuple(
                        (start, end)
                        for start, end in event.agents
                        if claims_to(event.token)  # "the army claims to have killed"
                        or not any(start < last and first < end for first, last in heard)
                    )  # who says it by these words did not do it by them
                    if event.type == "harm" and not event.agents:
                        event.agents = own_doing(event, told_by)
                    state(event, here, [(one.start, one.end) for one in told_by])
            for event in here:
                event.scope = scope_of(event)
            share(here)
            told += here
        carry(told, passages)
        died_of_it(told)
        grouped = facts(told)
        identify(grouped, passages)
        name_pronouns(grouped)
        seats = [one for passage in passages for one in seats_of(passage)]
        set_in = settings(grouped, occasions([*titled, *passages], told), named, seats)
        version = ReaderVersion(name=self.name, version=self.version)
        claims: dict[str, Claim] = {}
        for fact, setting in zip(grouped, set_in, strict=True):
            speakers = _askers(fact, title_frames if fact.main.passage.where == "title" else frames)
            made = claim_of(document, fact, setting, frames, title_frames, version, speakers)
            claims.setdefault(made.id, made)
        return sorted(
            claims.values(),
            key=lambda c: (c.anchors.act.where == "title", c.anchors.act.start, c.anchors.act.end, c.id),
        )  # fmt: skip

    def harm_words(self, document: Document) -> list[Anchor]:
        """Every word of harm in the article, claimed from or not."""
        return list(harm_words(document))


def _askers(fact: Fact, frames: Attributions) -> tuple[Speaker, ...] | None:
    """Who makes an appeal: its own subject first, then those who report it.

    For what happened, the source at the sentence's edge where the tree shows none; None: the frame.
    """
    main = fact.main
    if main.type != "appeal":
        frame = frames.at(main.start, main.end)
        edge = None if frame.speakers or frame.doubts else teller(main.passage)
        inside = edge is not None and edge.start <= main.start < edge.end
        return (edge,) if edge is not None and not inside else None
    reported = frames.at(main.start, main.end).speakers
    found: list[Speaker] = []
    for token in main.speakers:
        if token.pos_ == "PRON":
            continue
        first, last = phrase(token)
        start = main.passage.offset + token.doc[first].idx
        end = main.passage.offset + token.doc[last].idx + len(token.doc[last])
        name = main.passage.text[start:end]
        found.append(Speaker(name, kind_of(name, token.lemma_), start, end))
    seen = {one.name.casefold() for one in found}
    return (*found, *(one for one in reported if one.name.casefold() not in seen))


def _passages(
    nlp: "Language",
    document: Document,
    text: str,
    stretches: Sequence[tuple[int, int]],
    where: Where,
    lettered: bool,
    beside: Sequence[Named],
) -> tuple[list[Passage], Attributions, list[Placed], list[Named]]:
    """What stands in the stretches; `beside`: whom the document names elsewhere, by full name."""
    bare = plain(text, stretches) if where == "text" else ()
    pieces = syntax.pieces(text, stretches)
    known = names_before(text, pieces, beside)
    persons = [(one.start, one.end) for one in known or () if one.kind == "person"]
    parsed = syntax.parse_document(nlp, text, pieces, bare, persons)
    frames = attributions(parsed)
    found: list[Passage] = []
    here = document if where == "text" else _title_only(document)
    named = names(here, parsed, beside) if known is None else known
    placed = with_capitals(text, places(here, parsed, named, lettered=lettered))
    for number, paragraph in enumerate(parsed):
        for span in paragraph.doc.sents:
            found.append(Passage(span, paragraph.offset, text, where, len(found), number))
    heading = _plain(document.title or "")
    for passage in found[:3]:
        passage.echo = where == "text" and _echoes(
            _plain(text[passage.start : passage.end]), heading
        )
    for before, passage in pairwise(found):
        passage.before = before
    told_last = only_day(text, spans(here)) if document.day is None else None
    for passage in found:
        start, end = passage.start, passage.end
        told = [
            one
            for one in counts(text, start, end)
            if one.people is not False and not in_name(passage, one.start)
        ]
        passage.counts = [one for one in told if one.kind not in _SKIPPED]
        passage.broken = [one for one in told if one.kind == "broken"]
        passage.ordinals = [one for one in told if one.kind == "ordinal" and one.count is not None]
        passage.dates = [
            one
            for one in dates(text, start, end, day=document.day, reference=told_last)
            if not _PUBLISHED.search(text, max(0, one.start - 40), one.start)
        ]
        passage.places = [one for one in placed if start <= one.start < end]
        passage.names = [one for one in named if start <= one.start < end]
        told_last = next((one.when for one in passage.dates if fits(passage, one)), told_last)
    return found, frames, placed, named


def in_name(passage: Passage, start: int) -> bool:
    """Whether a figure is part of a name: "NBC 6", "Interstate 95"."""
    token = next((word for word in passage.tokens if passage.at(word) == start), None)
    if token is None or token.tag_ != "CD" or token.i == token.sent.start:
        return False
    before, name = token.doc[token.i - 1], token.head
    close = before == name or before.head == name
    return close and name.i < token.i and name.pos_ == "PROPN" and token.dep_ in {"flat", "nummod"}


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _echoes(sentence: str, heading: str) -> bool:
    """Whether a sentence opens with the title's words, or is some of them."""
    return len(heading) > 12 and (sentence.startswith(heading) or (len(sentence) > 12 and sentence in heading))  # fmt: skip


def _title_only(document: Document) -> Document:
    from msgspec.structs import replace

    title = document.title or ""
    return replace(document, text=title, paragraphs=((0, len(title)),), not_text=())
