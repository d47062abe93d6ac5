"""A word's lemma, from its form where the trained lemmatizer misses a verb that we list.

>>> base("freed", frozenset({"free", "kill"})), base("stabbing", frozenset({"stab"}))
('free', 'stab')
"""

from functools import cache

from gavah.claims.english.trees import Token
from gavah.resources import load

_ENDINGS = ("ing", "ied", "ies", "ed", "es", "d", "s")


@cache
def listed_verbs() -> frozenset[str]:
    """Every verb that can tell a harm, a gathering or an appeal, alone or with another word."""
    harm, crowd = load("english/harm"), load("english/gathering")
    listed: set[str] = set()
    for kind in ("verbs", "undergo"):
        listed.update(word for row in harm[kind].values() for word in row)
    listed.update(word for row in crowd["verbs"].values() for word in row)
    for row in (*harm["together"], *crowd["together"]):
        listed.update(row["verbs"])
    listed.update(load("english/appeal")["verbs"])
    return frozenset(listed | set(crowd["doing"]))


@cache
def base(word: str, known: frozenset[str]) -> str | None:
    """The known verb that a form in lower case is of; None when it is of none."""
    for ending in _ENDINGS:
        if not word.endswith(ending) or len(word) - len(ending) < 3:
            continue
        stem = word[: -len(ending)]
        tries = [stem, stem + "e", stem + "y"]
        if len(stem) > 2 and stem[-1] == stem[-2]:
            tries.append(stem[:-1])
        found = next((one for one in tries if one in known), None)
        if found is not None:
            return found
    return None


def lemma(token: Token) -> str:
    """The token's lemma in lower case."""
    if token.base is None:
        token.base = _lemma(token)
    return token.base


def _lemma(token: Token) -> str:
    given = token.lemma_.lower()
    verb = token.tag_.startswith("VB") or token.pos_ == "VERB"
    if given in listed_verbs() or not verb or token.pos_ == "AUX":
        return given
    return _irregular().get(token.lower_) or base(token.lower_, listed_verbs()) or given


@cache
def _irregular() -> dict[str, str]:
    """The listed verb of each form that no ending makes and that is a verb of its own nowhere."""
    forms: dict[str, list[str]] = load("english/irregular")["forms"]
    pairs = [(form, verb) for verb, row in forms.items() for form in row if verb in listed_verbs()]
    return {form: verb for form, verb in pairs if form not in listed_verbs()}
