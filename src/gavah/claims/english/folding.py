"""Ages and names out of the parser's sight: "a 19-year-old student", "Omar Haddad, 31, died".

An age said in five tokens or set between commas, or a name that the treebanks never held, leads
the parser astray for the rest of the sentence. Before parsing, "19-year-old" becomes one plain
word ("young", or "man" where it stands for the person), a person's name one name that every
treebank holds, and an age after a name is left out, as blanks are. After parsing every token is
back in its place, the parts of an age hanging on "old" or on the name, a name's words on its first.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc as Parsed

from gavah.claims.english.folding_ages import NUMBERS, OLDEST, UNITS_OF_AGE, ages, children_of
from gavah.claims.english.folding_names import Aside, plain_names
from gavah.claims.english.people_nouns import PEOPLE
from gavah.claims.english.phrases import words
from gavah.claims.english.proper import WEEKDAYS

_DAYS = words("english/months") | WEEKDAYS
_OLD = frozenset({"old", "olds"})
_HYPHENS = frozenset("-‐‑–")
_AHEAD = 3
_STOPS = frozenset(',.;:!?()"”“')


class Fold(NamedTuple):
    """What the parser sees of a stretch.

    Attributes:
        tree: the stretch as it is parsed.
        kept: for each of its tokens, the index of the token it stands for.
        aside: the tokens that it lacks, by index; blanks, which hang on the word before, not named.
        lemmas: of tokens that the parser sees as another word, by index.
    """

    tree: Parsed
    kept: list[int]
    aside: dict[int, Aside]
    lemmas: dict[int, str]


_NOTHING = re.compile(
    r"^ |  | $|[‐‑ -](?:year|month|week|day)s?[‐‑ -]olds?\b|[,(] ?(?:(?:aged?|both|all) )?\d|\bages?\b|\baged\b|\bshot\b|\bdie\b|\bsit[-‐‑–]ins?\b"
    r"|(?:mother|father|mom|mum|dad|parents?) of \w",
    re.IGNORECASE,
)
"""Where this matches nothing, there is no blank of its own, no age and nobody shot."""


def folded(doc: Parsed, text: str, names: Sequence[tuple[int, int]] = ()) -> Fold:
    """Take blanks and ages out and plain names in; the same document where it has none of them.

    Args:
        text: the document's text; the parser would put it together from its tokens.
        names: where persons are named in it, in order, none overlapping, ends exclusive.
    """
    if not names and not _NOTHING.search(text):
        return Fold(doc, list(range(len(doc))), {}, {})
    texts = [token.text for token in doc]
    lows = [text.lower() for text in texts]
    words = [i for i, text in enumerate(texts) if not text.isspace()]
    aside: dict[int, Aside] = {}
    shown: dict[int, str] = {}
    at = 0
    while at < len(words):
        at += _age(words, at, texts, lows, aside, shown) or 1
    lemmas = {i: lows[i] for i in shown}
    for i in _shot(words, lows):
        shown[i], lemmas[i] = "killed", "shoot"
    for i in _die(words, lows):
        shown[i], lemmas[i] = "died", "die"
    for first in _sit_ins(words, lows):
        noun = words[first + 2]
        shown[noun] = "protests" if lows[noun].endswith("s") else "protest"
        lemmas[noun] = f"{lows[words[first]]}-in"
        aside[words[first]] = Aside(noun, "NOUN", "NN", "compound")
        aside[words[first + 1]] = Aside(noun, "PUNCT", "HYPH", "punct")
    if names:
        plain_names(doc, text, names, aside, shown, lemmas)
    kept = [i for i in words if i not in aside]
    if len(kept) == len(texts) and not shown:
        return Fold(doc, kept, aside, {})
    ends = [*kept[1:], len(texts)][: len(kept)]
    last = [i if end in shown else end - 1 for i, end in zip(kept, ends, strict=True)]
    spaces = [bool(doc[i].whitespace_) or texts[i].isspace() for i in last]
    tree = Parsed(doc.vocab, words=[shown.get(i, texts[i]) for i in kept], spaces=spaces)
    return Fold(tree, kept, aside, lemmas)


def _shot(words: list[int], lows: list[str]) -> list[int]:
    """Where "shot" is what befell or was done by somebody: to taggers it is a noun in "Man shot"."""
    return [
        i
        for before, i in pairwise(words)
        if lows[i] == "shot"
        and (lows[before] in _BEFORE_SHOT or lows[before] in PEOPLE or lows[before].isdigit())
    ]


def _die(words: list[int], lows: list[str]) -> list[int]:
    """Where "die" tells of so many in a headline: to taggers "12 die" is a noun."""
    return [
        words[at]
        for at in range(1, len(words))
        if lows[words[at]] == "die"
        and not _EVERY & {lows[i] for i in words[max(0, at - 8) : at + 9]}
        and (
            _is_number(lows[words[at - 1]])
            or (at > 1 and lows[words[at - 1]] in PEOPLE and _is_number(lows[words[at - 2]]))
        )
    ]


SIT_INS = frozenset({"sit-in", "die-in"})


def _sit_ins(words: list[int], lows: list[str]) -> list[int]:
    """Where "sit-in" stands, three tokens: to taggers "in" is a preposition."""
    return [
        at
        for at in range(len(words) - 2)
        if lows[words[at]] in {"sit", "die"}
        and lows[words[at + 1]] in _HYPHENS
        and lows[words[at + 2]] in {"in", "ins"}
    ]


_EVERY = frozenset({"every", "each", "annually", "yearly", "daily", "per"})
"""Near "die": it may tell a rate."""


def _is_number(low: str) -> bool:
    return low.isdigit() or low in NUMBERS or low in {"dozens", "scores", "hundreds", "thousands"}


_BEFORE_SHOT = frozenset(
    ("was were been being be is are get gets got had have has who he she they i we "
     "fatally accidentally allegedly reportedly also both all then and critically mistakenly").split()
)  # fmt: skip
"""Words after which "shot" is a verb, those for people besides."""


def _age(
    words: list[int],
    at: int,
    texts: list[str],
    lows: list[str],
    aside: dict[int, Aside],
    shown: dict[int, str],
) -> int:
    """How many words the age that starts here takes; 0 where none does."""
    row = [lows[i] for i in words[at : at + 9]]
    if len(row) > 3 and _SUSPENDED.fullmatch(row[0]) and row[1] in {"and", "or", "to"}:
        size = _compound(row[2:])
        if size:  # "their 6- and 10-year-old sons"
            old = words[at + 1 + size]
            aside[words[at]] = Aside(old, "NUM", "CD", "nummod")
            aside[words[at + 1]] = Aside(old, "CCONJ", "CC", "cc")
        return 2 if size else 0
    if not row or not (row[0].isdigit() or row[0] in NUMBERS or row[0] in _OPENS):
        return children_of(words, at, lows, aside) if row and row[0] == "of" else 0
    if row[0] in _OPENS and (size := ages(words, at, texts, lows, aside)):
        return size
    if row[0] in _OPENS:
        return _after_name(words, at, texts, row, aside) if row[0] in {",", "("} else 0
    size = _compound(row)
    if not size:
        return 0
    *before, old = words[at : at + size]
    for i in before:
        if lows[i] in _HYPHENS:
            aside[i] = Aside(old, "PUNCT", "HYPH", "punct")
        elif lows[i] in UNITS_OF_AGE:
            aside[i] = Aside(old, "NOUN", "NN", "obl:unmarked")
        else:
            aside[i] = Aside(old, "NUM", "CD", "nummod")
    ahead = words[at + size : at + size + _AHEAD]
    dresses = _dresses([texts[i] for i in ahead])
    shown[old] = "young" if dresses else "men" if lows[old] == "olds" else "man"
    return size


_SUSPENDED = re.compile(r"\d{1,3}[-‐‑–]")
_OPENS = frozenset({",", "(", "age", "aged", "ages"})


def _compound(row: list[str]) -> int:
    """Words of "19-year-old" or "19 year old"; 0 where they are none."""
    size, parts, hyphens = 1, 0, 0
    while size < len(row) and parts < 2:
        if row[size] in _HYPHENS:
            hyphens += 1
        elif row[size] not in (UNITS_OF_AGE if parts == 0 else _OLD):
            return 0
        else:
            parts += 1
        size += 1
    plural = row[size - 2] if size > 1 else ""
    if parts < 2 or (not hyphens and plural.endswith("s") and row[size - 1] == "old"):
        return 0  # "is 19 years old"
    return size


def _dresses(ahead: list[str]) -> bool:
    """Whether an age stands before a noun for the person or the name, and is not the person."""
    for number, text in enumerate(ahead):
        if text in _STOPS:
            return False
        if text.lower() in PEOPLE or (number == 0 and text[0].isupper()):
            return True
        if text.lower() in _function_words():
            return False
    return False


def _after_name(
    words: list[int], at: int, texts: list[str], row: list[str], aside: dict[int, Aside]
) -> int:
    """ ", 31," or "(31)" after a name; the comma stays where another name or "and" follows."""
    name = texts[words[at - 1]] if at else ""
    aged = 1 if row[1:2] and row[1] in {"age", "aged"} else 0
    number = row[1 + aged] if len(row) > 1 + aged else ""
    if not name[:1].isupper() or name.lower() in _DAYS or not name.isalpha():
        return 0
    if not (number.isdecimal() and len(number) < 4 and int(number) <= OLDEST):
        return 0
    size = 2 + aged
    close = row[size] if len(row) > size else "."
    after = texts[words[at + size + 1]] if at + size + 1 < len(words) else ""
    if close == ("," if row[0] == "," else ")"):
        listed = close == "," and (after[:1].isupper() or after.isdecimal() or after in {"and", "a", "an", "&"})  # fmt: skip
        size += 0 if listed else 1
    elif row[0] == "(" or close not in {".", ";", "and", "&", ")", "was", "were"}:
        return 0
    for i in words[at : at + size]:
        if texts[i].isdecimal():
            aside[i] = Aside(words[at - 1], "NUM", "CD", "appos")
        else:
            aside[i] = Aside(words[at - 1], "PUNCT", ",", "appos")
    return size


@cache
def _function_words() -> frozenset[str]:
    return frozenset(
        ("was were is are be been being who whom whose which that and or but in on at of from with "
         "by to for as had has have did does do died dies after when while where before because "
         "said says told could would will may might should must then also later he she it").split()
    )  # fmt: skip
