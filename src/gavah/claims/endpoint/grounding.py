"""An entry of an answer becomes a claim, field by field, or is refused.

What cannot be left out without saying something else (the evidence, the act, a figure, a denial, a
hedge of modality, who says so) costs the claim; what can (a place, a day, a victim's name) costs
the field. Every value is read from the words by the rules that the English reader uses.
"""

import re
from collections.abc import Sequence
from functools import cache

from gavah.claims.endpoint.answers import ACTS, Entry, Reason
from gavah.claims.endpoint.finding import Source, Span
from gavah.claims.english.assembly import codes_of
from gavah.claims.english.counts import Counted, counts, exactly
from gavah.claims.english.dates import dates
from gavah.claims.english.places import resolve
from gavah.claims.english.speakers import kind_of
from gavah.model import (
    Anchor,
    Anchors,
    Attribution,
    Claim,
    Count,
    Document,
    Doubt,
    Perpetrator,
    Place,
    ReaderVersion,
    Refusal,
    Victims,
    When,
    claim_id,
)  # fmt: skip
from gavah.resources import load


class Refused(Exception):
    """Nothing of an entry is kept; carries the refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class Grounding:
    """Grounds entries in one document.

    Args:
        document: what was read.
        article: the stretches of its text that are article.
    """

    def __init__(self, document: Document, article: Sequence[Span], reader: ReaderVersion) -> None:
        self._document = document
        self._article = article
        self._reader = reader
        self._text = Source(document.text)
        self._title = Source(document.title or "")
        self.refusals: list[Refusal] = []

    def claim(self, entry: Entry) -> Claim | None:
        """The claim that the entry's words bear out; None when they do not."""
        try:
            return self._claim(entry)
        except Refused as refused:
            self.refusals.append(refused.refusal)
            return None

    def _claim(self, entry: Entry) -> Claim:
        if entry.act not in ACTS[entry.type]:
            raise self._refused("act_of_other_type", f"{entry.type} {entry.act}")
        source, evidence = self._evidence(entry)
        where = "title" if source is self._title else "text"
        act = self._act(source, evidence, entry)
        counted = self._count(source, evidence, entry)
        self._labels(source.text[slice(*evidence)], act.quote, entry)
        named = [self._near(words, evidence, source) for words in entry.victims_names]
        victims = self._victims(source, evidence, entry, named)
        count, told = self._people(entry, counted, [one for one in named if one is not None])
        speakers = self._speakers(source, evidence, entry)
        perpetrators = self._perpetrators(source, evidence, entry)
        place, placed = self._place(source, evidence, entry)
        when, dated = self._when(source, evidence, entry)
        doubts = [Doubt(code=code, field="count") for code in (counted.doubts if counted else ())]
        if place is not None and place.basis == "inherited":
            doubts.append(Doubt(code="place_inherited", field="place"))
        if when is not None and when.basis == "inherited":
            doubts.append(Doubt(code="when_inherited", field="when"))
        chain = [_speaker(one.quote) for one in speakers]
        nearest = chain[0].name if chain else None
        publisher = self._document.publisher
        if publisher:
            kind = self._document.publisher_kind
            chain.append(Attribution(name=publisher, role="publisher", kind=kind))  # type: ignore[arg-type]
        description = victims[0].description if victims[0] else None
        return Claim(
            id=claim_id(self._document.id, entry.type, entry.act, act, nearest),
            document=self._document.id,
            copy=self._document.copy,
            published=self._document.published.date if self._document.published else None,
            type=entry.type,
            act=entry.act,
            polarity=entry.polarity,
            modality=entry.modality,
            scope=entry.scope,
            count=count,
            victims=victims[0],
            perpetrators=tuple(Perpetrator(name=one.quote) for one in perpetrators),
            place=place,
            when=when,
            attribution=tuple(chain),
            codes=codes_of(entry.type, entry.act, description),
            anchors=Anchors(
                act=act,
                sentence=Anchor.of(source.text, *evidence, where),  # type: ignore[arg-type]
                count=told,
                place=placed,
                when=dated,
                victims=victims[1],
                perpetrators=perpetrators,
                speakers=speakers,
            ),
            also=(),
            doubts=tuple(dict.fromkeys(doubts)),
            reader=self._reader,
        )

    # what costs the claim

    def _evidence(self, entry: Entry) -> tuple[Source, Span]:
        if span := self._text.find(entry.evidence, self._article):
            return self._text, span
        if span := self._title.find(entry.evidence):
            return self._title, span
        raise self._refused("evidence_not_in_text", entry.evidence)

    def _act(self, source: Source, evidence: Span, entry: Entry) -> Anchor:
        span = source.find(entry.act_words, (evidence,))
        if span is None:
            raise self._refused("act_not_in_evidence", entry.act_words)
        return self._anchor(source, span)

    def _count(self, source: Source, evidence: Span, entry: Entry) -> "_Figure | None":
        words = entry.count_words
        if words is None or entry.type == "appeal":
            if entry.count_number is not None and entry.type != "appeal":
                raise self._refused("number_differs", str(entry.count_number), "count")
            return None
        span = source.find(words, (evidence,))
        if span is None:
            raise self._refused("count_not_in_evidence", words, "count")
        read = _at(counts(source.text, *evidence), span)
        if read is None or (read.count is None and read.kind != "zero"):
            if entry.count_number is not None:
                raise self._refused("no_count_in_words", words, "count")
            return None
        if read.count is None:
            return _Figure(None, None, read.doubts)
        told = entry.count_number
        figures = {read.count.low, read.count.high, read.count.about} - {None}
        if told is not None and told not in figures:
            raise self._refused("number_differs", f"{told} for {words!r}", "count")
        return _Figure(read.count, self._anchor(source, (read.start, read.end)), read.doubts)

    def _people(
        self, entry: Entry, counted: "_Figure | None", named: Sequence[Anchor]
    ) -> tuple[Count | None, Anchor | None]:
        if counted is not None:
            return counted.count, counted.anchor
        if entry.type == "harm" and named and len(named) == len(entry.victims_names):
            return exactly(len(named)), named[0]
        return None, None

    def _labels(self, evidence: str, act: str, entry: Entry) -> None:
        denies = _signs("denied").search(evidence) is not None
        if entry.polarity == "denied" and not denies:
            raise self._refused("denial_without_words", evidence, "polarity")
        before = evidence[: evidence.find(act)]
        clause = _CLAUSE.split(before)[-1] + f"{act} {entry.count_words or ''}"
        if entry.polarity == "affirmed" and entry.type != "appeal":
            if _signs("denied").search(clause):
                raise self._refused("negation_lost", clause, "polarity")
        if entry.modality != "asserted" and not _signs(entry.modality).search(evidence):
            raise self._refused("modality_without_words", evidence, "modality")

    def _speakers(self, source: Source, evidence: Span, entry: Entry) -> tuple[Anchor, ...]:
        found = []
        for words in entry.speakers_words:
            anchor = self._near(words, evidence, source)
            if anchor is None:
                raise self._refused("speaker_not_in_text", words, "speakers")
            found.append(anchor)
        return tuple(dict.fromkeys(found))

    # what costs the field

    def _victims(
        self, source: Source, evidence: Span, entry: Entry, named: Sequence[Anchor | None]
    ) -> tuple[Victims | None, tuple[Anchor, ...]]:
        if entry.type == "appeal":
            return None, ()
        found: list[Anchor] = []
        description = None
        if entry.victims_words:
            span = source.find(entry.victims_words, (evidence,))
            if span is None:
                self._drop("victim_not_in_text", entry.victims_words, "victims")
            else:
                found.append(self._anchor(source, span))
                description = found[0].quote
        for words, anchor in zip(entry.victims_names, named, strict=True):
            if anchor is None:
                self._drop("victim_not_in_text", words, "victims")
        names = [anchor for anchor in named if anchor is not None]
        if description is None and not names:
            return None, ()
        told = tuple(dict.fromkeys(anchor.quote for anchor in names))
        return Victims(description=description, names=told), tuple(dict.fromkeys([*found, *names]))

    def _perpetrators(self, source: Source, evidence: Span, entry: Entry) -> tuple[Anchor, ...]:
        found = []
        for words in entry.perpetrators_words if entry.type == "harm" else ():
            anchor = self._near(words, evidence, source)
            if anchor is None:
                self._drop("perpetrator_not_in_text", words, "perpetrators")
            else:
                found.append(anchor)
        return tuple(dict.fromkeys(found))

    def _place(
        self, source: Source, evidence: Span, entry: Entry
    ) -> tuple[Place | None, Anchor | None]:
        if not entry.place_words or entry.type == "appeal":
            return None, None
        anchor = self._near(entry.place_words, evidence, source)
        if anchor is None:
            self._drop("place_not_in_text", entry.place_words, "place")
            return None, None
        if anchor.where == "title":
            self._drop("place_unknown", entry.place_words, "place")
            return None, None
        (found,) = resolve([(anchor.start, anchor.end)], self._document)
        if found is None:
            self._drop("place_unknown", entry.place_words, "place")
            return None, None
        pinned = found.kind not in {"country", "region"}
        place = Place(
            name=anchor.quote,
            settlement=found.settlement or (found.name if found.kind == "settlement" else None),
            country=found.country,
            precision=found.kind,  # type: ignore[arg-type]
            basis="stated" if self._inside(anchor, source, evidence) else "inherited",
            geonames=found.geonames,
            lat=found.lat if pinned else None,
            lon=found.lon if pinned else None,
        )
        return place, anchor

    def _when(
        self, source: Source, evidence: Span, entry: Entry
    ) -> tuple[When | None, Anchor | None]:
        if not entry.when_words or entry.type == "appeal":
            return None, None
        anchor = self._near(entry.when_words, evidence, source)
        if anchor is None:
            self._drop("when_not_in_text", entry.when_words, "when")
            return None, None
        text = (self._title if anchor.where == "title" else self._text).text
        start = max(text.rfind("\n", 0, anchor.start) + 1, anchor.start - 200)
        for read in dates(text, start, anchor.end + 40, day=self._document.day):
            if read.start < anchor.end and anchor.start < read.end:
                inside = self._inside(anchor, source, evidence)
                basis = read.when.basis if inside else "inherited"
                when = When(start=read.when.start, end=read.when.end,
                            precision=read.when.precision, basis=basis)  # fmt: skip
                return when, Anchor.of(text, read.start, read.end, anchor.where)
        self._drop("when_unread", entry.when_words, "when")
        return None, None

    # where words stand

    def _near(self, words: str, evidence: Span, source: Source) -> Anchor | None:
        """The words inside the evidence, else nearest before it, else after it in the article."""
        if span := source.find(words, (evidence,)):
            return self._anchor(source, span)
        if source is self._title:
            span = self._text.find(words, self._article)
            return self._anchor(self._text, span) if span else None
        places = list(self._text.all(words, self._article))
        before = [span for span in places if span[1] <= evidence[0]]
        chosen = before[-1] if before else next(iter(places), None)
        return self._anchor(self._text, chosen) if chosen else None

    def _anchor(self, source: Source, span: Span) -> Anchor:
        return Anchor.of(source.text, *span, "title" if source is self._title else "text")

    def _inside(self, anchor: Anchor, source: Source, evidence: Span) -> bool:
        same = (anchor.where == "title") == (source is self._title)
        return same and evidence[0] <= anchor.start and anchor.end <= evidence[1]

    def _refused(self, code: Reason, words: str, field: str = "claim") -> Refused:
        return Refused(self._refusal(code, words, field))

    def _drop(self, code: Reason, words: str, field: str) -> None:
        self.refusals.append(self._refusal(code, words, field))

    def _refusal(self, code: Reason, words: str, field: str) -> Refusal:
        return Refusal(document=self._document.id, field=field, code=code, words=words[:200])


