"""Whom a text names: people, bodies and forces, by several votes.

No vote decides alone: titles, ranks and role nouns before a name, an age beside it, given and
family names of the cultures that reports come from (resources/names), what follows ("who", "said"),
words that only bodies' names hold, and the gazetteer as a vote against. A single name counts as a
person only with a title, an age, or a fuller mention elsewhere in the text, which `full` then gives.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from gavah.claims import gazetteer
from gavah.claims.english.common_words import usually_small
from gavah.claims.english.name_runs import Run, trimmed, without_bodies
from gavah.claims.english.name_votes import PERSON, age_of, votes_for
from gavah.claims.english.name_words import great, known_names, openers, telling
from gavah.claims.english.proper import Word, capitals_of_names, lettering, runs, words
from gavah.claims.english.syntax import Paragraph
from gavah.claims.english.trees import Doc
from gavah.claims.gazetteer import fold
from gavah.model import Document


class Named(msgspec.Struct, frozen=True):
    """A mention of somebody, or of a body, by name.

    Attributes:
        start: where the name stands in the text, titles, honorifics and age left out.
        end: its end, exclusive.
        name: the slice.
        kind: "person", "organisation", "force" (police, armies, militias, armed groups), "unknown".
        age: years, where the text gives them beside the name.
        minor: whether that age is under 18.
        full: the fullest name that the text gives the same one; `name` where this is it.
    """

    start: int
    end: int
    name: str
    kind: str
    age: int | None
    minor: bool
    full: str


def names(
    document: Document, paragraphs: Sequence[Paragraph], beside: Sequence[Named] = ()
) -> list[Named]:
    """Everybody and every body that the paragraphs name, in text order.

    Args:
        beside: whom the document names elsewhere (`names_beside`): only their full names are taken.
    """
    text = document.text
    found: list[Named] = []
    for paragraph in paragraphs:
        found += _in_stretch(text, paragraph.offset, min(paragraph.end, len(text)), paragraph.doc)
    return _gathered(text, found, beside)


def names_before(
    text: str, spans: Sequence[tuple[int, int]], beside: Sequence[Named] = ()
) -> list[Named] | None:
    """The same before anything is parsed; None where a stretch is all in capitals: it needs trees."""
    if any(lettering(text[start:end]) == "upper" for start, end in spans):
        return None
    found = [one for start, end in spans for one in _in_stretch(text, start, end)]
    return _gathered(text, found, beside)


def names_beside(text: str, spans: Sequence[tuple[int, int]]) -> list[Named]:
    """Whom stretches name that are not read for claims; none in those all in capitals."""
    lettered = [span for span in spans if lettering(text[slice(*span)]) != "upper"]
    return [one for start, end in lettered for one in _in_stretch(text, start, end)]


def names_in_title(document: Document) -> list[Named]:
    """The same for the headline; offsets count in the title."""
    title = document.title or ""
    return _gathered(title, _in_stretch(title, 0, len(title)))


def _in_stretch(text: str, start: int, end: int, doc: Doc | None = None) -> list[Named]:
    lists = known_names()
    row: Sequence[Word] = words(text, start, end)
    how = lettering(text[start:end])
    if how == "upper" and isinstance(doc, Doc):
        row, how = capitals_of_names(row, doc, start, telling), "mixed"
    if how == "lower":
        return list(_without_capitals(text, row))
    spread = runs(row, lists.particles)
    found = []
    for first, last in without_bodies(row, spread, lists.forces | lists.organisations):
        for run in trimmed(row, first, last, upper=how == "upper"):
            named = _judged(text, run, upper=how == "upper")
            if named is not None:
                found.append(named)
    return found


def _judged(text: str, run: Run, *, upper: bool) -> Named | None:
    lists = known_names()
    parts = run.parts
    if not parts:
        return None
    name = text[run.start : run.end]
    lows = [part.low.rstrip(".") for part in parts]
    keys = [fold(part.text) for part in parts]
    whole = fold(name)
    if whole in lists.forces:
        return _named(text, run, "force", None)
    if whole in lists.organisations:
        return _named(text, run, "organisation", None)
    if all(low in lists.never or low in openers() for low in lows) or whole in lists.demonyms:
        return None
    small = [] if upper else _small(parts, keys)
    if small and all(small):
        return None
    after = text[run.end : run.end + 48]
    before = text[max(0, run.start - 60) : run.start]
    age = age_of(before, after)
    if lows[-1] in lists.places - _BODIES and len(parts) > 1 and not run.titled:
        return None
    if len(parts) > 1 or upper:
        body = _body(lows)
        if body and not (run.titled or age is not None):
            return _named(text, run, body, None)
    votes = votes_for(run, lows, keys, before, after, age, upper=upper)
    if votes >= PERSON and len(parts) <= 6:
        return _named(text, run, "person", age)
    if any(key in lists.demonyms for key in keys) or (upper and votes < 1):
        return None
    if len(parts) == 1 and (parts[0].opens or gazetteer.known(name)):
        before_it = run.row[run.first - 1].low if run.first else ""
        return None if before_it in lists.locative else _named(text, run, _WEAK, None)
    if gazetteer.known(name) or (small and (small[0] or 2 * sum(small) > len(small))):
        return None
    return _named(text, run, "unknown", age)


def _small(parts: Sequence[Word], keys: Sequence[str]) -> list[bool]:
    """Which words have a capital for a headline or a menu alone: "Six Injured", "Weather"."""
    lists = known_names()
    return [
        usually_small(part.text) and key not in lists.given and key not in lists.family
        for part, key in zip(parts, keys, strict=True)
    ]


_BODIES = frozenset(
    {"university", "college", "school", "hospital", "academy", "embassy", "consulate", "parliament"}
) | {"church", "mosque", "museum", "house", "community", "agency", "sector", "division", "state"}


_WEAK = "weak"  # a single word that is nobody's name unless a fuller mention says so


def _body(lows: list[str]) -> str | None:
    lists = known_names()
    if any(low in lists.force for low in lows):
        return "force"
    strong = [low for low in lows if low in lists.organisation and low not in lists.also_names]
    return "organisation" if strong else None


def _named(text: str, run: Run, kind: str, age: int | None) -> Named:
    name = text[run.start : run.end]
    return Named(run.start, run.end, name, kind, age, age is not None and age < 18, name)


def _without_capitals(text: str, row: Sequence[Word]) -> Iterator[Named]:
    """Names in text without capitals: two words or more from the lists, or after a title."""
    lists = known_names()
    at = 0
    while at < len(row):
        keys: list[int] = []
        look = at
        while look < len(row) and row[look].kind == "word" and len(keys) < 4:
            key = fold(row[look].text)
            usable = (key in lists.given or key in lists.family) and key not in openers() | {"said"}
            if not usable:
                break
            keys.append(look)
            if row[look].possessive:
                break
            look += 1
        if len(keys) >= 2 and fold(row[keys[0]].text) in lists.given:
            run = Run(keys[0], keys[-1] + 1, row, False)
            name = text[run.start : run.end]
            if not gazetteer.known(name):
                age = age_of(text[max(0, run.start - 60) : run.start], text[run.end : run.end + 48])
                yield _named(text, run, "person", age)
            at = keys[-1] + 1
        else:
            at += 1


def _gathered(text: str, found: list[Named], beside: Sequence[Named] = ()) -> list[Named]:
    """Names that a fuller mention, or a neighbour in a list, makes people; and the full names."""
    alone = {
        fold(one.name)
        for one in (*found, *beside)
        if one.kind in {"unknown", _WEAK} and " " not in one.name
    }
    judged = [_by_return(one, alone) for one in found]
    for number in [*range(1, len(judged)), *range(len(judged) - 1, 0, -1)]:
        left, right = judged[number - 1], judged[number]
        if _LISTED.fullmatch(text[left.end : right.start]) is None:
            continue
        if left.kind == "person" and _may_be_person(right):
            judged[number] = msgspec.structs.replace(right, kind="person")
        elif right.kind == "person" and _may_be_person(left):
            judged[number - 1] = msgspec.structs.replace(left, kind="person")
    full: dict[str, Named] = {}
    for named in (*judged, *(_by_return(one, alone) for one in beside)):
        parts = fold(named.name).split()
        if named.kind == "person" and len(parts) > 1:
            full.setdefault(" ".join(parts), named)
            for part in (parts[-1], parts[0]):
                full.setdefault(part, named)
    return [one for one in (_with_full(one, full) for one in judged) if one.kind != _WEAK]


_LISTED = re.compile(r"(?:,\s*\d{1,3}\s*)?\s*(?:,|and|&|,\s*and)\s*")


def _by_return(one: Named, alone: set[str]) -> Named:
    """Two or more unknown words are a person when the last of them returns alone."""
    parts = fold(one.name).split()
    lists = known_names()
    plain = one.kind == "unknown" and 2 <= len(parts) <= 4
    if (
        plain
        and parts[-1] in alone
        and not any(part in lists.organisation - lists.also_names for part in parts)
    ):
        return msgspec.structs.replace(one, kind="person")
    return one


def _may_be_person(one: Named) -> bool:
    parts = fold(one.name).split()
    lists = known_names()
    if one.kind != "unknown" or len(parts) > 4 or ("-" in one.name[:-4] and len(parts) == 1):
        return False
    named = any(part in lists.given or part in lists.family for part in parts)
    return named and not any(part in lists.organisation - lists.also_names for part in parts)


def _with_full(one: Named, full: dict[str, Named]) -> Named:
    fuller = full.get(fold(one.name))
    if one.kind not in {"unknown", "person", _WEAK} or fuller is None:
        return one
    if one.kind == _WEAK and not _returns(one, fuller):
        return one
    one = msgspec.structs.replace(one, kind="person", full=fuller.name)
    if one.age is None and fuller.age is not None:
        return msgspec.structs.replace(one, age=fuller.age, minor=fuller.minor)
    return one


def _returns(one: Named, fuller: Named) -> bool:
    """Whether a word that opens a sentence, or is a town's too, is somebody told before.

    A family name is; a given name that lists know, or that is nothing else: no "Will", no "Lagos".
    """
    key = fold(one.name)
    if fold(fuller.name).endswith(f" {key}"):
        return not great(one.name)
    return not usually_small(one.name) and (
        key in known_names().given or not gazetteer.known(one.name)
    )
