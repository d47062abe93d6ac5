"""How alike two names are spelt, from 0 to 1, across spellings and scripts.

Words are brought to the consonants that transliterations share, their vowels kept, and compared by
an edit distance in which letters that spellings exchange cost little: e for a or i, ou for u, a
vowel left out. A for o costs much: Hassan is not Hossein. Where one is in Arabic script, which
leaves short vowels out, only consonants and long vowels are compared. Words are then aligned one to
one, whatever their order; what a word counts is its rarity, and the worst word weighs as much as
all together. The likeness of names is evidence, never a decision: names alone merge nobody.
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import permutations
from typing import TYPE_CHECKING

from anyascii import anyascii

from gavah.resources import load

if TYPE_CHECKING:
    from gavah.linking.names import Name

_MARKS = re.compile(r"['’‘`ʼ\u200c\u0640-]")
_CONSONANTS = (
    ("tsch", "C"), ("tch", "C"), ("shch", "S"), ("sch", "S"), ("ch", "C"), ("sh", "S"), ("dj", "j"), ("zh", "j"),
    ("kh", "x"), ("gh", "q"), ("ph", "f"), ("th", "t"), ("dh", "z"), ("ck", "k"), ("ts", "s"), ("cz", "C"),
    ("w", "v"), ("c", "k"), ("ou", "u"), ("oo", "u"), ("ow", "u"), ("ee", "i"), ("ei", "ay"), ("ai", "ay"),
    ("iy", "i"), ("ii", "i"), ("yy", "i"),
)  # fmt: skip
_VOWELS = frozenset("aeiouy")
_MAQSURA = frozenset("یىي")
_CARRIED = re.compile("^[اأإع][يیو]?")  # a first vowel in Arabic script
_CHEAP = {
    frozenset("ae"): 0.25, frozenset("ei"): 0.2, frozenset("ou"): 0.1, frozenset("iy"): 0.0, frozenset("ey"): 0.25,
    frozenset("ai"): 0.7, frozenset("ao"): 0.6, frozenset("au"): 0.7, frozenset("eo"): 0.7, frozenset("eu"): 0.7,
    frozenset("io"): 0.8, frozenset("iu"): 0.8, frozenset("kq"): 0.3, frozenset("qx"): 0.5, frozenset("kx"): 0.4,
    frozenset("gq"): 0.3, frozenset("gk"): 0.7, frozenset("sz"): 0.4, frozenset("jy"): 0.5, frozenset("bp"): 0.8,
    frozenset("dt"): 0.6, frozenset("vf"): 0.5, frozenset("vu"): 0.4, frozenset("gj"): 0.6, frozenset("hx"): 0.4,
    frozenset("dz"): 0.3, frozenset("ds"): 0.5,  # dad and zal: Ramadan, Ramazan
    frozenset("Cs"): 0.6, frozenset("CS"): 0.5, frozenset("Ss"): 0.6,
}  # fmt: skip
_NO_SWAPS: dict[str, float] = {}
_SWAPS: dict[str, dict[str, float]] = {}
for _pair, _cost in _CHEAP.items():
    for _one, _other in permutations(_pair, 2):
        _SWAPS.setdefault(_one, {})[_other] = _cost
_ALONE = {**dict.fromkeys("aeiouy", 0.35), "h": 0.5}
FORM = 0.9  # what "Mike" is worth beside "Michael" (linking/forms)
INITIAL = 0.75  # what "N." is worth beside "Nelson"
FINAL = 0.7  # what a last vowel costs that only one has: it tells Noor from Noori
JOINED = 0.78  # how alike names written as one word must be: Mohammad Javad in one word or two
REVERSED = 0.02
SPARE = 0.06  # for each word that only the longer name has


# consonants and long vowels of Arabic script; short vowels are not written
ARABIC = {
    "ا": "", "أ": "", "إ": "", "آ": "", "ء": "", "ئ": "i", "ؤ": "u", "ع": "", "ب": "b", "پ": "p",
    "ت": "t", "ط": "t", "ة": "", "ث": "s", "س": "s", "ص": "s", "ج": "j", "چ": "\x01", "ح": "h",
    "ه": "h", "خ": "x", "د": "d", "ذ": "s", "ز": "s", "ض": "s", "ظ": "s", "ر": "r", "ژ": "j",
    "ش": "sh", "غ": "q", "ق": "q", "ف": "f", "ك": "k", "ک": "k", "گ": "g", "ل": "l", "م": "m",
    "ن": "n", "و": "u", "ى": "i", "ي": "i", "ی": "i",
    # Urdu, Kurdish, Pashto
    "ہ": "h", "ھ": "h", "ۂ": "h", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ے": "i", "ۃ": "", "ۆ": "u", "ێ": "i",
    "ڕ": "r", "ڵ": "l", "ە": "", "ڤ": "v", "ړ": "r", "ښ": "sh", "ګ": "g", "ډ": "d", "ټ": "t", "ې": "i", "ځ": "s",
}  # fmt: skip


@lru_cache(maxsize=65536)
def script_of(text: str) -> str:
    """ISO 15924 code of the first letter's script: Latn, Arab, Cyrl…; Zyyy when it has none."""
    known = {"LATIN": "Latn", "ARABIC": "Arab", "CYRILLIC": "Cyrl", "GREEK": "Grek", "HEBREW": "Hebr",
             "ARMENIAN": "Armn", "GEORGIAN": "Geor", "DEVANAGARI": "Deva", "BENGALI": "Beng",
             "MYANMAR": "Mymr", "THAI": "Thai", "HANGUL": "Hang", "CJK": "Hani", "HIRAGANA": "Hira",
             "KATAKANA": "Kana", "ETHIOPIC": "Ethi"}  # fmt: skip
    for letter in text:
        if letter.isalpha():
            return known.get(unicodedata.name(letter, "").split(" ")[0], "Zyyy")
    return "Zyyy"


