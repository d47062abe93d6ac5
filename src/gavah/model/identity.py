"""Ids that come from content, so that the same evidence yields the same register."""

from collections.abc import Iterable
from hashlib import sha256

from gavah.model.anchor import Anchor


def digest_of(content: bytes) -> str:
    """The address of a copy: "sha256:" and 64 hexadecimal digits."""
    return "sha256:" + sha256(content).hexdigest()


def _short(prefix: str, parts: Iterable[str]) -> str:
    # a unit separator cannot occur in the parts' own grammar, so no two lists of parts collide
    return prefix + sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def claim_id(document: str, type_: str, act: str, anchor: Anchor, speaker: str | None) -> str:
    """Hash of document, type, act, act anchor and nearest speaker (DESIGN, "Ids")."""
    return _short(
        "c-",
        (document, type_, act, anchor.where, str(anchor.start), str(anchor.end), speaker or ""),
    )


def incident_id(claims: Iterable[str]) -> str:
    """Hash of the smallest claim id."""
    return _short("i-", (min(claims),))


def person_id(claims: Iterable[str], name: str) -> str:
    """Hash of the smallest claim id and the name it gives: one claim can name several people."""
    return _short("p-", (min(claims), name))
