"""How a judgement finds its claim again after a new reading.

A judgement keeps the claim's id and the words it was made on. Where the id is gone, it attaches
to the one claim of the same document, type and act whose act's words overlap those; where none or
two do, it is detached and waits in the queue. Where the new reading moved the text, the words are
first sought in it; words that stand nowhere, or twice, locate nothing.
"""

from typing import Any

import msgspec

from gavah.model import Anchor, Claim, Document
from gavah.register.claims import Claims
from gavah.register.readings import Readings


def locator(claim: Claim, name: str | None = None) -> dict[str, Any]:
    """What a judgement keeps of a claim: its id, and where its act's words stand."""
    act = claim.anchors.act
    kept: dict[str, Any] = {
        "claim": claim.id,
        "document": claim.document,
        "type": claim.type,
        "act": claim.act,
        "in": act.where,
        "start": act.start,
        "end": act.end,
        "quote": act.quote,
    }
    return kept if name is None else {**kept, "name": name}


class Finder:
    """Finds claims by what judgements keep of them."""

    def __init__(self, claims: Claims, readings: Readings) -> None:
        self._claims = claims
        self._readings = readings
        self.added: dict[str, Claim] = {}

    def claim(self, id_: str) -> Claim | None:
        """The current claim of that id, a reader's or one added by hand."""
        return self.added.get(id_) or self._claims.claim(id_)

    def again(self, kept: dict[str, Any]) -> Claim | None:
        """The claim that a locator stands for now; None when none or several could be meant."""
        same = self.claim(kept["claim"])
        if same is not None:
            return same
        document = self._readings.document(kept["document"])
        if document is None:
            return None
        anchor = self.anchor_again(document, kept)
        if anchor is None:
            return None
        found = self._claims.overlapping(
            kept["document"], kept["type"], kept["act"], anchor.where, anchor.start, anchor.end
        )
        found.extend(
            claim
            for claim in self.added.values()
            if (claim.document, claim.type, claim.act)
            == (kept["document"], kept["type"], kept["act"])
            and claim.anchors.act.overlaps(anchor)
        )
        return found[0] if len(found) == 1 else None

    def document(self, id_: str) -> Document | None:
        """The current reading of that document."""
        return self._readings.document(id_)

    def overlapping(self, claim: Claim) -> list[Claim]:
        """Readers' claims of the same document, type and act on the same words."""
        act = claim.anchors.act
        return self._claims.overlapping(
            claim.document, claim.type, claim.act, act.where, act.start, act.end
        )

    def anchor_again(self, document: Document, kept: dict[str, Any]) -> Anchor | None:
        """Where words that were anchored stand in the present text; None when that is not sure."""
        where = kept.get("in", "text")
        text = document.title or "" if where == "title" else document.text
        start, quote = int(kept["start"]), str(kept["quote"])
        if text[start : start + len(quote)] == quote:
            return Anchor.of(text, start, start + len(quote), where)
        first = text.find(quote)
        if first < 0 or text.find(quote, first + 1) >= 0:
            return None
        return Anchor.of(text, first, first + len(quote), where)

    def moved(self, claim: Claim) -> Claim | None:
        """A claim added by hand, its anchors moved to the present text; None if they are not there."""
        document = self._readings.document(claim.document)
        if document is None:
            return None
        act = self.anchor_again(document, msgspec.to_builtins(claim.anchors.act))
        if act is None:
            return None
        by = act.start - claim.anchors.act.start
        plain = msgspec.to_builtins(claim)
        for anchor in _anchors({**plain["anchors"], "also": plain["also"]}):
            if anchor.get("in", "text") == "title":
                by_here, text = 0, document.title or ""
            else:
                by_here, text = by, document.text
            anchor["start"] += by_here
            anchor["end"] += by_here
            if text[anchor["start"] : anchor["end"]] != anchor["quote"]:
                return None
        plain["copy"] = document.copy
        return msgspec.convert(plain, Claim)


def _anchors(plain: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for held in plain.values():
        for anchor in held if isinstance(held, list | tuple) else [held]:
            if anchor is not None:
                found.append(anchor)
    return found
