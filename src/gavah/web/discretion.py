"""Ids, addresses and file names as those see them who may uncover no name.

A given document id, a path or an address may spell a withheld name. An id of a claim, person or
incident is a hash of words that may be such a name: whoever guesses it could compute the id and be
sure. For a role that may not uncover names, each of these is replaced by a keyed one of the same
kind, wherever it stands in a record; whoever follows one is led to the same entry.
"""

import hmac
import re
import secrets
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import unquote

import msgspec
import sqlalchemy as sa
from ahocorasick_rs import AhoCorasick

from gavah.export.masking import parts
from gavah.export.releases.pseudonyms import key_of
from gavah.register import Register, schema
from gavah.register.classes import PUBLIC, RESTRICTED
from gavah.register.folding import folded
from gavah.web.asking import rows_in
from gavah.web.pulse import Pulse
from gavah.web.veil import COVERED, Everyone, judged_classes

R = TypeVar("R")
NOWHERE = "\u2060"  # at the end of an id, so that it is none; taken out of what is answered
COLLEAGUE = "a colleague"
_IDS = frozenset(("id", "target", "subject", "left", "right", "claim", "claims", "document"))
_ADDRESS = re.compile(r"\S*[/%_.?=@-]\S*")
_PLACE = re.compile(r"[/%_=@]|\w\.[a-zA-Z]{2,5}\b")  # a path, an address or a file name; not a word


class Discretion:
    """What is replaced by what, for the register as it stands."""

    def __init__(self, key: bytes, telling: Iterable[str], words: frozenset[str]) -> None:
        """
        Args:
            telling: ids that are not to be shown.
            words: folded words, each of which tells a withheld name.
        """
        self._words = words
        runs = sorted(one for one in words if len(one) > 5)
        self._runs = AhoCorasick(runs) if runs else None
        self.outside: dict[str, str] = {}
        self.inside: dict[str, str] = {}
        self._sorted = sorted(telling)
        for one in self._sorted:
            made = hmac.digest(key, one.encode("utf-8", "replace"), "sha256").hex()[:20]
            kind = one[:2] if one[:2] in ("c-", "i-", "p-") else "d-"
            self.outside[one] = f"{kind}{made}"
            self.inside[f"{kind}{made}"] = one

    def shown(self, record: R, nameless: bool = False) -> R:
        """The record, every id and address in it that tells something replaced.

        Args:
            nameless: leave out who judged, too.
        """
        plain = self._shown(msgspec.to_builtins(record), nameless)
        return msgspec.convert(plain, type(record))

    def _shown(self, plain: Any, nameless: bool) -> Any:
        if isinstance(plain, str):
            return self.text(plain)
        if isinstance(plain, dict):
            made = {self.text(key): self._shown(one, nameless) for key, one in plain.items()}
            if nameless and isinstance(made.get("by"), str):
                made["by"] = COLLEAGUE
            return made
        if isinstance(plain, list | tuple):
            return [self._shown(one, nameless) for one in plain]
        return plain

    def text(self, text: str) -> str:
        """A text: an id as a whole, else each address in it that spells a name."""
        text = text.replace(NOWHERE, "") if NOWHERE in text else text
        held = self.outside.get(text)
        if held is not None:
            return held
        if len(text) < 4 or not _ADDRESS.search(text):
            return text
        return _ADDRESS.sub(lambda found: self._address(found[0]), text)

    def said(self, words: str) -> str:
        """An error's words: an id of ours in them as it is shown, what was asked as it was asked."""
        if NOWHERE in words:
            return words.replace(NOWHERE, "")
        return re.sub(
            r"[^\s'\"]+", lambda one: self.outside.get(one[0].rstrip(".,;:"), one[0]), words
        )

    def _address(self, word: str) -> str:
        held = self.outside.get(word.strip(".,;:\"'()“”"))
        if held is not None:
            return held
        return COVERED if _PLACE.search(word) and self.tells(word) else word

    def tells(self, words: str) -> bool:
        """Whether an id or address spells a withheld name, or a telling part of one."""
        spelt = folded(unquote(words)).split()
        if not self._words.isdisjoint(spelt):
            return True
        run = "".join(spelt)
        return self._runs is not None and bool(self._runs.find_matches_as_indexes(run))

    def meant(self, given: Any, name: str = "") -> Any:
        """What was asked for, with the register's own ids in place of those that were shown.

        An id that is not shown leads nowhere, nor does the beginning of one: else a guess could be
        tried. It is answered like any id that there is not.

        Args:
            name: of the field it was given in.
        """
        if isinstance(given, str):
            lines = given.splitlines() if name in _IDS else []
            if len(lines) > 1:
                return "\n".join(self._meant(one) for one in lines)
            return self._meant(given) if name in _IDS else given
        if isinstance(given, dict):
            return {key: self.meant(one, key) for key, one in given.items()}
        if isinstance(given, list | tuple):
            return [self.meant(one, name) for one in given]
        return given

    def _meant(self, id_: str) -> str:
        held = self.inside.get(id_)
        if held is not None:
            return held
        at = bisect_left(self._sorted, id_)
        begins = at < len(self._sorted) and self._sorted[at].startswith(id_)
        return f"{id_}{NOWHERE}" if id_ and begins else id_


