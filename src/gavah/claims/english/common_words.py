"""How English words are usually written: small, or with a capital of their own.

Counted over the treebanks that the parser is trained on (training/english/casing.py).
"""

import json
import re
from functools import cache
from importlib import resources


@cache
def usual_forms() -> tuple[frozenset[str], dict[str, str]]:
    """Words usually written small, and the usual form of those that are not, by the small one."""
    told = json.loads((resources.files(__package__) / "pipeline" / "casing.json").read_bytes())
    return frozenset(told["lower"]), told["usual"]


@cache
def dictionary() -> frozenset[str]:
    """Words that dictionaries have in small letters only and the treebanks lack.

    Made by training/english/vocabulary.py; forms that their endings give away are left out.
    """
    return frozenset(
        (resources.files(__package__) / "pipeline" / "words.txt").read_text("ascii").split()
    )


def usually_small(word: str) -> bool:
    """Whether a word is usually written without a capital.

    >>> usually_small("Injured"), usually_small("Tehran")
    (True, False)
    """
    return word.lower() in usual_forms()[0]


def rare(name: str) -> bool:
    """Whether a name has a word that the treebanks do not know."""
    small, usual = usual_forms()
    words = re.findall(r"[^\W\d_]{2,}", name.lower())
    return any(word not in usual and word not in small for word in words)
