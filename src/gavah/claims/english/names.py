"""Whom a text names: people, bodies and forces, by several votes.

No vote decides alone: titles, ranks and role nouns before a name, an age beside it, given and
family names of the cultures that reports come from (resources/names), what follows ("who", "said"),
words that only bodies' names hold, and the gazetteer as a vote against. A single name counts as a
person only with a title, an age, or a fuller mention elsewhere in the text, which `full` then gives.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from gavah.claims import gazetteer
from gavah.claims.english.common_words import usually_small
from gavah.claims.english.proper import Word, lettering, recased, runs, words
from gavah.claims.english.syntax import Paragraph
from gavah.claims.english.trees import Doc
from gavah.model import Document
from gavah.resources import load

PERSON = 2.0
"""The votes from which a run of capitals is a person."""

CULTURES = (
    "african", "arabic", "burmese_southeast_asian", "east_asian", "english", "kurdish_turkish",
    "persian", "russian_ukrainian", "south_asian", "spanish_portuguese",
)  # fmt: skip


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


class _Lists(NamedTuple):
    given: frozenset[str]
    family: frozenset[str]
    honorifics: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    organisation: frozenset[str]
    force: frozenset[str]
    forces: frozenset[str]
    organisations: frozenset[str]
    never: frozenset[str]
    places: frozenset[str]
    also_names: frozenset[str]
    demonyms: frozenset[str]
    locative: frozenset[str]


def _fold(name: str) -> str:
    return gazetteer.fold(name)


@cache
def _lists() -> _Lists:
    cultures = [load(f"names/{culture}") for culture in CULTURES]
    titles, bodies = load("names/titles"), load("names/bodies")
    around, countries = load("english/place_words"), load("places/countries")
    demonyms = [word for row in countries["demonyms"].values() for word in row]
    demonyms += [*countries["local_demonyms"], *countries["peoples"]]
    folded = {_fold(word) for word in demonyms}

    def lower(rows: Sequence[str]) -> frozenset[str]:
        return frozenset(str(word).lower() for word in rows)

    return _Lists(
        given=frozenset(_fold(name) for culture in cultures for name in culture["given"]),
        family=frozenset(_fold(name) for culture in cultures for name in culture["family"]),
        honorifics=lower(titles["honorifics"]),
        titles=lower([*titles["honorifics"], *titles["ranks"], *titles["offices"]]),
        particles=lower(titles["particles"]),
        suffixes=lower(titles["suffixes"]),
        organisation=lower(bodies["organisation_words"]),
        force=lower(bodies["force_words"]),
        forces=frozenset(_fold(name) for name in bodies["forces"]),
        organisations=frozenset(_fold(name) for name in bodies["organisations"]),
        never=lower([*around["never"], *around["doubtful"]]),
        places=lower(
            [*around["settlement"], *around["district"], *around["province"], *around["venue"]]
        ),
        also_names=lower(bodies["also_names"]),
        demonyms=frozenset(folded | {f"{word}s" for word in folded}),
        locative=lower(around["locus"]),
    )


_AGE_BEFORE = re.compile(
    r"(?P<age>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)[\-‐ ]?(?:year|month|week|day)s?[\-‐ ]old\b"
    r"(?P<between>(?:\s+[a-z]+){0,4}\s*,?\s*)$"
)
_AGE_AFTER = re.compile(
    r"^(?:\s*,\s*(?:aged?\s+|who was\s+)?(?P<one>\d{1,3})(?=\s*[,.;):]|\s+(?:and|was|were|years|year)\b|\s*$)"
    r"|\s*\((?:aged?\s+)?(?P<two>\d{1,3})\)"
    r"|\s*,?\s+aged\s+(?P<three>\d{1,3})\b"
    r"|\s*,\s*(?:an?\s+)?(?P<four>\d{1,3})[\-‐ ]years?[\-‐ ]old)"
)


class _Run(NamedTuple):
    first: int
    last: int  # exclusive
    row: Sequence[Word]
    titled: bool

    @property
    def start(self) -> int:
        return self.row[self.first].start

    @property
    def end(self) -> int:
        return self.row[self.last - 1].end

    @property
    def parts(self) -> list[Word]:
        return [word for word in self.row[self.first : self.last] if word.kind != "mark"]


def names(document: Document, paragraphs: Sequence[Paragraph]) -> list[Named]:
    """Everybody and every body that the paragraphs name, in text order."""
    text = document.text
    found: list[Named] = []
    for paragraph in paragraphs:
        found += _in_stretch(text, paragraph.offset, min(paragraph.end, len(text)), paragraph.doc)
    return _gathered(text, found)


def names_before(text: str, spans: Sequence[tuple[int, int]]) -> list[Named] | None:
    """The same before anything is parsed; None where a stretch is all in capitals: it needs trees."""
    if any(lettering(text[start:end]) == "upper" for start, end in spans):
        return None
    return _gathered(text, [one for start, end in spans for one in _in_stretch(text, start, end)])


def names_in_title(document: Document) -> list[Named]:
    """The same for the headline; offsets count in the title."""
    title = document.title or ""
    return _gathered(title, _in_stretch(title, 0, len(title)))


def _in_stretch(text: str, start: int, end: int, doc: Doc | None = None) -> list[Named]:
    lists = _lists()
    row: Sequence[Word] = words(text, start, end)
    how = lettering(text[start:end])
    if how == "upper" and isinstance(doc, Doc):
        row, how = recased(row, doc, start, telling), "mixed"
    if how == "lower":
        return list(_without_capitals(text, row))
    spread = runs(row, lists.particles)
    found = []
    for first, last in _without_bodies(row, spread, lists.forces | lists.organisations):
        for run in _trimmed(row, first, last, upper=how == "upper"):
            named = _judged(text, run, upper=how == "upper")
            if named is not None:
                found.append(named)
    return found


@cache
def telling(name: str) -> bool:
    """Whether words without telling capitals are a name all the same: of people, or a large place."""
    lists = _lists()
    key = _fold(name)
    if key in lists.never or key in _openers() or key in lists.organisation or key in lists.force:
        return False
    if key in lists.given or key in lists.family or key in lists.demonyms:
        return key not in lists.titles
    entries = gazetteer.lookup(name, loosely=False) if len(key) > 3 else ()
    return any(entry.kind == "country" or entry.population > 200_000 for entry in entries)


def _without_bodies(
    row: Sequence[Word], spread: Sequence[tuple[int, int]], bodies: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Cut runs around the bodies that are listed by name: "Boko Haram" in a run of capitals."""
    for first, last in spread:
        begin = at = first
        while at < last:
            size = next(
                (
                    size
                    for size in range(min(4, last - at), 0, -1)
                    if _listed(row[at : at + size], bodies)
                ),
                0,
            )
            more = at + size < last and row[at + size].low in _lists().organisation
            if not size or more or size == last - first:
                at += 1
                continue
            if begin < at:
                yield begin, at
            yield at, at + size
            begin = at = at + size
        if begin < last:
            yield begin, last


