"""Whether a claim says what gold says, field by field. Rule: docs/accuracy.md, "When fields agree"."""

import re
from collections.abc import Iterable
from typing import Any

from gavah.scoring.gold import Told

STRICT = ("count", "place", "when", "speakers", "polarity", "modality", "scope")
"""The fields that a strictly right claim agrees on, all of them."""

_STOP = frozenset("the a an of in at on and to from by near outside s".split())
_GENERIC = frozenset(
    """north south east west northern southern eastern western central new san los las st city town
    village province district county state region area republic downtown""".split()
)


def agreements(gold: Told, claim: Told) -> dict[str, bool]:
    """For each field, whether the two agree; "…_all" asks for every name and no other."""
    asked, counted = gold.get("count") or {}, claim.get("count") or {}
    place, when = _known(claim.get("place"), "name"), _known(claim.get("when"), "start")
    whom, told = gold.get("victims") or {}, claim.get("victims") or {}
    described = _alike(whom.get("description"), told.get("description")) or not (
        whom.get("description") or told.get("description")
    )
    return {
        "count": all(asked.get(key) == counted.get(key) for key in ("low", "high", "about", "hedge")),
        "bounds": all(asked.get(key) == counted.get(key) for key in ("low", "high")),
        "hedge": asked.get("hedge") == counted.get("hedge"),
        "place": any(
            _same_place(one, place) for one in (gold.get("place"), *gold.get("place_accept", ()))
        ),
        "country": _same_country(gold.get("place"), place),
        "when": any(
            _same_when(one, when) for one in (gold.get("when"), *gold.get("when_accept", ()))
        ),
        "speakers": _any_same(gold.get("speakers"), speakers_of(claim)),
        "perpetrators": _any_same(gold.get("perpetrators"), claim.get("perpetrators")),
        "victims": (gold["type"] == "appeal" or described)
        and _any_same(whom.get("names"), told.get("names")),
        "speakers_all": _all_same(gold.get("speakers"), speakers_of(claim)),
        "perpetrators_all": _all_same(gold.get("perpetrators"), claim.get("perpetrators")),
        "names_all": _all_same(whom.get("names"), told.get("names")),
        "polarity": gold.get("polarity") == claim.get("polarity"),
        "modality": gold.get("modality") == claim.get("modality"),
        "scope": gold.get("scope") == claim.get("scope"),
    }  # fmt: skip


def speakers_of(claim: Told) -> list[Any]:
    """Who says so inside the document, in either form of a claim."""
    if "speakers" in claim:
        return list(claim["speakers"])
    return [one for one in claim.get("attribution") or [] if one.get("role") == "speaker"]


def said(claim: Told, field: str) -> str:
    """A field's value for a person to read; "–" where it is unknown."""
    value = claim.get(field)
    if field == "speakers":
        value = speakers_of(claim)
    elif field == "count" and value:
        ends = f"{_end(value.get('low'))}–{_end(value.get('high'))}"
        about = "" if value.get("about") is None else f", about {value['about']}"
        hedge = f", {value['hedge']}" if value.get("hedge") else ""
        return f"{ends}{about}{hedge}"
    elif field == "place" and value:
        return f"{value.get('name')} ({value.get('country') or '?'})"
    elif field == "when" and value:
        return f"{value.get('start')}…{value.get('end')}"
    elif field == "victims" and value:
        return ", ".join([value.get("description") or "", *value.get("names", ())]).strip(", ")
    if isinstance(value, list):
        return ", ".join(_names(value)) or "–"
    return str(value) if value else "–"


def _end(value: Any) -> str:
    return "?" if value is None else str(value)


def _words(value: str | None) -> set[str]:
    return {word for word in re.findall(r"\w+", (value or "").casefold()) if word not in _STOP}


def same_name(one: str | None, other: str | None, generic: Iterable[str] = ()) -> bool:
    """Whether every word of the shorter name stands in the longer, one of them telling.

    >>> same_name("Ministry of Health", "the Health Ministry"), same_name("Omdurman", "Khartoum")
    (True, False)
    """
    few, many = sorted((_words(one), _words(other)), key=len)
    return bool(few) and few <= many and (few == many or bool(few - set(generic)))


def _alike(one: str | None, other: str | None) -> bool:
    a, b = _words(one), _words(other)
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= 0.5


def _names(listed: Iterable[Any] | None) -> list[str]:
    found = (
        one if isinstance(one, str) else one.get("name") or one.get("description") or ""
        for one in listed or ()
    )  # fmt: skip
    return [name for name in found if name]


def _any_same(one: Iterable[Any] | None, other: Iterable[Any] | None) -> bool:
    few, many = _names(one), _names(other)
    if not few or not many:
        return not few and not many
    return any(same_name(a, b) for a in few for b in many)


def _all_same(one: Iterable[Any] | None, other: Iterable[Any] | None) -> bool:
    few, many = _names(one), _names(other)
    return all(any(same_name(a, b) for b in many) for a in few) and all(
        any(same_name(a, b) for a in few) for b in many
    )


def _known(value: Any, key: str) -> Any:
    return value if value and value.get(key) is not None else None


def _same_place(gold: Any, told: Any) -> bool:
    if not gold or not told:
        return not gold and not told
    return same_name(gold["name"], told.get("name"), _GENERIC)


def _same_country(gold: Any, told: Any) -> bool:
    if not gold or not gold.get("country") or not told:
        return True
    return bool(told.get("country") == gold["country"])


def _same_when(gold: Any, told: Any) -> bool:
    if not gold or not told:
        return not gold and not told
    return (gold["start"], gold["end"]) == (told.get("start"), told.get("end"))
