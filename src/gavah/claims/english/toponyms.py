"""Which words of a text are names of places: capitals, the gazetteer and what stands around.

The longest name that the gazetteer has is taken; people's names and bodies are left out or kept as
evidence only ("the Kabul Times" says that Kabul matters, not that something is there). A name that
the gazetteer lacks counts when a word of place or a container vouches for it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gavah.claims import gazetteer
from gavah.claims.english.common_words import usually_small
from gavah.claims.english.name_words import telling
from gavah.claims.english.names import Named
from gavah.claims.english.place_words import place_words
from gavah.claims.english.proper import (
    MONTHS,
    WEEKDAYS,
    Lettering,
    Word,
    capitals_of_names,
    lettering,
    words,
)
from gavah.claims.english.trees import Doc
from gavah.claims.gazetteer import Entry, fold, lookup

LONGEST = 6
"""Most words that are looked up as one name."""


class Find(NamedTuple):
    """A name found, before it is resolved.

    Attributes:
        row, first, last: its words, `last` exclusive, class words after it included.
        start, end: its place in the text, class words and "northern" included.
        name: what is looked up.
        kinds: the kinds of entry that the words around allow; empty allows all.
        kind: what the words say it is ("exact", "settlement", "district" …), where they do.
        locus: whether something is said to be in, at or near it.
        known: whether the gazetteer has the name.
        demonym: for an adjective, the country's code or the place's name.
        counted: whether it is a place, or evidence only.
        caseless: whether it was found without the help of capitals.
    """

    row: Sequence[Word]
    first: int
    last: int
    start: int
    end: int
    name: str
    kinds: frozenset[str] = frozenset()
    kind: str | None = None
    locus: bool = False
    known: bool = True
    demonym: str | None = None
    counted: bool = True
    caseless: bool = False


def finds(
    text: str, start: int, end: int, people: Sequence[Named], doc: Doc | None = None
) -> Iterator[Find]:
    """The names of places in `text[start:end]`, in order.

    Args:
        people: who and what is named in the text, in order: their names are no places.
        doc: the parse, where there is one: its tags tell names in text all in capitals.
    """
    row: Sequence[Word] = words(text, start, end)
    how = lettering(text[start:end])
    if how == "upper" and isinstance(doc, Doc):
        row, how = capitals_of_names(row, doc, start, telling), "mixed"
    taken = _taken(row, people)
    at = 0
    while at < len(row):
        if how == "mixed" and not row[at].capital:
            at += 1
            continue
        find = _longest(text, row, at, taken, how)
        if find is None:
            find = _venue(text, row, at, taken, how) or _unknown(text, row, at, taken, how)
        if find is None:
            at += 1
            continue
        yield find if how == "mixed" else find._replace(caseless=True)
        at = max(find.last, at + 1)


def _taken(row: Sequence[Word], people: Sequence[Named]) -> dict[int, str]:
    """Which words belong to somebody's or some body's name: by index, its kind.

    A body whose name is listed ("the UN", "Boko Haram") is "listed": no part of it is a place.
    """
    kinds: dict[int, str] = {}
    at = 0
    for named in people:
        while at < len(row) and row[at].end <= named.start:
            at += 1
        look = at
        while look < len(row) and row[look].start < named.end:
            if named.kind != "unknown" and row[look].start >= named.start:
                kinds[look] = "listed" if fold(named.name) in place_words().listed else named.kind
            look += 1
    return kinds


def _longest(
    text: str, row: Sequence[Word], at: int, taken: dict[int, str], how: Lettering
) -> Find | None:
    lists = place_words()
    head = row[at]
    if head.kind not in {"word", "abbreviation"} or taken.get(at) in {"person", "listed"}:
        return None
    if (not head.capital and how == "mixed") or head.low == "the":
        return None
    if (
        how != "mixed"
        and (head.low in lists.openers or head.low in lists.never)
        and not (_after_locus(row, at) and head.low not in lists.openers)
    ):
        return None
    for last in range(min(at + LONGEST, len(row)), at, -1):
        tail = row[last - 1]
        if tail.kind == "mark" or (not tail.capital and how == "mixed" and not _camp(row, last - 2)):  # fmt: skip
            continue
        if any(_breaks(row, look) for look in range(at + 1, last)):
            continue
        if any(row[look].possessive for look in range(at, last - 1)):
            continue
        name = text[head.start : tail.end]
        key = fold(name)
        if len(key) < 4 and not (name.replace(".", "").isupper() or _state(row, at)):
            continue
        if (demonym := lists.demonyms.get(key) or lists.demonyms.get(key.removesuffix("s"))) and (
            last - at == 1 or " " in key
        ):
            return Find(row, at, last, head.start, tail.end, name, demonym=demonym)
        entries = lookup(name, loosely=last - at == 1 and len(key) > 6 and _after_locus(row, at))
        if entries and _acceptable(row, at, last, key, entries, taken, how):
            return _dressed(text, row, at, last, name, taken, known=True)
    return None


def _breaks(row: Sequence[Word], look: int) -> bool:
    """Whether a name cannot go on over this word."""
    word = row[look]
    if word.broken:
        return True
    return word.kind == "mark" and not (word.text == "." and row[look - 1].end == word.start)


def _state(row: Sequence[Word], at: int) -> bool:
    """Whether a short name stands after a comma, as states do."""
    return at > 1 and row[at - 1].text == "," and row[at - 2].capital


def _acceptable(
    row: Sequence[Word],
    first: int,
    last: int,
    key: str,
    entries: Sequence[Entry],
    taken: dict[int, str],
    how: Lettering,
) -> bool:
    lists = place_words()
    single = last - first == 1
    best = max(entry.population for entry in entries)
    grand = entries[0].kind in {"country", "province", "exact", "region"} or best >= 100_000
    locus = _after_locus(row, first) or _after_class(row, first)
    chained = (
        last < len(row) and row[last].text == "," and last + 1 < len(row) and row[last + 1].capital
    )
    classed = last < len(row) and row[last].low in lists.classes
    if single and key in lists.classes:
        return False
    if how != "mixed":
        if single and (key in lists.never or key in lists.doubtful or key in lists.openers):
            return False
        return (grand and best >= 15_000) or ((locus or classed) and best >= 5_000)
    if not single:
        return True
    if key in lists.never or key in lists.openers:
        return False
    if usually_small(row[first].text) and not (grand or locus or chained or classed):
        return False  # "Shot", "Hurt": towns of that name are told with more
    if key in lists.doubtful or key in lists.common:
        return (locus or chained) and best > 5_000 and not row[first].opens
    if key in lists.people and not (grand and entries[0].kind != "settlement"):
        led = first > 0 and row[first - 1].low in lists.leads and not row[first - 1].capital
        return locus or chained or classed or (led and grand)
    return grand or chained or classed or not row[first].opens or row[last - 1].possessive


def _after_locus(row: Sequence[Word], at: int) -> bool:
    """Whether a preposition of place stands before, over articles, "northern" and "X and"."""
    lists = place_words()
    look = at - 1
    steps = 0
    while look >= 0 and steps < 6:
        low = row[look].low
        if low in lists.locus:
            return True
        if (
            low in _PASSED
            or low in lists.leads
            or fold(low) in lists.demonyms
            or (low in lists.classes and look + 1 < len(row) and row[look + 1].low == "of")
        ):
            look -= 1
        elif low == "of" and look and row[look - 1].low in lists.classes:
            look -= 3 if look > 1 and row[look - 2].capital else 2  # "the Lahore suburb of X"
        elif (
            (low in {"and", ",", "or"})
            and look
            and (row[look - 1].capital or row[look - 1].low in lists.classes)
        ):
            look -= 2
            while look >= 0 and row[look].capital:
                look -= 1
        elif (
            look + 1 < at
            and row[look].kind == "word"
            and not row[look].capital
            and any(row[k].low in lists.classes for k in range(look + 1, at - 1))
        ):
            look -= 1  # "in the besieged and battered enclave of X"
        else:
            return False
        steps += 1
    return False


_PASSED = frozenset({"the", "a", "an", "nearby", "neighbouring", "neighboring", "adjacent", "coastal", "restive", "volatile", "remote",
    "mountainous", "besieged", "liberated", "disputed", "both", "country's", "capital", "provincial", "of", "parts", "several", "various",
    "part", "most", "cities", "towns", "villages", "holy", "ancient", "old", "main", "largest", "second", "troubled", "historic", "central"})  # fmt: skip


def _after_motion(row: Sequence[Word], at: int) -> bool:
    """Whether "to", "from", "into" stand before, over an article."""
    look = at - 2 if at > 1 and row[at - 1].low == "the" else at - 1
    return look >= 0 and row[look].low in place_words().locative


def _after_class(row: Sequence[Word], at: int) -> bool:
    lists = place_words()
    return (
        at > 1
        and row[at - 1].low == "of"
        and row[at - 2].low in lists.classes
        and not (
            at > 2
            and row[at - 3].capital
            and not row[at - 3].possessive
            and (row[at - 2].capital or row[at - 2].low not in _PARTED)
        )
    )


_PARTED = frozenset({"town", "city", "suburb"})


def _dressed(
    text: str,
    row: Sequence[Word],
    first: int,
    last: int,
    name: str,
    taken: dict[int, str],
    *,
    known: bool,
) -> Find | None:
    """The name with its class words and the words of direction before it."""
    lists = place_words()
    start, stop, end = row[first].start, last, row[last - 1].end
    kind: str | None = None
    counted = True
    locus = _after_locus(row, first)
    ahead = (
        row[last]
        if last < len(row) and not row[last - 1].possessive and not row[last].broken
        else None
    )
    if _names_next(
        row, last, wide=known and lookup(name)[0].kind in {"province", "country", "region"}
    ):
        locus, ahead = False, None  # "the Lahore suburb of X": the class word is X's
    elif first > 1 and row[first - 1].low == "of" and row[first - 2].low == "block":
        kind, ahead = "exact", None
        while stop < len(row) and row[stop].capital and row[stop].kind == "word" and not row[stop].broken:  # fmt: skip
            stop, end = stop + 1, row[stop].end
    elif ahead is not None and ahead.low in lists.classes and ahead.kind == "word":
        kind, stop, end = lists.classes[ahead.low], last + 1, ahead.end
        ahead = row[stop] if stop < len(row) else None
    elif _after_class(row, first):
        kind = lists.classes[row[first - 2].low]
    serving = ahead is not None and ahead.capital and ahead.low in lists.local
    if ahead is not None and kind is None and not serving:
        site = ahead.low in lists.venue and known
        if _camp(row, last):
            kind, stop, end = "exact", last + 2, row[last + 1].end
        elif site and (ahead.capital or ahead.low in _SITES):
            kind, stop, end = "exact", last + 1, ahead.end
        elif ahead.capital and not site:
            same = taken.get(last) not in {None, "person"} and taken.get(first) == taken.get(last)
            counted = not (same or ahead.low in lists.bodies or _unexplained(row, last))
    if known and kind in {"district", "settlement"} and _is_country(name):
        counted = False
    if not counted:
        while stop < len(row) and row[stop].capital and not row[stop].broken and stop - first < 6:
            stop += 1
    if (
        kind != "exact"
        and taken.get(first) in {"organisation", "force"}
        and counted
        and not serving
    ):
        counted = taken.get(last) != taken.get(first) and not (
            first and taken.get(first - 1) == taken.get(first)
        )
    if first and counted and _unexplained_before(row, first):
        counted = False
    if first and row[first - 1].low in lists.leads and not row[first - 1].opens:
        start = row[first - 1].start
    exact = known and all(entry.kind == "exact" for entry in lookup(name)[:1])
    if exact and first > 1 and row[first - 2].low == "outside" and row[first - 1].low == "the":
        start = row[first - 2].start
    kinds = {
        "province": frozenset({"province", "region"}),
        "settlement": frozenset({"settlement"}),
        "district": frozenset({"district", "settlement", "province"}),
        "region": frozenset(),
        "exact": frozenset(),
    }.get(kind or "", frozenset())
    following = row[stop] if stop < len(row) else None
    if not locus and following is not None and following.low in lists.events and stop == last:
        locus = True
    return Find(row, first, stop, start, end, name, kinds, kind, locus, known, None, counted)


def _names_next(row: Sequence[Word], last: int, *, wide: bool) -> bool:
    """Whether a class word and "of" come next, with a name that they belong to."""
    if last + 2 >= len(row) or row[last - 1].possessive:
        return False
    word, of = row[last], row[last + 1]
    if of.low != "of" or word.capital or not row[last + 2].capital:
        return False
    if word.low in {"suburb", "suburbs"}:
        return True
    return place_words().classes.get(word.low) == "settlement" and wide


def _is_country(name: str) -> bool:
    entries = lookup(name, loosely=False)
    return bool(entries) and all(entry.kind == "country" for entry in entries[:1])


def _unexplained(row: Sequence[Word], at: int) -> bool:
    """Whether a capitalised word stands right after that no list explains."""
    lists = place_words()
    word = row[at]
    if word.low in WEEKDAYS or word.low in MONTHS:
        return False  # "in Chicago Friday night"
    if usually_small(word.text) and _headline(row):
        return False  # "Chicago Man Killed"
    return (
        word.capital
        and word.kind == "word"
        and not word.opens
        and word.low not in lists.events
        and word.low not in lists.venue
        and word.low not in lists.openers
        and word.low.rstrip(".") not in lists.titles
        and not gazetteer.known(word.text)
    )


def _headline(row: Sequence[Word]) -> bool:
    """Whether the words have capitals as headlines do, so that a capital tells no name."""
    plain = [word for word in row if word.kind == "word"]
    return 4 <= len(plain) <= 30 and 3 * sum(word.capital for word in plain) > 2 * len(plain)


_SITES = frozenset({"prison", "jail", "university", "airport", "hospital", "camp", "square"})


def _unexplained_before(row: Sequence[Word], first: int) -> bool:
    lists = place_words()
    word = row[first - 1]
    if word.possessive or row[first].broken or not word.capital or word.kind != "word":
        return False
    low = word.low
    return not (
        low in lists.openers
        or low in lists.leads
        or low in lists.classes
        or low in lists.never
        or low.rstrip(".") in lists.titles
        or fold(word.text) in lists.demonyms
        or gazetteer.known(word.text)
    )


def _camp(row: Sequence[Word], at: int) -> bool:
    """ "Refugee camp" in small letters: it belongs to the name before it."""
    pair = [word.low for word in row[max(at, 0) : at + 2]]
    return len(pair) == 2 and pair[0] in _CAMPS and pair[1] in {"camp", "camps"}


_CAMPS = frozenset({"refugee", "displacement", "idp", "displaced"})


def _venue(
    text: str, row: Sequence[Word], at: int, taken: dict[int, str], how: Lettering
) -> Find | None:
    """A site by its own name, not in the gazetteer: capitals that end in a word for a site."""
    lists = place_words()
    if how != "mixed" or not row[at].capital or row[at].low in lists.openers:
        return None
    if taken.get(at) == "person" or (
        at and row[at - 1].capital and not row[at].broken and not row[at - 1].possessive
    ):
        return None
    last = at
    while (
        last < len(row)
        and last - at < 7
        and row[last].capital
        and not (last > at and row[last].broken)
    ):
        last += 1
    if last < len(row) and last > at and row[last].low in lists.venue and row[last].kind == "word":
        last += 1
    site = next((look for look in range(last - 1, at, -1) if row[look].low in lists.venue), None)
    locus = _after_locus(row, at)
    if site is None or not (locus or _after_motion(row, at)):
        return None
    start = row[at].start
    if at > 1 and row[at - 1].low == "the" and row[at - 2].low == "outside":
        start = row[at - 2].start
    name = text[row[at].start : row[site].end]
    exact = frozenset({"exact"})
    return Find(row, at, site + 1, start, row[site].end, name, exact, "exact", locus, False)


def _unknown(
    text: str, row: Sequence[Word], at: int, taken: dict[int, str], how: Lettering
) -> Find | None:
    """A name that the gazetteer lacks, but that a word of place or a container vouches for."""
    lists = place_words()
    if how == "upper" or row[at].kind != "word" or row[at].low in lists.never or at in taken:
        return None
    if how == "mixed":
        if not row[at].capital or row[at].low in lists.openers:
            return None
        if at and row[at - 1].capital and not row[at].broken and not row[at - 1].possessive:
            return None
        last = at
        while (
            last < len(row)
            and last - at < 4
            and row[last].capital
            and not (last > at and row[last].broken)
        ):
            last += 1
            if row[last - 1].possessive:
                break
    else:
        last = at + 1
    if last >= len(row):
        return None
    of_class = _after_class(row, at)
    ahead = row[last]
    classed = (
        ahead.low in lists.classes
        and ahead.kind == "word"
        and lists.classes[ahead.low] != "province"
    )
    inside = _after_locus(row, at) and _given_container(row, last)
    plain = how == "mixed" and (of_class or inside)
    if fold(row[at].text) in lists.demonyms or (how == "lower" and row[at].low in lists.openers):
        return None
    if not plain and not (classed and (how == "mixed" or _after_locus(row, at))):
        return None
    return _dressed(
        text, row, at, last, text[row[at].start : row[last - 1].end], taken, known=False
    )


def _given_container(row: Sequence[Word], last: int) -> bool:
    """Whether ", X" or "in X" follows, with X a place of the gazetteer."""
    if last + 1 >= len(row) or row[last].text not in {",", "in", "of"}:
        return False
    look = last + 1
    while look < len(row) and (row[look].low in _PASSED or row[look].low in place_words().leads):
        look += 1
    return look < len(row) and row[look].capital and gazetteer.known(row[look].text)