def _listed(piece: Sequence[Word], bodies: frozenset[str]) -> bool:
    name = " ".join(word.text for word in piece)
    return _fold(name) in bodies and (len(name) > 4 or name.isupper() or name.istitle())


def _trimmed(row: Sequence[Word], first: int, last: int, *, upper: bool) -> Iterator[_Run]:
    """The names inside a run of capitals: without titles, opening words and demonyms."""
    lists = _lists()
    pieces: list[tuple[int, int, bool]] = []
    begin, titled = first, False
    at = first
    while at < last:
        word = row[at]
        low = word.low.rstrip(".")
        single = at == begin
        if (
            low in lists.titles
            and (at + 1 < last or low in lists.honorifics)
            and not (at > begin and _fold(word.text) in lists.family and at + 1 == last)
        ):
            body = any(
                w.low in lists.organisation or w.low in lists.force for w in row[at + 1 : last]
            )
            if not body:
                if not single and not all(w.kind == "mark" for w in row[begin:at]):
                    pieces.append((begin, at, titled))
                begin, titled = at + 1, True
                if begin < last and row[begin].text == ".":
                    begin += 1
                at = begin
                continue
        ahead = _fold(row[at + 1].text) if at + 1 < last else ""
        if single and last - at > 2 and low in _OFFICES and at and row[at - 1].low in {"of", "for"}:
            begin, titled = at + 1, True
        elif (single and last - at > 2 and ahead in lists.given and _seat(word)) or (
            single
            and (
                _fold(word.text) in lists.demonyms
                or (word.opens and low in _openers() and low not in lists.given)
            )
        ):
            begin = at + 1
        at += 1
    pieces.append((begin, last, titled))
    for one, other, rank in pieces:
        while one < other and (row[one].kind == "mark" or row[one].low in lists.particles - _KEPT):
            one += 1
        while other > one and row[other - 1].kind == "mark":
            other -= 1
        if other - one > 2 and _fold(row[one].text) in lists.given and _seat(row[other - 1]):
            other -= 1
        if one < other:
            yield _Run(one, other, row, rank)


