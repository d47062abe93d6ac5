"""Names of people compared across spellings and scripts.

A name is folded word by word to what transliterations share (ou, oo and u; y, i and ee; kh and x;
gh and q; dj and j; w and v; doubled letters) with honorifics and suffixes left out. Arabic script
writes no short vowels, so across scripts only consonants and long vowels are compared.
Keys are for finding candidates only; `compare` decides, and names alone never merge two people
across incidents (docs/terms.md, "Person").
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from gavah.linking.spelling import ARABIC, likeness, may_be_like, script_of, word_likeness
from gavah.resources import load

NameRelation = Literal["same", "partial", "different"]
ALIKE = 0.9  # likeness of spelling from which two full names, or words, are the same
VOWELS_ALIKE = 0.75  # the same where all consonants are shared: Michelle is not Michael
RARE, COMMON, INITIAL = 5.0, 2.5, 1.0  # bits that one shared word of a name is worth

_WORD = re.compile(r"[^\W\d_]+(?:['’‘`ʼ\u200c][^\W\d_]+)*", re.UNICODE)
_MARKS = re.compile(r"['’‘`ʼ\u200c\u0640]")
_FOLDS = (
    ("tch", "ch"), ("sch", "sh"), ("dj", "j"), ("kh", "x"), ("gh", "q"), ("ph", "f"), ("ck", "k"),
    ("ou", "u"), ("oo", "u"), ("o", "u"), ("ee", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i"), ("ey", "i"),
    ("ie", "i"), ("y", "i"), ("e", "i"), ("w", "v"), ("c", "k"), ("z", "s"), ("th", "t"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart.

    Attributes:
        words: its words folded, in order, without honorifics and suffixes.
        bones: each word's consonants and long vowels, comparable across scripts.
        bits: what sharing each word is worth.
        script: ISO 15924 code of the script it is written in.
        raw: its words as written.
    """

    text: str
    words: tuple[str, ...]
    bones: tuple[str, ...]
    bits: tuple[float, ...]
    script: str
    raw: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """For finding: pairs of the words' consonants; a name of one word has none."""
        ends = sorted({consonants(bone) for bone in self.bones if len(bone) > 1} - {""})
        if len(self.bones) < 2 or len(ends) < 2:
            return ()
        first, last = consonants(self.bones[0]), consonants(self.bones[-1])
        return ("+".join(sorted((first, last))),) if first and last else ()


def consonants(bone: str) -> str:
    """The letters that spellings of a name most often share."""
    return re.sub(r"[aiuv]", "", bone)


@cache
def words_for(role: str) -> frozenset[str]:
    """The words of one role: honorific, suffix, particle, common, group."""
    lists = load("linking/names")
    return frozenset(word for entry in lists if entry["role"] == role for word in entry["words"])


@cache
def _common() -> frozenset[str]:
    return frozenset(fold(word) for word in words_for("common"))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """One word as its spellings share it, in lower-case Latin letters."""
    plain = _MARKS.sub("", word.casefold())
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = "".join(ARABIC.get(letter, letter) for letter in plain)
    plain = anyascii(plain).casefold() if not plain.isascii() else plain
    plain = re.sub(r"[^a-z\x01]", "", plain).replace("ch", "\x01")
    for old, new in _FOLDS:
        plain = plain.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", plain).replace("\x01", "ch")


@lru_cache(maxsize=65536)
def _bone(word: str) -> str:
    # consonants and long vowels: "o", "e", "a" are short as often as not, "ou", "i" are long
    plain = _MARKS.sub("", word.casefold())
    if script_of(word) != "Arab":
        plain = "".join(
            c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)
        )
        plain = re.sub(r"ou|oo", "\x02", plain)
        plain = re.sub(r"ei|ai|ay|ey|ee|ie", "i", plain)
        plain = re.sub(r"[aeo]", "", plain).replace("\x02", "u")
        return fold(plain) if plain else ""
    return fold(word)


def _without_article(word: str) -> str:
    """An Arabic word without its article, which Latin writes apart and often leaves out."""
    return word[2:] if word.startswith("ال") and len(word) > 4 and word != "الله" else word


