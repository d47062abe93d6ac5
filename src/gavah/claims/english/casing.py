"""Text all in capitals, or without any, written again as English usually is; letter for letter.

Old wires and scraped dirt say nothing by their capitals, and parser, names and places go by them.
The second text has the first one's length, so what is read in it stands at the same offsets; quotes
are sliced from the first. Usual forms: training/english/casing.py; names: resources/names.
"""

import re
from functools import cache
from itertools import pairwise

from msgspec.structs import replace

from gavah.claims import gazetteer
from gavah.claims.english.common_words import dictionary, usual_forms
from gavah.claims.english.name_words import known_names, telling
from gavah.claims.english.proper import lettering
from gavah.claims.english.sentence_ends import shortened
from gavah.claims.gazetteer import fold
from gavah.model import Anchor, Anchors, Claim, Document
from gavah.resources import load

_WORD = re.compile(r"(?:(?!â€)[^\W\d_])+(?:[’'](?:(?!â€)[^\W\d_])+)?")
"""A word; not the first letter of a quotation mark that was decoded wrongly."""
_ENDINGS = re.compile(
    r"(?:ed|ing|ly|tions?|ments?|ness|ity|ities|ism|ists?|ious|able|ible|ives?|izes?|ises?|ers?|ors?|"
    r"ally|ances?|ences?|ships?|ful|less|hood|ology|isms|ent|ant|ary|ual|ial)$"
)
_MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec""".split()
)
_INFLECTED = (
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
)
_OPENING = frozenset("the he she they it this these those meanwhile however but although".split())
"""Words that open a sentence even after a full stop that may be an abbreviation's."""
_NO_TITLES = frozenset(
    "national vice head chief citizen private major general deputy man woman person".split()
)
"""Titles that as often stand before plain words."""
_PLAIN = frozenset(
    """said can than win min nay aye ye bill mark grant rob tin chit yaw faith grace joy dawn marine maxim
    sultan tamer aria tun wai will""".split()
)
"""Given names that are plain words far more often."""
_INITIALS = re.compile(r"(?:[a-z]\.)?[a-z]\.[a-z]\.")
_LONGEST = 4
_JOINING = frozenset("of the and de del la las los el al".split())
_LARGE = 15_000
"""Inhabitants from which one word alone may be a place, where no letter tells."""


def recased(text: str) -> str:
    """The text as usually written, of the same length; itself where capitals tell names."""
    how = lettering(text)
    if how == "mixed":
        return text
    found = list(_WORD.finditer(text))
    names = _named(text, found, upper=how == "upper")
    out: list[str] = []
    at = 0
    opens = True
    for number, match in enumerate(found):
        between = text[at : match.start()]
        word = match[0]
        low = _lower(word)
        opens = opens or bool(
            re.search(r"[.!?:][\"”’')\]]*\s+[\"“‘(]*$|\n\s*\n|--\s*$|\]\s*$", between)
        )
        if opens and number and re.fullmatch(r"\. {0,2}\n? *", between):
            opens = low in _OPENING or not shortened(_lower(found[number - 1][0]))
        shape = names.get(number) or _usual(text, match, low, upper=how == "upper")
        if shape == "title" or opens:
            low = low[:1].upper() + low[1:] if len(low[:1].upper()) == 1 else low
        elif shape == "upper":
            low = word if how == "upper" else _upper(low)
        out += (between, low)
        at, opens = match.end(), False
    out.append(text[at:])
    second = "".join(out)
    return second if len(second) == len(text) else text


def _lower(word: str) -> str:
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in word)


def _upper(word: str) -> str:
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in word)


@cache
def _small() -> frozenset[str]:
    """Words usually written small: those counted, and the nouns of our own lists."""
    lower, usual = usual_forms()
    people = [word for row in load("english/people_nouns") for word in row["words"]]
    things = [word for row in load("english/not_people") for word in row["words"]]
    acts = [word for kind in ("verbs", "nouns") for row in load("english/harm")[kind].values() for word in row]  # fmt: skip
    listed = {str(word) for word in (*people, *things, *acts, *load("english/causes")["causes"])}
    capital = set(usual) | {f"{word}s" for word in usual} | known_names().demonyms
    return (
        lower
        | dictionary()
        | frozenset(word for word in listed if word not in capital and telling(word) is False)
    )


def _usual(text: str, match: re.Match[str], low: str, *, upper: bool) -> str | None:
    lower, usual = _small(), usual_forms()[1]
    if len(low) == 1 and text[match.end() : match.end() + 1] == ".":
        return "upper" if upper or _INITIALS.match(text, max(match.start() - 2, 0)) else None
    bare = re.sub(r"[’'].*", "", low)
    if bare in _MONTHS:
        beside = (
            text[max(match.start() - 4, 0) : match.start()] + text[match.end() : match.end() + 4]
        )
        if bare not in lower or re.search(r"\d", beside):
            return "title"
    if bare in usual and bare not in lower:
        return "upper" if usual[bare].isupper() else "title"
    if bare in lower or len(bare) < 2:
        return None
    if not upper and not bare.isascii():
        return "title" if telling(bare) else None
    bracketed = text[match.start() - 1 : match.start()] in ("(", "[") and text[
        match.end() : match.end() + 1
    ] in (")", "]")
    if len(bare) <= 6 and (bracketed or not re.search(r"[aeiouy]", bare)) and not telling(bare):
        return "upper"
    if any(bare.endswith(end) and bare[: -len(end)] + put in lower for end, put in _INFLECTED):
        return None
    if len(bare) > 5 and _ENDINGS.search(bare) and not telling(bare):
        return None
    return "title"