_OFFICES = frozenset({"state", "defense", "defence", "interior", "justice", "affairs"})


def _seat(word: Word) -> bool:
    """Whether a word is a country's or a large town's name, and nobody's."""
    key = _fold(word.text)
    return key not in _lists().given and key not in _lists().family and _great(word.text)


def _great(name: str) -> bool:
    entries = gazetteer.lookup(name, loosely=False)
    return any(entry.kind == "country" or entry.population > 500_000 for entry in entries[:3])


_KEPT = frozenset(
    {
        "al",
        "el",
        "abu",
        "bin",
        "ibn",
        "van",
        "von",
        "de",
        "del",
        "la",
        "le",
        "da",
        "di",
        "du",
        "ben",
        "umm",
        "ko",
        "u",
    }
)


@cache
def _openers() -> frozenset[str]:
    """Words that open a sentence with a capital and are no name."""
    listed = set(_lists().never)
    for row in (
        load("english/function_words").values()
        if isinstance(load("english/function_words"), dict)
        else ()
    ):
        if isinstance(row, list):
            listed |= {str(word).lower() for word in row if isinstance(word, str)}
    listed |= {str(word) for word in load("english/place_words")["openers"]}
    return frozenset(listed)


def _judged(text: str, run: _Run, *, upper: bool) -> Named | None:
    lists = _lists()
    parts = run.parts
    if not parts:
        return None
    name = text[run.start : run.end]
    lows = [part.low.rstrip(".") for part in parts]
    keys = [_fold(part.text) for part in parts]
    whole = _fold(name)
    if whole in lists.forces:
        return _named(text, run, "force", None)
    if whole in lists.organisations:
        return _named(text, run, "organisation", None)
    if all(low in lists.never or low in _openers() for low in lows) or whole in lists.demonyms:
        return None
    small = [] if upper else _small(parts, keys)
    if small and all(small):
        return None
    after = text[run.end : run.end + 48]
    before = text[max(0, run.start - 60) : run.start]
    age = _age(before, after)
    if lows[-1] in lists.places - _BODIES and len(parts) > 1 and not run.titled:
        return None
    if len(parts) > 1 or upper:
        body = _body(lows)
        if body and not (run.titled or age is not None):
            return _named(text, run, body, None)
    votes = _votes(run, lows, keys, before, after, age, upper=upper)
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
    lists = _lists()
    return [
        usually_small(part.text) and key not in lists.given and key not in lists.family
        for part, key in zip(parts, keys, strict=True)
    ]


_BODIES = frozenset(
    {"university", "college", "school", "hospital", "academy", "embassy", "consulate", "parliament"}
) | {"church", "mosque", "museum", "house", "community", "agency", "sector", "division", "state"}


_WEAK = "weak"  # a single word that is nobody's name unless a fuller mention says so


def _body(lows: list[str]) -> str | None:
    lists = _lists()
    if any(low in lists.force for low in lows):
        return "force"
    strong = [low for low in lows if low in lists.organisation and low not in lists.also_names]
    return "organisation" if strong else None


