"""Words as a search sees them: letters and digits only, forms of one letter made one.

Case, Latin diacritics, Arabic vowel marks, tatweel, presentation forms and joiners fall away;
Arabic and Persian kaf, ye and he become one each; every script's digits become 0 to 9. Both
what is indexed and what is asked for is folded, and each folded word keeps where it stood.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# After NFKD and casefold. Sources: Unicode 15 confusables for Arabic ye, kaf and he; the letters
# of Latin alphabets that carry a stroke and so have no decomposition.
_ONE_FORM = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ې": "ی", "ے": "ی", "ك": "ک", "ڪ": "ک", "ة": "ه", "ە": "ه",
        "ھ": "ه", "ہ": "ه", "ۃ": "ه", "ٱ": "ا", "ء": "", "ـ": "",
        "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe",
        "ð": "d", "þ": "th",
    }
)  # fmt: skip
_RUN = re.compile(r"[^\W_]+", re.UNICODE)


class Word(NamedTuple):
    """A folded word and the slice of the text it stands for."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def _character(one: str) -> str:
    """What one character becomes; "" where it vanishes inside a word, " " where it ends one."""
    category = unicodedata.category(one)
    if category == "Cf" or category.startswith("M"):
        return ""
    made = []
    for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", one).casefold()):
        kind = unicodedata.category(part)
        if kind.startswith("M") or kind == "Cf":
            continue
        digit = unicodedata.digit(part, None)
        made.append(str(digit) if digit is not None and kind != "No" else part.translate(_ONE_FORM))
    folded = "".join(made)
    if folded == "":
        return ""
    return folded if _RUN.fullmatch(folded) else "".join(_RUN.findall(folded)) or " "


def words(text: str) -> Iterator[Word]:
    """Every word of the text, folded, in order."""
    made: list[str] = []
    start = end = 0
    for at, one in enumerate(text):
        folded = _character(one)
        if folded == " ":
            if made:
                yield Word("".join(made), start, end)
                made = []
        elif folded:
            if not made:
                start = at
            made.append(folded)
            end = at + 1
        elif made and one != "\xad" and unicodedata.category(one).startswith("M"):
            end = at + 1  # a mark belongs to the letter before it
    if made:
        yield Word("".join(made), start, end)


def folded(text: str) -> str:
    """The text's words, folded, with one blank between them."""
    return " ".join(word.folded for word in words(text))