@lru_cache(maxsize=65536)
def letters(word: str) -> str:
    """A word in lower-case Latin letters, consonants as spellings share them, vowels kept."""
    plain = _MARKS.sub("", word.casefold())
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = anyascii(plain).casefold() if not plain.isascii() else plain
    plain = re.sub(r"[^a-z]", "", plain)
    for old, new in _CONSONANTS:
        plain = plain.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", plain)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Consonants and long vowels, comparable between Arabic script and Latin."""
    if script_of(word) == "Arab":
        word = _CARRIED.sub("", word) if len(word) > 2 else word
        plain = "".join(ARABIC.get(letter, letter) for letter in _MARKS.sub("", word))
        plain = plain.replace("\x01", "C").replace("sh", "S").replace("g", "q")
    else:
        plain = re.sub(
            r"^[iu]+(?=..)", "", letters(word)
        )  # a first vowel is carried by a silent letter
        plain = re.sub(r"[aeo]|(?<!^)h$", "", plain.replace("ay", "i"))
        plain = plain.replace("y", "i").replace("z", "s").replace("g", "q")
    return re.sub(r"(.)\1+", r"\1", plain)


@lru_cache(maxsize=262144)
def word_likeness(one: str, other: str) -> float:
    """How alike two words are spelt; symmetric."""
    if one == other:
        return 1.0 if letters(one) else 0.0
    if (script_of(one) == "Arab") != (script_of(other) == "Arab"):
        arabic, latin = (one, other) if script_of(one) == "Arab" else (other, one)
        if arabic[-1:] in _MAQSURA and letters(latin)[-1:] == "a":
            arabic = arabic[:-1]  # Mousa: a final ye that is read as alef
        left, right = skeleton(arabic), skeleton(latin)
        apart = _distance(left, right, 0.8)  # the long vowels are written in both
        longest = max(len(left), len(right), 1)
    else:
        left, right = letters(one), letters(other)
        apart = _distance(left, right, 0.35)
        longest = max(len(left), len(right), 1)
    if not left or not right:
        return 0.0
    if left[0] != right[0] and not {left[0], right[0]} <= _VOWELS:
        apart += 0.5
    return max(0.0, 1.0 - 1.6 * apart / longest)


def _distance(one: str, other: str, vowel: float) -> float:
    """Edit distance; `vowel` is what a vowel costs that only one has."""
    ends = [FINAL if at == len(other) else vowel for at in range(1, len(other) + 1)]
    row = [0.0]
    for letter, end in zip(other, ends, strict=True):
        row.append(row[-1] + _alone(letter, end))
    for number, letter in enumerate(one, 1):
        own = FINAL if number == len(one) else vowel
        last, row = row, [row[0] + _alone(letter, own)]
        for at, against in enumerate(other, 1):
            swap = 0.0 if letter == against else _CHEAP.get(frozenset((letter, against)), 1.0)
            row.append(
                min(
                    last[at - 1] + swap,
                    last[at] + _alone(letter, own),
                    row[at - 1] + _alone(against, ends[at - 1]),
                )
            )
    return row[-1]