def _votes(
    run: _Run,
    lows: list[str],
    keys: list[str],
    before: str,
    after: str,
    age: int | None,
    *,
    upper: bool,
) -> float:
    lists = _lists()
    given = [key in lists.given for key in keys]
    family = [key in lists.family for key in keys]
    votes = 0.0
    if run.titled:
        votes += 3
    previous = run.row[run.first - 1] if run.first else None
    low = previous.low if previous is not None and not previous.possessive else ""
    if low in lists.titles and not upper:
        votes += 1.5
    if age is not None:
        votes += 2.5
    if _HARMED.search(before) and not upper:
        votes += 1.2 if len(keys) > 1 else 0.8
    if _IDENTIFIED.search(before):
        votes += 2
    if len(keys) > 1:
        if given[0]:
            votes += 2 if not _placed(keys, 0) or any(family[1:]) or any(given[1:]) else 1.2
        elif any(given[1:]):
            votes += 1
        if family[-1]:
            votes += 1.5
        elif keys[-1].startswith(("al ", "el ")) or keys[-1].endswith(_ENDINGS):
            votes += 1
        if any(len(part) == 1 for part in lows[:-1]):
            votes += 1.5
        if any(part in lists.particles for part in lows[1:-1]):
            votes += 1.5 if any(part in _PATRONYMIC for part in lows[1:-1]) else 0.6
        if 2 <= len(keys) <= 4 and not upper:
            votes += 0.6
    elif given[0] or family[0]:
        votes += 0.5
    if _SAYS.match(after):
        votes += 0.8 if len(keys) > 1 else 0.5
    if run.row[run.last - 1].possessive and _KIN.match(after):
        votes += 1
    if low in lists.locative:
        votes -= 1.5 if not run.titled else 0
    if low in {"of", "from", "to"} and not any(given):
        votes -= 0.7
    if _PLACED_AFTER.match(after):
        votes -= 1.5
    whole = " ".join(keys)
    if gazetteer.known(whole) and not run.titled:
        votes -= 2.5 if len(keys) == 1 or not (given[0] and any(family)) else 0.5
    elif (
        len(keys) > 1 and not any(given) and (gazetteer.known(keys[0]) or gazetteer.known(keys[-1]))
    ):
        votes -= 0.8
    if any(part in lists.places for part in lows):
        votes -= 2
    if any(part in lists.never for part in lows[:1]) and not given[0]:
        votes -= 1
    return votes


_PATRONYMIC = frozenset({"bin", "ibn", "bint", "bent", "ben", "ould", "abu"})


def _placed(keys: list[str], at: int) -> bool:
    entries = gazetteer.lookup(keys[at], loosely=False)
    return bool(entries) and entries[0].population > 200_000


_ENDINGS = (
    "zadeh", "pour", "nejad", "enko", "ovich", "evich", "ova", "eva", "oglu", "ullah", "uddin", "sson",
    "stein", "berg", "mann", "wicz", "owski", "ovic", "idis", "opoulos", "yan", "shvili", "zai", "nia",
)  # fmt: skip
_SAYS = re.compile(
    r"\s*,?\s+(?:who|whose|said|says|told|added|warned|wrote|tweeted|explained|claimed|was (?:killed|shot|"
    r"arrested|born|sentenced|detained|injured|stabbed|found|charged|jailed|hanged|executed)|died|has been)\b"
)
_HARMED = re.compile(
    r"\b(?:killed|kidnapped|abducted|arrested|detained|shot|murdered|executed|hanged|beheaded|stabbed|injured|"
    r"sentenced|convicted|jailed|charged|released|freed|(?:murder|death|killing|arrest|execution|wife|son|"
    r"daughter|father|mother|brother|sister|detention|trial|release) of|victims? (?:was|were|is|are|as))\s+$"
)
_IDENTIFIED = re.compile(
    r"\b(?:(?:identified|named|known)(?: \w+){0,3} as|man called|woman called|one)\s+$"
)
_KIN = re.compile(
    r"['’]s?\s+(?:mother|father|wife|husband|son|daughter|brother|sister|family|body|lawyer|death|funeral|"
    r"parents|home|house|arrest|uncle|cousin|friend|friends|colleague|office)\b"
)
_PLACED_AFTER = re.compile(
    r"\s+(?:district|province|city|village|town|area|state|county|region|governorate|camp|prison|street|"
    r"road|island|valley|square)\b"
)


