"""From the parser's own documents to plain words and trees; nothing of the parser is kept.

Tokens that the parser never sees, blanks and ages, come back from the document as it was given.
"""

from functools import cache
from typing import NamedTuple

from spacy.attrs import DEP, HEAD, IDX, LEMMA, ORTH, POS, SENT_START, TAG
from spacy.parts_of_speech import NAMES
from spacy.strings import StringStore
from spacy.tokens import Doc as Parsed

from gavah.claims.english.folding import Fold
from gavah.claims.english.folding_names import Aside
from gavah.claims.english.trees import Token

_PLACED = [IDX, ORTH]
_READ = [LEMMA, POS, TAG, DEP, HEAD, SENT_START]
_MOST = 50_000
_SIGN = 1 << 63  # a head to the left comes as an unsigned number
_POS = {int(number): name for number, name in NAMES.items()}


class _Said(dict[int, tuple[str, str]]):
    """A string by its hash, as written and in lower case; it forgets when it grows too large."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self.strings = strings

    def __missing__(self, key: int) -> tuple[str, str]:
        if len(self) > _MOST:
            self.clear()
        word = self.strings[key]
        self[key] = word, word.lower()
        return self[key]


@cache
def _said(strings: StringStore) -> _Said:
    return _Said(strings)


def forget() -> None:
    """Let go of the pipeline that documents came from."""
    _said.cache_clear()


class Words(NamedTuple):
    """Words of a stretch, each with the index of the word it hangs on, and where sentences start."""

    words: list[Token]
    heads: list[int]
    starts: list[int]


def copied(spaced: Parsed, fold: Fold | None, first: int = 0, offset: int = 0) -> Words:
    """Copy words and trees out.

    Args:
        spaced: the stretch with all its tokens.
        fold: what was parsed of it; None: nothing, it is one sentence, and its words hang on the
            first of them, without a tag.
        first: index of its first word among its paragraph's words.
        offset: code points of the paragraph before it.
    """
    said = _said(spaced.vocab.strings)
    placed = spaced.to_array(_PLACED).tolist()
    if fold is None:
        plain = [
            Token(first + i, offset + idx, said[orth][0], said[orth][1], said[orth][1], "X", "", "dep")
            for i, (idx, orth) in enumerate(placed)
        ]  # fmt: skip
        return Words(plain, [first] * len(plain), [first])
    kept = fold.kept
    read = iter(fold.tree.to_array(_READ).tolist())
    seen = iter(kept)
    following = next(seen, -1)
    words: list[Token] = []
    hung: list[int] = []
    starts: list[int] = []
    for i, (idx, orth) in enumerate(placed):
        word, lower = said[orth]
        if i != following:
            pos, tag, dep = fold.aside[i][1:] if i in fold.aside else ("SPACE", "_SP", "dep")
            lemma = " " if pos == "SPACE" else word if pos == "PROPN" else lower
            words.append(Token(first + i, offset + idx, word, lower, lemma, pos, tag, dep))
            continue
        lemma, pos, tag, dep, head, start = next(read)
        at = len(hung)
        hung.append(at + head if head < _SIGN else at + head - 2 * _SIGN)
        if start == 1 or not at:
            starts.append(first + i if at else first)
        lemma = fold.lemmas.get(i) or said[lemma][0]
        words.append(
            Token(
                first + i, offset + idx, word, lower, lemma, _POS[pos], said[tag][0], said[dep][0]
            )
        )
        following = next(seen, -1)
    heads = [kept[at] for at in hung]
    if len(kept) < len(words):
        heads = _with_asides(len(words), kept, heads, fold.aside)
    return Words(words, [first + head for head in heads], starts or [first])


def _with_asides(
    length: int, kept: list[int], heads: list[int], aside: dict[int, Aside]
) -> list[int]:
    """Heads of all tokens: a blank hangs on the word before it, or on the first word."""
    filled = [kept[0] if kept else 0] * length
    for at, head in zip(kept, heads, strict=True):
        filled[at] = head
    last = filled[0]
    places = set(kept)
    for at in range(length):
        if at in places:
            last = at
        elif at in aside:
            filled[at] = aside[at].host
        else:
            filled[at] = last if kept else 0
    return filled
