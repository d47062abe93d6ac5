"""Whom a harm befell and who did it, by the words alone: where trees are known to go wrong.

Trees take "firing" and "shelling" for verbs, lose their way in long titles before a name, and hang
"with two men being shot" on whatever stands before. Nothing here looks at a tree but for tags.
"""

from functools import cache

from gavah.claims.english.coordination import joined
from gavah.claims.english.lemmas import lemma as lemma_of
from gavah.claims.english.name_words import known_names
from gavah.claims.english.passages import Passage, people
from gavah.claims.english.trees import Token
from gavah.claims.english.triggers import words
from gavah.resources import load


@cache
def actors(kind: str) -> frozenset[str]:
    """A list of resources/english/actors.yaml."""
    return frozenset(load("english/actors")[kind])


@cache
def demonyms() -> frozenset[str]:
    """Adjectives of countries: "Israeli" before "shelling" says whose it was."""
    listed = load("places/countries")["demonyms"].values()
    return frozenset(word.lower() for row in listed for word in row)


def worded(verb: Token) -> tuple[Token, ...]:
    """Whose doing it was, told after a verb: "in police firing", "in shelling by rebels"."""
    doc, stop = verb.doc, min(verb.i + 10, verb.sent.end)
    for token in doc[verb.i + 1 : stop]:
        if token.text in {",", ";"} or token.lower_ in {"and", "but", "while"}:
            return ()
        if token.lower_ not in actors("armed") or token.i < verb.i + 2:
            continue
        before, lead = doc[token.i - 1], doc[token.i - 2].lower_
        named = before.lower_ in actors("hands") or before.lower_ in demonyms()
        if named and lead in {
            "in",
            "by",
            "to",
            "from",
            "of",
            "during",
            "amid",
            "under",
            "the",
            "a",
        }:
            return (before,)
        if token.i + 1 < stop and doc[token.i + 1].lower_ == "by":
            for noun in doc[token.i + 2 : stop]:
                if noun.pos_ in {"NOUN", "PROPN"} and noun.dep_ not in {"compound", "flat"}:
                    return tuple(joined(noun))
    return ()


def led_up(verb: Token, *, active: bool) -> tuple[Token, ...]:
    """ "Police firing that left one dead", "an army raid in which nine were killed": whose it was.

    No other verb of harm and no clause of time stands between.
    """
    doc = verb.doc
    linked = False
    for at in range(verb.i - 1, max(verb.i - 26, verb.sent.start), -1):
        token, before = doc[at], doc[at - 1]
        if token.text in {";", ":"} or token.lower_ in _BREAKS or lemma_of(token) in words("verbs"):
            return ()
        linked = linked or token.lower_ in {"that", "which"}
        if (
            token.lower_ in actors("armed")
            and before.i >= verb.sent.start
            and (before.lower_ in actors("hands") or before.lower_ in demonyms())
        ):
            return (before,) if linked or active else ()
    return ()


_BREAKS = frozenset(
    "after before while when as since but although though he she they it who whom said".split()
)


def entitled(passage: Passage, start: int, least: int) -> Token | None:
    """ "Killed former armed forces chief Omar Ruiz": whom a verb befalls behind a long title.

    Trees go wrong in such titles; the words do not: nothing but nouns and adjectives, one of them a
    title, lead from the word at `start` to the name; at least `least` of them.
    """
    lead: list[Token] = []
    for token in passage.tokens[start - passage.span.start :][:12]:
        at = passage.at(token)
        if any(one.kind == "person" and one.start <= at < one.end for one in passage.names):
            titles = known_names().titles
            if len(lead) < least or not any(word.lower_ in titles for word in lead):
                return None
            return token
        opening = not lead and token.lower_ in {"the", "a", "an"}
        if not opening and token.pos_ not in {"NOUN", "PROPN", "ADJ"} and token.lower_ not in {"armed", "retired", "deputy"}:  # fmt: skip
            return None
        if token.lower_ in people() and token.tag_ == "NNS":
            return None
        lead.append(token)
    return None


def with_those(verb: Token) -> Token | None:
    """ "Calm returned, with two men, including a guard, being shot": those after "with"."""
    if not any(kid.lower_ == "being" for kid in verb.lefts):
        return None
    row = verb.doc[max(verb.i - 14, verb.sent.start) : verb.i]
    at = next((k for k in range(len(row) - 1, -1, -1) if row[k].lower_ == "with"), None)
    if at is None or any(word.tag_ in {"VBD", "VBP", "VBZ"} for word in row[at:]):
        return None
    return next((word for word in row[at + 1 :] if word.lower_ in people() and word.pos_ == "NOUN"), None)  # fmt: skip