def _age(before: str, after: str) -> int | None:
    if match := _AGE_AFTER.match(after):
        years = int(next(value for value in match.groups() if value))
        return years if years <= 115 else None
    if match := _AGE_BEFORE.search(before):
        words_ = match["between"].split()
        if all(word.strip(",").lower() in _lists().titles or word in _FILLERS for word in words_):
            if "year" not in match[0]:
                return 0
            digits = match["age"]
            return int(digits) if digits.isdecimal() else _SMALL.index(digits)
    return None


_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FILLERS = frozenset(
    {"named", "called", "identified", "as", "local", "the", "a", "and", "student", "resident"}
)


def _named(text: str, run: _Run, kind: str, age: int | None) -> Named:
    name = text[run.start : run.end]
    return Named(run.start, run.end, name, kind, age, age is not None and age < 18, name)


def _without_capitals(text: str, row: Sequence[Word]) -> Iterator[Named]:
    """Names in text without capitals: two words or more from the lists, or after a title."""
    lists = _lists()
    at = 0
    while at < len(row):
        keys: list[int] = []
        look = at
        while look < len(row) and row[look].kind == "word" and len(keys) < 4:
            key = _fold(row[look].text)
            usable = (key in lists.given or key in lists.family) and key not in _openers() | {
                "said"
            }
            if not usable:
                break
            keys.append(look)
            if row[look].possessive:
                break
            look += 1
        if len(keys) >= 2 and _fold(row[keys[0]].text) in lists.given:
            run = _Run(keys[0], keys[-1] + 1, row, False)
            name = text[run.start : run.end]
            if not gazetteer.known(name):
                age = _age(text[max(0, run.start - 60) : run.start], text[run.end : run.end + 48])
                yield _named(text, run, "person", age)
            at = keys[-1] + 1
        else:
            at += 1


def _gathered(text: str, found: list[Named]) -> list[Named]:
    """Names that a fuller mention, or a neighbour in a list, makes people; and the full names."""
    alone = {
        _fold(one.name) for one in found if one.kind in {"unknown", _WEAK} and " " not in one.name
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
    for named in judged:
        parts = _fold(named.name).split()
        if named.kind == "person" and len(parts) > 1:
            full.setdefault(" ".join(parts), named)
            for part in (parts[-1], parts[0]):
                full.setdefault(part, named)
    return [one for one in (_with_full(one, full) for one in judged) if one.kind != _WEAK]


_LISTED = re.compile(r"(?:,\s*\d{1,3}\s*)?\s*(?:,|and|&|,\s*and)\s*")


def _by_return(one: Named, alone: set[str]) -> Named:
    """Two or more unknown words are a person when the last of them returns alone."""
    parts = _fold(one.name).split()
    lists = _lists()
    plain = one.kind == "unknown" and 2 <= len(parts) <= 4
    if (
        plain
        and parts[-1] in alone
        and not any(part in lists.organisation - lists.also_names for part in parts)
    ):
        return msgspec.structs.replace(one, kind="person")
    return one


def _may_be_person(one: Named) -> bool:
    parts = _fold(one.name).split()
    lists = _lists()
    if one.kind != "unknown" or len(parts) > 4 or ("-" in one.name[:-4] and len(parts) == 1):
        return False
    named = any(part in lists.given or part in lists.family for part in parts)
    return named and not any(part in lists.organisation - lists.also_names for part in parts)


def _with_full(one: Named, full: dict[str, Named]) -> Named:
    fuller = full.get(_fold(one.name))
    if one.kind not in {"unknown", "person", _WEAK} or fuller is None:
        return one
    last = _fold(fuller.name).endswith(f" {_fold(one.name)}")
    if one.kind == _WEAK and (not last or _great(one.name)):
        return one
    one = msgspec.structs.replace(one, kind="person", full=fuller.name)
    if one.age is None and fuller.age is not None:
        return msgspec.structs.replace(one, age=fuller.age, minor=fuller.minor)
    return one