@lru_cache(maxsize=262144)
def _may_be_near(one: str, other: str, least: float) -> bool:
    """Whether `word_likeness` of two words of one script may reach `least`: False only where it cannot.

    The same distance, left off as soon as every way on costs more than that allows.
    """
    left, right = letters(one), letters(other)
    most = (1.0 - least) * max(len(left), len(right), 1) / 1.6 + 1e-9
    common = min(len(left), len(right))
    # what one word has more of than the other is written by nobody for less than a vowel's worth
    if (max(len(left), len(right)) - common) * 0.35 > most:
        return False
    row = [0.0]
    for letter in right:
        row.append(row[-1] + _alone(letter, 0.35))
    for letter in left:
        own = _alone(letter, 0.35)
        cheap = _SWAPS.get(letter, _NO_SWAPS)
        before = row[0]
        here = before + own
        row[0] = nearest = here
        for at, against in enumerate(right, 1):
            above = row[at]
            here = min(
                before + (0.0 if letter == against else cheap.get(against, 1.0)),
                above + own,
                here + _ALONE.get(against, 1.0),
            )
            row[at], before = here, above
            if here < nearest:
                nearest = here
        if nearest > most:
            return False
    return row[-1] <= most


def may_be_like(one: "Name", other: "Name", least: float) -> bool:
    """Whether `likeness` may reach `least`: False only where it cannot, and told much sooner.

    Half of a likeness is that of the worst word, so each word of the shorter name needs one near it.
    """
    short, long = sorted((one, other), key=lambda name: len(name.raw))
    if len(short.raw) != len(long.raw):
        if _word_may("".join(short.raw), "".join(long.raw), least / 0.97):
            return True
    worst = 2 * least - 1.0
    return all(any(_word_may(a, b, worst) for b in long.raw) for a in short.raw)


def _word_may(one: str, other: str, least: float) -> bool:
    short, long = sorted((one, other), key=len)
    if script_of(one) != script_of(other):
        return True
    if len(short) == 1 < len(long):
        return least <= INITIAL
    if _forms(one.casefold()) & _forms(other.casefold()):
        return True
    return _may_be_near(one, other, least) if one <= other else _may_be_near(other, one, least)


def _alone(letter: str, vowel: float) -> float:
    return vowel if letter in _VOWELS else 0.5 if letter == "h" else 1.0


@lru_cache(maxsize=262144)
def likeness(one: "Name", other: "Name") -> float:
    """How alike two names are; 1 for equal words in whatever order, symmetric."""
    if len(one.raw) > len(other.raw) or (
        len(one.raw) == len(other.raw) and (one.text > other.text)
    ):
        one, other = other, one
    if not one.raw or not other.raw:
        return 0.0
    if len(one.raw) == len(other.raw):
        return _aligned(one, other)  # joined, a brother's name would hide behind the surname
    joined = word_likeness("".join(one.raw), "".join(other.raw))
    return max(_aligned(one, other), joined * 0.97 if joined > JOINED else 0.0)


def aligned(short: "Name", long: "Name") -> list[tuple[int, int, float]]:
    """Words paired one to one, the most alike first: (word of one, word of the other, likeness)."""
    pairs = sorted(
        (-_word(a, b), abs(i - j), i, j)
        for i, a in enumerate(short.raw)
        for j, b in enumerate(long.raw)
    )
    taken: dict[int, int] = {}
    found: dict[int, float] = {}
    for alike, _, i, j in pairs:
        if i not in taken and j not in taken.values():
            taken[i], found[i] = j, -alike
    return [(i, taken[i], found[i]) for i in sorted(taken)]


def _aligned(short: "Name", long: "Name") -> float:
    pairs = aligned(short, long)
    taken = {i: j for i, j, _ in pairs}
    found = {i: alike for i, _, alike in pairs}
    weights = [short.bits[i] for i in found]
    mean = sum(w * found[i] for i, w in zip(found, weights, strict=True)) / (sum(weights) or 1.0)
    order = [taken[i] for i in sorted(taken)]
    turned = REVERSED if order != sorted(order) else 0.0
    spare = SPARE * (len(long.raw) - len(short.raw))
    alone = 0.3 if len(short.raw) == 1 and len(long.raw) > 1 else 0.0
    return max(0.0, 0.5 * mean + 0.5 * min(found.values()) - turned - spare - alone)


def _word(one: str, other: str) -> float:
    short, long = sorted((one, other), key=len)
    if len(short) == 1 < len(long):
        return INITIAL if letters(long)[:1] == letters(short)[:1] != "" else 0.0
    if _forms(one.casefold()) & _forms(other.casefold()):
        return max(FORM, word_likeness(one, other))
    return word_likeness(one, other)


def _forms(word: str) -> frozenset[int]:
    """Numbers of the given names that the word is a form of."""
    return _numbered().get(word, frozenset())


@cache
def _numbered() -> dict[str, frozenset[int]]:
    table: dict[str, set[int]] = {}
    names = [forms for entry in load("linking/forms") for forms in entry["names"]]
    for number, forms in enumerate(names):
        for form in forms:
            table.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in table.items()}
