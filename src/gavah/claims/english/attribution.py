"""According to whom: the chain of speakers behind any stretch of a document, nearest first.

Rule: the gold's `speakers` (evaluation rules, "Fields of a claim" and "Settled cases"). A chain is
empty when the document itself says it. Joint speakers stand side by side; whoever is told
something is no link; "he said" takes up the person last named, and where nobody safe is near the
chain stays empty with the doubt `speaker_unresolved`. A quotation that runs over sentences or
paragraphs keeps the speaker named once, with the doubt `speaker_carried` beyond the paragraph.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from gavah.claims.english.quotation import Quotation, quotations
from gavah.claims.english.speakers import Cast, Speaker, phrase, subjects
from gavah.claims.english.speech import Telling, tellings
from gavah.claims.english.syntax import Paragraph

_MODALITY = {"alleges": "alleged", "fears": "feared", "threatens": "planned", "plans": "planned"}
_SPEAKERLESS = frozenset({"plans"})


class Frame(msgspec.Struct, frozen=True):
    """How a stretch of text is told.

    Attributes:
        speakers: who says it, nearest first; empty when the document says it itself.
        modality: "alleged", "feared" or "planned" where the words of saying make it so.
        polarity: "denied" where the speaker denies it.
        doubts: codes of what is unsure about the speakers.
        words: where the words stand that tell who says it ("he", "the ministry", a surname).
    """

    speakers: tuple[Speaker, ...] = ()
    modality: str | None = None
    polarity: str | None = None
    doubts: tuple[str, ...] = ()
    words: tuple[tuple[int, int], ...] = ()


class _Said(msgspec.Struct, frozen=True):
    """A telling whose speakers are known, over one stretch of the text."""

    start: int
    end: int
    speakers: tuple[Speaker, ...]
    frame: str
    doubts: tuple[str, ...]
    words: tuple[tuple[int, int], ...] = ()


class Attributions:
    """Who says what in one document."""

    def __init__(self, said: Sequence[_Said]) -> None:
        """Keep the stretches, the narrowest first: it is the nearest telling."""
        self._said = sorted(said, key=lambda one: (one.end - one.start, one.start))

    def at(self, start: int, end: int) -> Frame:
        """How the words from `start` to `end` of the document's text are told."""
        chain = [one for one in self._said if one.start <= start < one.end]
        denied = next((k for k, one in enumerate(chain) if one.frame == "denies"), None)
        if denied is not None:
            chain = chain[denied:]  # whoever denies it speaks, not those who had said it
        speakers: dict[str, Speaker] = {}
        for one in chain:
            for speaker in one.speakers:
                speakers.setdefault(speaker.name.casefold(), speaker)
        doubts = dict.fromkeys(doubt for one in chain for doubt in one.doubts)
        modality = next((_MODALITY[one.frame] for one in chain if one.frame in _MODALITY), None)
        return Frame(
            tuple(speakers.values()),
            modality,
            None if denied is None else "denied",
            tuple(doubts),
            tuple(dict.fromkeys(words for one in chain for words in one.words)),
        )


def attributions(docs: Sequence[Paragraph]) -> Attributions:
    """Find who says what in a document's paragraphs, in their order in the text."""
    cast = Cast(docs)
    said: list[_Said] = []
    sentence = 0
    teller: _Said | None = None  # of the last quotation
    open_quotation = False
    for index, paragraph in enumerate(docs):
        here: list[_Said] = []
        told = list(tellings(paragraph, index))
        for span in paragraph.doc.sents:
            sentence += 1
            for telling in told:
                if span.start <= telling.cue.i < span.end:
                    here += _said(telling, cast, sentence, paragraph.offset)
            here = _cut(here, paragraph)
            for subject in subjects(span):
                cast.meet(index, subject, sentence)
        quoted = list(quotations(paragraph.doc.text))
        carried = list(_quoted(paragraph, quoted, here, teller, open_quotation))
        said += here + carried
        tellers = [one for one in carried if one.speakers]
        teller = tellers[-1] if tellers else (None if quoted else teller)
        open_quotation = bool(quoted) and not quoted[-1].closed
    return Attributions(said)


def _said(telling: Telling, cast: Cast, sentence: int, offset: int) -> Iterator[_Said]:
    speakers: list[Speaker] = []
    doubts: list[str] = []
    for head in telling.sources:
        speaker, doubt = cast.named(telling.paragraph, head, sentence)
        if speaker is not None and telling.frame not in _SPEAKERLESS:
            speakers.append(speaker)
        elif doubt is not None:
            doubts.append(doubt)
    words = []
    for head in telling.sources:
        first, last = phrase(head)
        end = head.doc[last].idx + len(head.doc[last])
        words.append((offset + head.doc[first].idx, offset + end))
    for start, end in telling.content:
        yield _Said(start, end, tuple(speakers), telling.frame, tuple(doubts), tuple(words))


def _cut(here: list[_Said], paragraph: Paragraph) -> list[_Said]:
    """End what one says where another is set against it: "police said nine, but witnesses said 50"."""
    text, offset = paragraph.doc.text, paragraph.offset
    others = sorted({words[0] for one in here for words in one.words})
    kept = []
    for one in here:
        end = one.end
        instead = _INSTEAD.search(text, one.start - offset, end - offset)
        if one.frame == "denies" and instead is not None:
            end = offset + instead.start()
        for start in others:
            if not one.start < start < end:
                continue
            against = _AGAINST.search(text, one.start - offset, start - offset)
            if against is None or _QUOTE.search(text, one.start - offset, against.start()):
                continue
            end = min(end, offset + against.start())
        kept.append(one if end == one.end else replace(one, end=end))
    return kept


_INSTEAD = re.compile(
    r",\s(?:(?:saying|adding|insisting|stating|claiming|maintaining)|but (?:said|says|insisted|insists|claimed))\s"
)
"""What is said in place of what is denied: "denied that 100 had died, saying no more than 46 had"."""
_AGAINST = re.compile(r",?\s(?:but|while|though|although|whereas)\s(?:[^\s,;.]+\s){0,4}$")
_QUOTE = re.compile(r"[\"“”«»]")


def _quoted(
    paragraph: Paragraph,
    quoted: Sequence[Quotation],
    here: Sequence[_Said],
    before: _Said | None,
    runs_on: bool,
) -> Iterator[_Said]:
    """Give each quotation, whole, to the speaker of the part whose telling is found."""
    last: _Said | None = None
    for quotation in quoted:
        start, end = paragraph.offset + quotation.start, paragraph.offset + quotation.end
        tellers = [
            one
            for one in here
            if one.speakers
            and one.frame != "plans"
            and one.start < end
            and start < one.end
            and one.end - one.start > 3
            and not (start < one.start and one.end < end - 1)
        ]
        widest = max(tellers, key=lambda one: one.end - one.start, default=None)
        doubts: tuple[str, ...] = ()
        if widest is None and last is not None:
            widest = last
        elif widest is None and (runs_on or quotation.start == 0) and before is not None:
            widest, doubts = before, ("speaker_carried",)
        if widest is not None:
            last = _Said(start, end, widest.speakers, "says", widest.doubts or doubts, widest.words)
            yield last
