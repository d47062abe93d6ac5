"""Who tells a sentence, read off its edges where the tree shows none.

"…, hospital sources said." and "…, said the ministry" are the commonest shapes of news, and long
sentences are where trees lose them. Words: resources/english/speech.yaml ("says").
"""

from functools import cache

from gavah.claims.english.passages import Passage
from gavah.claims.english.speakers import Speaker, kind_of
from gavah.claims.english.trees import Token
from gavah.resources import load

_TIMES = frozenset(
    """on monday tuesday wednesday thursday friday saturday sunday today yesterday late early in a
    statement morning evening night afternoon""".split()
)
_LONGEST = 9
"""Most words of a source at a sentence's edge."""


@cache
def _saying() -> frozenset[str]:
    return frozenset(load("english/speech")["groups"]["says"])


def teller(passage: Passage) -> Speaker | None:
    """The source at the end or the head of a sentence that tells all the rest of it."""
    words = [token for token in passage.tokens if not token.is_space]
    while words and (words[-1].text in {".", "”", '"', "''"} or words[-1].lower_ in _TIMES):
        words = words[:-1]
    if len(words) < 5:
        return None
    return (
        _closing(passage, words)
        or _inverted(passage, words)
        or _opening(passage, words)
        or _as_told(passage, words)
    )


def _as_told(passage: Passage, words: list[Token]) -> Speaker | None:
    """ "As Ana Ruiz explains, …"."""
    if words[0].lower_ != "as":
        return None
    for k, token in enumerate(words[1 : _LONGEST + 1], 1):
        if _says(token) and k + 1 < len(words) and words[k + 1].text == ",":
            return _source(passage, words[1:k])
    return None


_NOUNISH = frozenset({"reports", "says", "notes", "claims", "states", "writes", "tweets"})
"""Forms of saying that taggers take for plurals."""


def _says(token: Token) -> bool:
    if token.lower_ in _NOUNISH and token.tag_ == "NNS":
        return True
    return token.lemma_.lower() in _saying() and token.tag_ in {"VBD", "VBZ", "VBP"}


def _closing(passage: Passage, words: list[Token]) -> Speaker | None:
    """ "…, hospital sources said"."""
    if not _says(words[-1]):
        return None
    before = words[-_LONGEST - 1 : -1]
    marks = [k for k, token in enumerate(before) if token.text in {",", "”", '"', "''"}]
    return _source(passage, before[marks[-1] + 1 :]) if marks else None


def _inverted(passage: Passage, words: list[Token]) -> Speaker | None:
    """ "…, said the ministry" and "…, said Ana Ruiz, a doctor"."""
    for k in range(len(words) - 2, max(1, len(words) - 40), -1):
        if _reports(words, k):
            return _source(passage, words[k + 1 :])
        if (
            _says(words[k])
            and words[k].tag_ != "NNS"
            and words[k - 1].text in {",", "”", '"', "''"}
        ):
            after = words[k + 1 :]
            comma = next(
                (j for j, token in enumerate(after) if token.text in {",", ";"}), len(after)
            )
            return _source(passage, after[:comma])
    return None


def _reports(words: list[Token], k: int) -> bool:
    """ "… on 1 September reports The Dawn", with or without a comma, at the sentence's end."""
    if words[k].lower_ != "reports" or len(words) - k > 6:
        return False
    names = [token for token in words[k + 1 :] if token.lower_ != "the"]
    return bool(names) and all(
        token.text[:1].isupper() and token.pos_ == "PROPN" for token in names
    )


def _opening(passage: Passage, words: list[Token]) -> Speaker | None:
    """ "Medics said (that) …"."""
    for k, token in enumerate(words[: _LONGEST + 1]):
        if token.text in {",", "“", '"', "``"}:
            return None
        if {"life", "lives", "responsibility"} & {word.lower_ for word in words[k + 1 : k + 4]}:
            return None  # "the floods claimed the lives of 20"
        if k and token.tag_ == "NNS" and (k + 1 >= len(words) or words[k + 1].lower_ != "that"):
            continue
        if (
            k
            and _says(token)
            and token.lemma_.lower() in {"say", "report", "claim", "confirm", "note"}
        ):
            return _source(passage, words[:k])
    return None


def _source(passage: Passage, words: list[Token]) -> Speaker | None:
    """A noun phrase without a verb in it, as a source."""
    while words and words[0].lower_ in {"and", "but"}:
        words = words[1:]
    if not words or len(words) > _LONGEST or words[0].pos_ == "PRON":
        return None
    if any(token.pos_ in {"VERB", "AUX", "SCONJ", "NUM"} for token in words):
        return None
    if words[-1].pos_ not in {"NOUN", "PROPN"} and not words[-1].text[:1].isupper():
        return None
    start, end = passage.at(words[0]), passage.stop(words[-1])
    name = passage.text[start:end]
    return Speaker(name, kind_of(name, words[-1].lemma_), start, end)
