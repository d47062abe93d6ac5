"""The language of an article: by its script, by its small words, and by py3langid on a prefix.

None where the evidence does not reach: a name and a number are of no language. Persian and Arabic
share a script and are told apart by the letters only one of them has.
"""

import re
from functools import cache
from typing import Any

PREFIX = 1_200  # characters that are looked at
SURE = 0.6  # probability below which a statistical guess is dropped
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC_SCRIPT = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_PERSIAN = re.compile(r"[پچژگکی]|\u200c")
_ARABIC = re.compile(r"[ةىكيإأؤ]")
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "in",
        "to",
        "a",
        "was",
        "were",
        "is",
        "are",
        "that",
        "by",
        "for",
        "on",
        "with",
        "at",
        "from",
        "has",
        "have",
        "had",
        "been",
        "it",
        "as",
        "who",
        "after",
        "his",
        "her",
        "their",
        "they",
        "said",
        "not",
        "an",
        "which",
        "this",
        "be",
        "but",
        "when",
        "during",
        "than",
        "killed",
        "people",
    ]
)


def language_of(article: str) -> str | None:
    """ISO 639-1 code, or None where it cannot be told. Reads a prefix only."""
    prefix = article[:PREFIX]
    letters = _LETTER.findall(prefix)
    if len(letters) < 3:
        return None
    arabic = len(_ARABIC_SCRIPT.findall(prefix))
    if arabic * 2 > len(letters):
        return _of_arabic_script(prefix)
    words = re.findall(r"[^\W\d_]+", prefix.lower())
    small = sum(word in _ENGLISH for word in words)
    ascii_letters = sum(letter.isascii() for letter in letters)
    if ascii_letters * 20 >= len(letters) * 19 and small * 4 >= len(words) and small >= 2:
        return "en"
    guess, probability = _guess(prefix)
    if guess == "en" and len(words) < 12:
        return "en" if small else None
    if len(letters) < 25 and ascii_letters * 2 > len(letters):
        return "en" if small >= 2 or (small and len(words) >= 4) else None
    return guess if probability >= SURE else None


def _of_arabic_script(prefix: str) -> str | None:
    """Persian, Arabic, or (by statistics) another language of the script."""
    persian, arabic = len(_PERSIAN.findall(prefix)), len(_ARABIC.findall(prefix))
    guess, probability = _guess(prefix)
    if guess in {"ur", "ps", "ug", "ku", "ckb", "sd"} and probability >= 0.95:
        return guess
    # Persian typed on an Arabic keyboard has ي and ك, yet پ, چ, ژ, گ and "است"
    telling = len(re.findall(r"[پچژگ]|\b(?:است|این|که|از|را|در|با|می)\b", prefix))
    only = len(re.findall(r"ة|ى|\bال|\b(?:في|من|على|إلى|أن|عن|التي|الذي)\b", prefix))
    if telling != only:
        return "fa" if telling > only else "ar"
    if persian != arabic:
        return "fa" if persian > arabic else "ar"
    return guess if guess in {"fa", "ar"} else None


def _guess(prefix: str) -> tuple[str, float]:
    language, probability = _identifier().classify(prefix.lower())
    return str(language), float(probability)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