def _named(text: str, found: list[re.Match[str]], *, upper: bool) -> dict[int, str]:
    """Words that are names by the gazetteer or the name lists, by their place in the text."""
    lower = _small()
    names: dict[int, str] = {}
    lows = [_lower(match[0]) for match in found]
    for first in range(len(found)):
        for count in range(_LONGEST, 0, -1):
            row = lows[first : first + count]
            if (
                len(row) < count
                or row[0] in _JOINING - {"el", "la", "los", "las"}
                or row[-1] in _JOINING
            ):
                continue
            if count > 1 and not _adjoin(text, found[first : first + count]):
                continue
            if count == 1 and (row[0] in lower or len(row[0]) < 4):
                continue
            if all(word in lower for word in row) and row[0] not in {"new", "san", "el", "la"}:
                continue
            name = " ".join(row)
            if any(
                entry.kind in {"country", "province"} or entry.population >= _LARGE
                or (upper and count > 1)
                for entry in gazetteer.lookup(name, loosely=False)
            ):  # fmt: skip
                for number in range(first, first + count):
                    if lows[number] not in {"of", "the", "and", "de", "del"}:
                        names[number] = "title"
                break
    _persons(text, found, lows, names)
    return names


def _persons(text: str, found: list[re.Match[str]], lows: list[str], names: dict[int, str]) -> None:
    """Words after a title, a given name or another such word, whatever they are, are names.

    A word that is both ("ANGEL", "PILAR") is a name before or after one that is surely none.
    """
    lower, known = _small(), known_names()
    for number in range(1, len(lows)):
        before, low = lows[number - 1], lows[number]
        if not _adjoin(text, found[number - 1 : number + 1]):
            continue
        folded, lead = fold(low), fold(before)
        named = low not in lower or folded in known.family
        if not named and not (folded in known.given and before in known.titles):
            continue
        if low in _PLAIN:
            continue
        if lead in _PLAIN and before in lower and folded not in known.family:
            continue
        if before in known.titles and before not in _NO_TITLES:
            names[number] = "title"
        elif lead in known.given or names.get(number - 1) == "title":
            if low not in lower or lead in known.given:
                names[number] = "title"
                names[number - 1] = "title"


def _adjoin(text: str, row: list[re.Match[str]]) -> bool:
    """Whether only blanks, a line break among them, stand between words."""
    return all(text[one.end() : other.start()].isspace() for one, other in pairwise(row))


def second(document: Document) -> Document:
    """The document with text and title as usually written; itself where capitals tell names."""
    article = "\n".join(document.text[start:end] for start, end in document.paragraphs)
    text = document.text
    if lettering(article or text) != "mixed":
        text = _stretched(text, document.paragraphs or ((0, len(text)),))
    title = document.title
    if title and lettering(title) == "upper":
        title = recased(title)
    if text is document.text and title == document.title:
        return document
    return replace(document, text=text, title=title)


def _stretched(text: str, stretches: tuple[tuple[int, int], ...]) -> str:
    out: list[str] = []
    at = 0
    for start, end in stretches:
        out += (text[at:start], recased(text[start:end]))
        at = end
    return "".join((*out, text[at:]))


def as_written(claim: Claim, document: Document, read: Document) -> Claim:
    """A claim of the second text with every word as the first one has it."""

    def sliced(anchor: Anchor) -> Anchor:
        whole = document.title or "" if anchor.where == "title" else document.text
        return Anchor.of(whole, anchor.start, anchor.end, anchor.where)

    def each(row: tuple[Anchor, ...]) -> tuple[Anchor, ...]:
        return tuple(sliced(anchor) for anchor in row)

    def written(words: str) -> str:
        for told, whole in ((read.text, document.text), (read.title or "", document.title or "")):
            at = told.find(words)
            if at >= 0:
                return whole[at : at + len(words)]
        return words

    own = claim.anchors
    anchors = Anchors(
        act=sliced(own.act),
        sentence=sliced(own.sentence),
        count=sliced(own.count) if own.count else None,
        place=sliced(own.place) if own.place else None,
        when=sliced(own.when) if own.when else None,
        victims=each(own.victims),
        perpetrators=each(own.perpetrators),
        speakers=each(own.speakers),
    )
    victims = claim.victims
    if victims is not None:
        description = victims.description
        victims = replace(
            victims,
            description=None if description is None else written(description),
            names=tuple(dict.fromkeys(map(written, victims.names))),
        )
    return replace(
        claim,
        anchors=anchors,
        also=each(claim.also),
        victims=victims,
        place=replace(claim.place, name=written(claim.place.name)) if claim.place else None,
        perpetrators=tuple(replace(one, name=written(one.name)) for one in claim.perpetrators),
        attribution=tuple(
            replace(one, name=written(one.name)) if one.role == "speaker" else one
            for one in claim.attribution
        ),
    )