@lru_cache(maxsize=65536)
def name(text: str) -> Name:
    """Take a name apart; particles (al, bin, de…) are passed over."""
    out = words_for("honorific") | words_for("suffix") | words_for("particle")
    # hyphens join: "Abd-al" is read word by word
    found = [w for w in _WORD.findall(text) if w.casefold().rstrip(".") not in out]
    found = [_without_article(word) for word in found or _WORD.findall(text)]
    words = tuple(fold(word) for word in found)
    kept = [(raw, word) for raw, word in zip(found, words, strict=True) if word]
    bits = tuple(
        INITIAL if len(raw) == 1 else COMMON if w in _common() else RARE for raw, w in kept
    )
    return Name(
        text,
        tuple(w for _, w in kept),
        tuple(_bone(raw) for raw, _ in kept),
        bits,
        script_of(text),
        tuple(raw for raw, _ in kept),
    )


def is_person(text: str) -> bool:
    """Whether words look like the name of one human being: two to five names, no group's word."""
    raw = _WORD.findall(text)
    if any(word.casefold() in words_for("group") for word in raw) or text[:1].islower():
        return False
    taken = name(text)
    capital = all(
        w[:1].isupper() or script_of(w) != "Latn"
        for w in raw
        if w.casefold() not in words_for("particle")
    )
    return 2 <= len(taken.words) <= 5 and capital and not text.isupper()


@lru_cache(maxsize=262144)
def alike(one: str, other: str) -> bool:
    """Whether two folded words are spellings of one word."""
    if one == other:
        return True
    if one[:1] != other[:1] or min(len(one), len(other)) < 4:
        return False
    if re.sub(r"[aiu]", "", one) != re.sub(r"[aiu]", "", other):
        return len(one) > 5 and word_likeness(one, other) >= ALIKE
    return word_likeness(one, other) >= VOWELS_ALIKE and JaroWinkler.similarity(one, other) >= 0.93


def _alike_bones(one: str, other: str) -> bool:
    """Across scripts: one skeleton; a last silent h, and a last alef written as ye, may be absent."""
    return bool(one) and (one == other or (len(one) > 2 and _open(one) == _open(other)))


def _open(bone: str) -> str:
    return re.sub(r"(?<=.)[hi]$", "", bone)


@lru_cache(maxsize=262144)
def compare(one: Name, other: Name) -> tuple[NameRelation, float]:
    """How two names stand to each other, and what the words they share are worth in bits.

    same: every word of the shorter name has its partner in the longer, and the shorter has two.
    partial: a single word that the other has. Symmetric.
    """
    if len(one.words) > len(other.words) or (
        len(one.words) == len(other.words) and one.text > other.text
    ):
        one, other = other, one
    across = (one.script == "Arab") != (other.script == "Arab")
    left, fit = (one.bones, _alike_bones) if across else (one.words, alike)
    free = list(range(len(other.words)))
    right = other.bones if across else other.words
    matched, bits = 0, 0.0
    whole = 0
    for at, word in enumerate(left):
        fits = [i for i in free if fit(word, right[i]) and min(len(word), len(right[i])) > 1]
        initials = (
            [] if fits else [i for i in free if word and right[i] and _initial(word, right[i])]
        )
        if not fits and not initials:
            continue
        place = (fits or initials)[0]
        free.remove(place)
        matched += 1
        whole += bool(fits)
        bits += min(one.bits[at], other.bits[place]) if fits else INITIAL
    if not left or not right:
        return ("different", 0.0)
    if matched == len(left) and len(left) >= 2 and whole >= (1 if len(left) == 2 else 2):
        last = fit(left[-1], right[-1]) or fit(left[-1], right[0]) or fit(left[0], right[-1])
        if last or whole == len(left):
            return ("same", bits)
    if len(left) == 1 and matched == 1 and whole:
        return ("partial", bits)
    if len(left) >= 2 and may_be_like(one, other, ALIKE) and likeness(one, other) >= ALIKE:
        return ("same", sum(one.bits))  # as many bits as the shorter name has words
    return ("different", 0.0)


def _initial(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and long.startswith(short)