def key_for(register: Register) -> bytes:
    """The key of ids that are shown over this register; from its own, and unlike any release's."""
    return hmac.digest(key_of(register), b"pages", "sha256")


class Discretions:
    """The discretion of a register; made anew only when names, classes, claims or linking changed.

    Most judgements change none of them, and to look through a large register takes seconds.
    """

    def __init__(self, key: bytes | None = None) -> None:
        """
        Args:
            key: of the ids that are shown: with the register's own (`key_for`) they are the same
                in every server over it, and after a restart; None: ones of this server alone.
        """
        self._lock = Lock()
        self._key = secrets.token_bytes(32) if key is None else key
        self._made: tuple[tuple[int, int, int], Discretion] | None = None
        self._rests_on: tuple[Any, ...] = ()

    def of(self, register: Register, everyone: Everyone, pulse: Pulse) -> Discretion:
        """What holds now."""
        key = (pulse.judged, pulse.changed, pulse.linked)
        with self._lock:
            if self._made is not None and self._made[0] == key:
                return self._made[1]
            names = everyone.names(register, pulse, RESTRICTED).every
            rests_on = (pulse.changed, pulse.linked, names, judged_classes(register))
            if self._made is not None and self._rests_on == rests_on:
                self._made = (key, self._made[1])
                return self._made[1]
            words = frozenset(
                word
                for name in names
                for word in map(folded, (name, *parts([name])))
                if word and " " not in word
            )
            made = Discretion(self._key, (), words)
            made = Discretion(self._key, _telling(register, made), words)
            self._made, self._rests_on = (key, made), rests_on
            return made


def _telling(register: Register, made: Discretion) -> Iterator[str]:
    """Ids that spell a withheld name, or are hashes of one."""
    documents, classes, aliases = schema.documents, schema.field_classes, schema.aliases
    question = sa.select(documents.c.id).where(documents.c.current)
    for row in register.session.rows(question):
        if made.tells(row.id):
            yield row.id
    hashed: set[str] = set()
    guarded = sa.select(classes.c.subject).where(classes.c["class"] != PUBLIC).distinct()
    hashed.update(row.subject for row in register.session.rows(guarded))
    hashed.update(one for one, held in judged_classes(register).items() if held != PUBLIC)
    first = schema.incident_claims
    smallest = (
        sa.select(first.c.incident, sa.func.min(first.c.claim).label("claim"))
        .group_by(first.c.incident)
    )  # fmt: skip
    hashed.update(row.incident for row in register.session.rows(smallest) if row.claim in hashed)
    hashed.update(
        row.old
        for row in list(rows_in(register, sa.select(aliases.c.old), aliases.c.new, sorted(hashed)))
    )
    yield from hashed
