"""Those harmed whose names another sentence gives: "the victims were identified as A, 28, and B".

Such a sentence tells no harm itself. Its names go into the claim that its words take up: "the
dead" into the killed, "the boy" into a boy told before, "the victim" into the one harm told right
before, or the only one of the report. Where two could be meant, or those harmed are fewer than the
names, nobody is named: a name beside the wrong fate is worse than none.

Rule: the annotation rules of claims, "victims": names of a group stand with the group's claim.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from gavah.claims.english.fact import Fact
from gavah.claims.english.name_lists import listed, somebody
from gavah.claims.english.names import Named
from gavah.claims.english.passages import Passage, people
from gavah.resources import load

_AS = re.compile(
    r"\b(?P<how>identif(?:ied|ies|ying)|named|naming)\b(?P<who>[^.;:]{0,90}?)\s*\bas\s+(?:the\s+)?"
    r"(?:an?\s+)?(?:\d{1,3}[-‐ ]years?[-‐ ]olds?\s+)?$"
)
"""Before a name: whoever "identified" governs, or its subject, is the one named."""

_ARE = re.compile(
    r"(?P<who>\b(?:[Tt]he|[Tt]hose|[Oo]ther|[Aa]lso)\b[^.;:]{0,50}?)\s*"
    r"(?:[:—–]|--|\b(?:were|was|are|is|includ(?:e|es|ed))\b)\s*(?:\d{1,3}[-‐ ]years?[-‐ ]olds?\s+)?$"
)
_THEY = re.compile(r"^\W*(?P<who>[Tt]hey|[Tt]hese|[Tt]hose) (?:are|were)\s*(?::\s*)?(?:the\s)?$")
"""Before a list of names: "They are A, B and C", of as many as were told in the sentence before."""

_CALLED = re.compile(
    r"\b(?:identit(?:y|ies)|names?) of (?P<who>[^.;:]{0,70}?)\s*(?::|\b(?:as|was|were|is|are)\b)\s*"
    r"(?:\d{1,3}[-‐ ]years?[-‐ ]olds?\s+)?$"
)
_NAME_IS = re.compile(
    r"\b(?P<who>(?:victim|deceased|dead \w+)s?['’]s?) names? (?:was|were|is|are):?\s*$"
)
"""Before a name: "the victim's name was"."""
_APPOSED = re.compile(
    r"(?P<who>\b(?:[Tt]he|[Oo]ne of the|[Aa]nother|[Aa])\s(?:[\w-]+\s){0,3}victims?|\b[Vv]ictims?),?\s*$"
)
_AMONG = re.compile(
    r"(?:,[^.;:]{1,40}?,)?\s+(?:was|were|is|are)\s+(?:also\s+)?(?:one of|among|the)\s(?P<who>[^.;:,]{1,40})"
)
"""After a name: "was among the dead"."""

_SUBJECT = re.compile(r"(?P<who>[^.;:]{0,90}?)[\s,]*$")
_HELPERS = frozenset(
    {"was", "were", "has", "have", "had", "been", "is", "are", "being", "later", "also", "since",
     "who", "both", "publicly", "only", "reportedly", "tentatively", "formally", "previously"}
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NEAR = 2
"""How many sentences back "the victim" and "him" still take up somebody."""


class _Identity(NamedTuple):
    """Names that a sentence gives, and the words that say whose they are."""

    passage: Passage
    names: tuple[Named, ...]
    who: frozenset[str]


def identify(facts: Sequence[Fact], passages: Sequence[Passage]) -> None:
    """Give each fact the names that sentences elsewhere give those harmed (`Fact.named`)."""
    harmed = [
        fact for fact in facts
        if fact.main.act in {"killed", "injured"}
        and (fact.main.polarity, fact.main.modality) == ("affirmed", "asserted")
        and fact.main.scope == "incident"
    ]  # fmt: skip
    if not harmed:
        return
    columns = list(_columns(passages))
    listed_there = {id(one) for column in columns for one in column.names}
    for identity in columns:
        fact = _meant(identity, harmed)
        if fact is not None:
            fact.named += [(name, identity.passage) for name in identity.names]
    for passage in passages:
        for identity in _identities(passage):
            if any(id(one) in listed_there for one in identity.names):
                continue
            fact = _meant(identity, harmed)
            if fact is not None:
                fact.named += [(name, passage) for name in identity.names]


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(load("english/identified")[kind])


def _identities(passage: Passage) -> Iterator[_Identity]:
    named = [one for one in passage.names if somebody(one)]
    at = 0
    while at < len(named):
        row = listed(passage, named, at)
        who = _before(passage, row[0]) or _after(passage, row[-1])
        owned = passage.text[row[-1].end : row[-1].end + 1] in {"'", "’"}
        if who and not owned and not who & _words("never"):
            yield _Identity(passage, tuple(row), who)
        at += len(row)


def _columns(passages: Sequence[Passage]) -> Iterator[_Identity]:
    """Names on lines of their own below "the victims were identified as:", each with an age or town."""
    at = 0
    while at < len(passages):
        lead = passages[at]
        told = lead.text[lead.start : lead.end].rstrip()
        who = _spoken(told) & (_words("dead") | _words("hurt") | _words("victims"))
        at += 1
        if not told.endswith(":") or not who or _spoken(told) & _words("never"):
            continue
        names: list[Named] = []
        while at < len(passages) and (line := _line(passages[at])) is not None:
            names.append(line)
            at += 1
        if len(names) > 1:
            yield _Identity(passages[at - 1], tuple(names), who)


def _line(passage: Passage) -> Named | None:
    """The name that a line holds, with nothing told of it: "- Omar Haddad, 31, of Leeds".

    Words in capitals before an age are a name there, whatever lists know of them.
    """
    if passage.end - passage.start > _WIDE:
        return None
    aged = _AGED.match(passage.text, passage.start, passage.end)
    named = [one for one in passage.names if somebody(one)]
    if aged is not None:
        start, end = aged.span("name")
        name = passage.text[start:end]
        found = next((one for one in named if one.start == start), None)
        found = found or Named(start, end, name, "person", None, False, name)
    elif named and not passage.text[passage.start : named[0].start].strip("-–—•*· \n"):
        found = named[0]
    else:
        return None
    rest = passage.text[found.end : passage.end]
    small = [word for word in _WORD.findall(rest) if word[0].islower()]
    return found if all(word in _words("between") for word in small) else None


_AGED = re.compile(
    r"[-–—•*·\s]*(?P<name>[A-Z][\w.'’“”\"-]*(?: [A-Z“\"(][\w.'’“”\")-]*){1,4}),? \(?\d{1,3}\b(?! \w+ (?:Street|Avenue))"
)
_WIDE = 90
"""The longest line of such a list, in characters."""


def _before(passage: Passage, first: Named) -> frozenset[str]:
    """The words before a list of names that say whose they are; none where nothing does."""
    lead = passage.text[max(passage.start, first.start - 160) : first.start]
    told = _AS.search(lead)
    if told is not None:
        own = _spoken(told["who"])
        if told["who"].split()[:1] == ["by"]:  # "identified by relatives as": who did it
            own = frozenset()
            around = passage.lower(
                passage.before.start if passage.before else passage.start, passage.end
            )
            if _spoken(around) & _words("never"):
                return frozenset()
        if told["how"].startswith(("identifying", "naming")) or _who(own):
            return own if _who(own) else frozenset()
        subject = _SUBJECT.search(lead[: told.start()])
        words = _WORD.findall(subject["who"].lower()) if subject is not None else []
        while words and words[-1] in _HELPERS:
            words.pop()
        last = frozenset(words[-6:])
        if words[-2:] == ["year", "old"]:
            return frozenset({"person"})  # "a 16-year-old identified by the coroner as …"
        return last if _who(last) and not last & _words("pronouns") else frozenset()
    opening = passage.text[passage.start : first.start]
    colon = passage.before is not None and passage.before.text[: passage.start].rstrip().endswith(
        ":"
    )
    if _THEY.search(opening) or (colon and not opening.strip("\"“‘' ")):
        return frozenset({"they"})  # a list of the people told right before
    called = _CALLED.search(lead) or _NAME_IS.search(lead)
    if called is not None:
        return frozenset(re.sub("['’]s?$", "", word) for word in _spoken(called["who"]))
    for pattern in (_ARE, _APPOSED):
        told = pattern.search(lead)
        if told is not None:
            words_ = _spoken(told["who"])
            plain = _words("dead") | _words("hurt") | _words("victims")
            return words_ if words_ & plain else frozenset()
    return frozenset()


def _after(passage: Passage, last: Named) -> frozenset[str]:
    told = _AMONG.match(passage.text, last.end, min(passage.end, last.end + 100))
    words = _spoken(told["who"]) if told is not None else frozenset()
    return words if words & (_words("dead") | _words("hurt") | _words("victims")) else frozenset()


def _spoken(words: str) -> frozenset[str]:
    return frozenset(_WORD.findall(words.lower()))


def _who(words: frozenset[str]) -> bool:
    """Whether words say that somebody harmed is meant."""
    return bool(words & (_words("dead") | _words("hurt") | _words("victims") | _words("pronouns") | people()))  # fmt: skip


def _meant(identity: _Identity, harmed: Sequence[Fact]) -> Fact | None:
    """The one fact whose people a sentence names; None where none or several could be."""
    able = [fact for fact in harmed if _holds(fact, identity.names)]
    dead, hurt = identity.who & _words("dead"), identity.who & _words("hurt")
    if dead or hurt:
        act = "killed" if dead else "injured"
        able = [fact for fact in able if fact.main.act == act] if not (dead and hurt) else []
        return _only(able) or _nearest(able, identity.passage, 99)
    own = {_singular(word) for word in identity.who & people()} - {"victim", "person", "people"}
    if own:
        alike = [fact for fact in able if own & _nouns(fact)]
        return _only(alike) or _nearest(alike, identity.passage, 6)
    near = [
        fact for fact in able
        if any(0 <= identity.passage.order - one.passage.order <= _NEAR for one in fact.events if one.passage.where == "text")
    ]  # fmt: skip
    if identity.who == {"they"}:
        return _only([fact for fact in near if _counts(fact) == len(identity.names)])
    if identity.who & _words("pronouns"):
        return _only(near) if len(near) == 1 and not _held_between(identity) else None
    fitting = [fact for fact in able if _counts(fact) == len(identity.names)]
    return _only(able) or _only(near) or _only(fitting)


def _held_between(identity: _Identity) -> bool:
    """Whether "him" may be the one who did it, named in the sentence or the one before."""
    before = identity.passage.before
    told = identity.passage.lower(identity.passage.start, identity.passage.end)
    told += " " + before.lower(before.start, before.end) if before is not None else ""
    return bool(frozenset(_WORD.findall(told)) & _words("never"))


def _only(facts: Sequence[Fact]) -> Fact | None:
    return facts[0] if len(facts) == 1 else None


def _nearest(facts: Sequence[Fact], passage: Passage, reach: int) -> Fact | None:
    """The fact told last before a sentence, when it alone is that near."""
    told = [
        (event.passage.order, k)
        for k, fact in enumerate(facts)
        for event in fact.events
        if event.passage.where == "text" and 0 <= passage.order - event.passage.order <= reach
    ]
    last = {k for order, k in told if order == max(told)[0]}
    return facts[last.pop()] if len(last) == 1 else None


def _holds(fact: Fact, names: Sequence[Named]) -> bool:
    """Whether those names are of at most as many as were harmed, with those named already."""
    known = {one.full or one.name for one in (*fact.names, *(name for name, _ in fact.named))}
    known |= {one.full or one.name for one in names}
    count = fact.main.party.count
    return count is None or count.high is None or len(known) <= count.high


def _counts(fact: Fact) -> int | None:
    count = fact.main.party.count
    return count.high if count is not None and count.low == count.high else None


def _nouns(fact: Fact) -> set[str]:
    found = {head for event in fact.events for head in event.party.heads}
    return {_singular(head) for head in found}


_PLURALS = {"men": "man", "women": "woman", "children": "child"}


def _singular(word: str) -> str:
    return _PLURALS.get(word, word[:-1] if word.endswith("s") and len(word) > 3 else word)