_CLAUSE = re.compile(r"[,;:—–]\s|\bbut\b|\bwhile\b|\bthough\b")


class _Figure:
    """A count that was read from the text, and where."""

    def __init__(self, count: Count | None, anchor: Anchor | None, doubts: tuple[str, ...]) -> None:
        self.count, self.anchor, self.doubts = count, anchor, doubts


def _at(found: Sequence[Counted], span: Span) -> Counted | None:
    """The quantity phrase that shares most with the words, phrases that count no people left out."""
    shared = [
        (min(one.end, span[1]) - max(one.start, span[0]), -one.start, one)
        for one in found
        if one.people is not False and one.start < span[1] and span[0] < one.end
    ]
    return max(shared, key=lambda row: row[:2])[2] if shared else None


def _speaker(name: str) -> Attribution:
    head = re.findall(r"[\w’'-]+", name)[-1:] or [name]
    return Attribution(name=name, role="speaker", kind=kind_of(name, head[0]))  # type: ignore[arg-type]


@cache
def _signs(label: str) -> re.Pattern[str]:
    """Words of which one must stand in the evidence for the label to be taken."""
    listed = "|".join(
        (r"" if sign[:2] in {"n'", "n’"} else r"\b") + re.escape(sign) + r"\b"
        for sign in load("endpoint/signs")[label]
    )
    return re.compile(listed, re.IGNORECASE)
