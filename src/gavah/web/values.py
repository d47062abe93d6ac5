"""What a form says of a judgement's value, as the register's verb takes it.

Fields of a form are words; here they become the value that `gavah judge --value` would be given.
What is left empty is not known (None), never 0. A form for a claim's field names it in `field`.
"""

from collections.abc import Mapping
from typing import Any

from gavah.errors import WrongUsage

Form = Mapping[str, Any]
_HEDGES = ("at_least", "more_than", "at_most", "less_than", "nearly", "about", "range", "vague")


def value_of(verb: str, form: Form) -> Any:
    """The value of that verb; None where it takes none.

    Raises:
        WrongUsage: a field cannot be read; says which.
    """
    if verb == "choose":
        if words(form, "figure"):
            return {"act": words(form, "act"), "claim": words(form, "figure")}
        return {"act": words(form, "act"), **_figures(form)}
    if verb == "correct":
        return _correction(form)
    if verb == "add":
        return _added(form)
    if verb == "split":
        return lines(form, "claims")
    if verb == "classify":
        return {"field": words(form, "field") or "names", "class": words(form, "class")}
    return None


def words(form: Form, name: str) -> str | None:
    """What was typed, or None."""
    held = str(form.get(name) or "").strip()
    return held or None


def lines(form: Form, name: str) -> list[str]:
    """What was typed, one a line."""
    return [one.strip() for one in str(form.get(name) or "").splitlines() if one.strip()]


def whole(form: Form, name: str) -> int | None:
    """A whole number; blanks and commas that group digits are allowed."""
    held = words(form, name)
    if held is None:
        return None
    bare = held.replace(",", "").replace(" ", "").replace("\u202f", "")
    if not bare.isdecimal():
        raise WrongUsage(f"{name} is a whole number, and {held!r} is none")
    return int(bare)


def _figures(form: Form) -> dict[str, int | None]:
    return {name: whole(form, name) for name in ("low", "high", "about")}


def _count(form: Form) -> dict[str, Any] | None:
    held = _figures(form)
    if all(one is None for one in held.values()):
        return None
    hedge = words(form, "hedge")
    if hedge is not None and hedge not in _HEDGES:
        raise WrongUsage(f"{hedge!r} is no hedge; these are: {', '.join(_HEDGES)}")
    return {**held, "hedge": hedge}


def _place(form: Form) -> dict[str, Any] | None:
    name = words(form, "place")
    if name is None:
        return None
    country = words(form, "country")
    return {
        "name": name, "settlement": words(form, "settlement"),
        "country": country.upper() if country else None,
        "precision": words(form, "precision") or "settlement", "basis": "stated",
    }  # fmt: skip


def _when(form: Form) -> dict[str, Any] | None:
    start = words(form, "start")
    end = words(form, "end") or start
    if start is None:
        return None
    precision = words(form, "width") or ("day" if start == end else "longer")
    return {"start": start, "end": end, "precision": precision, "basis": "stated"}


def _victims(form: Form) -> dict[str, Any] | None:
    description, names = words(form, "description"), lines(form, "names")
    return {"description": description, "names": names} if description or names else None


def _speakers(form: Form) -> list[dict[str, Any]]:
    kind = words(form, "kind") or "unknown"
    return [{"name": one, "role": "speaker", "kind": kind} for one in lines(form, "speakers")]


def _correction(form: Form) -> dict[str, Any]:
    field = words(form, "field")
    anchor = words(form, "quote")
    made: dict[str, Any] = {"field": field}
    if field == "count":
        made["value"] = _count(form)
    elif field == "place":
        made["value"] = _place(form)
    elif field == "when":
        made["value"] = _when(form)
    elif field == "victims":
        made["value"] = _victims(form)
    elif field == "perpetrators":
        made["value"] = [{"name": one} for one in lines(form, "perpetrators")]
    else:
        made["value"] = words(form, "to")
    if anchor is not None:
        made["anchor"] = _anchor(form, "quote", anchor)
    return made


def _anchor(form: Form, name: str, quote: str) -> dict[str, Any]:
    """Words of the text, by where they stand when the page could tell, else as typed."""
    start, end = whole(form, f"{name}_start"), whole(form, f"{name}_end")
    return {"quote": quote} if start is None or end is None else {"start": start, "end": end}


def _added(form: Form) -> dict[str, Any]:
    quote = words(form, "quote")
    if quote is None:
        raise WrongUsage("Mark the words of the act in the text, or type them as they stand there.")
    made: dict[str, Any] = {
        "type": words(form, "type") or "harm", "act": words(form, "act"),
        "polarity": words(form, "polarity") or "affirmed",
        "modality": words(form, "modality") or "asserted",
        "scope": words(form, "scope") or "incident", "count": _count(form),
        "victims": _victims(form), "place": _place(form), "when": _when(form),
        "perpetrators": [{"name": one} for one in lines(form, "perpetrators")],
        "attribution": _speakers(form), "anchors": {"act": _anchor(form, "quote", quote)},
    }  # fmt: skip
    return made
