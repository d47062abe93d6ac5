"""What an export leaves out: names, places, titles, addresses, paths and ids of people in danger.

Rule: docs/terms.md, "Field classes" and "What an export withholds". The same register always gives
the same bytes. It withholds what the register knows; a name that no reader saw it cannot know.
"""

from collections.abc import Iterable, Mapping, Set
from typing import Any, TypeVar
from urllib.parse import unquote

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from gavah.export.contents import NOT_READ, Contents, Source
from gavah.export.masking import Mask, parts
from gavah.export.renaming import Renaming
from gavah.model import Claim, Incident, SetAside
from gavah.register.classes import settlement
from gavah.register.folding import folded

R = TypeVar("R")
PATH_WITHHELD = "[path withheld]"
SET_ASIDE = "it was set aside; what was found stands in the register"
ASK = "ask whoever keeps the register"


class Withholding:
    """Masks records by what is withheld in the documents they rest on.

    Args:
        names: document id to the names withheld in it.
        guarded: ids of claims about people in danger: their exact places are withheld too.
        claims: every claim, to know which documents a record rests on.
        restricted: restricted fields were asked for; `names` are then the secret ones.
    """

    def __init__(
        self, names: Mapping[str, Iterable[str]], guarded: Set[str], claims: Iterable[Claim],
        *, restricted: bool = False,
    ) -> None:  # fmt: skip
        self.restricted = restricted
        self.renaming = Renaming()
        self.names = {document: tuple(held) for document, held in names.items()}
        self.guarded = guarded
        self.everyone = Mask(name for held in self.names.values() for name in held)
        self.count = len({name for held in self.names.values() for name in held})
        every = {folded(name) for held in self.names.values() for name in held}
        self._whole = tuple(sorted(f" {one} " for one in every))
        joined = {one.replace(" ", "") for one in every}
        self._joined = tuple(sorted(one for one in joined if len(one) > 5))
        self._claims = tuple(claims)
        self._documents = {claim.id: claim.document for claim in self._claims}
        self._places: dict[str, set[str]] = {}
        for claim in self._claims:
            if claim.id in guarded:
                self._places.setdefault(claim.document, set()).update(exact_words(claim))
        self._masks: dict[frozenset[str], Mask] = {}

    def of_documents(self, documents: Iterable[str]) -> Mask:
        """The mask of what is withheld in these documents."""
        mine = frozenset(one for one in documents if one in self.names or one in self._places)
        if mine not in self._masks:
            self._masks[mine] = Mask(
                (name for one in mine for name in self.names.get(one, ())),
                (place for one in mine for place in self._places.get(one, ())),
            )
        return self._masks[mine]

    def claim(self, claim: Claim) -> Claim:
        """The claim without what is withheld; its exact place no finer than the settlement."""
        if claim.id in self.guarded:
            claim = replace(claim, place=settlement(claim.place))
        return self.everyone.full(self.of_documents([claim.document]).record(claim))

    def incident(self, incident: Incident) -> Incident:
        """The incident without what is withheld in the documents of its claims."""
        if not self.guarded.isdisjoint(incident.claims):
            incident = replace(incident, place=settlement(incident.place))
        return self.linked(incident, incident.claims)

    def linked(self, record: R, claims: Iterable[str]) -> R:
        """A record that rests on these claims, without what is withheld in their documents."""
        documents = [self._documents[id_] for id_ in claims if id_ in self._documents]
        return self.everyone.full(self.of_documents(documents).record(record))

    def source(self, source: Source, *, unread: bool) -> Source:
        """The document's line: masked; title and address left out where they may tell a name.

        Args:
            unread: whether nobody read it, so that no one knows whom its title names.
        """
        if unread:
            return replace(source, title=None, url=None)
        told = self.tells(source.url, source.id)
        masked = replace(source, url=None if told else source.url)
        return self.everyone.full(self.of_documents([source.id]).record(masked))

    def contents(self, contents: Contents) -> Contents:
        """The whole of it as it may be told, with new ids where the old ones would tell a name."""
        claims = {claim.id: self.claim(claim) for claim in contents.claims}
        persons = {one.id: self.linked(one, one.claims) for one in contents.persons}
        unread = {
            source.id
            for source in contents.sources
            if source.status == NOT_READ and (self.count or not self.restricted)
        }
        telling = {
            source.id
            for source in contents.sources
            if (source.status == NOT_READ and not source.id.startswith(source.copy))
            or self.tells(source.id, source.id)
        }
        renaming = self.renaming
        renaming.documents(contents.sources, telling)
        # now, while only documents have new ids: a mask would cut an old one in a chain of sources
        incidents = [self.incident(renaming.applied(one)) for one in contents.incidents]
        renaming.claims(contents.claims, claims)
        renaming.incidents(contents.incidents)
        renaming.persons(contents.persons, persons)
        sources = (self.source(one, unread=one.id in unread) for one in contents.sources)
        asides = contents.set_asides
        return replace(
            contents,
            name=self.everyone(contents.name),
            restricted=self.restricted,
            withheld=self.count,
            claims=tuple(map(renaming.applied, claims.values())),
            incidents=_by_id(map(renaming.applied, incidents)),
            persons=_by_id(map(renaming.applied, persons.values())),
            sources=_by_id(map(renaming.applied, sources)),
            set_asides=tuple(
                one if self.restricted and not self.spells(one) else _pathless(one)
                for one in asides
            ),
        )

    def judged(self, words: dict[str, Any]) -> dict[str, Any]:
        """A judgement's own words, with every withheld name and each part of one masked."""
        return self.of_documents(self.names).record(self.renaming.applied(words))

    def spells(self, record: Any) -> bool:
        """Whether a text anywhere in a record, a path among them, spells a withheld name."""
        if isinstance(record, str):
            return self.tells(record, "")
        if isinstance(record, dict):
            return any(map(self.spells, record.values()))
        if isinstance(record, tuple | list):
            return any(map(self.spells, record))
        return isinstance(record, Struct) and self.spells(to_builtins(record))

    def untelling(self, record: Any) -> Any:
        """Plain values, names masked as in `judged`; a text that spells one still is left out."""
        if isinstance(record, dict):
            return {key: self.untelling(one) for key, one in record.items()}
        if isinstance(record, tuple | list):
            return [self.untelling(one) for one in record]
        if isinstance(record, str):
            mask = self.of_documents(self.names)
            held = mask(self.renaming.applied(record))
            plain = unquote(held)  # an address may spell a name in escapes
            return PATH_WITHHELD if self.tells(held, "") or mask(plain) != plain else held
        return record

    def tells(self, words: str | None, document: str) -> bool:
        """Whether an address or id spells a withheld name (or, of this document, a part of one)."""
        if not words:
            return False
        spelt = f" {folded(unquote(words))} "
        run = spelt.replace(" ", "")
        mine = parts(self.names.get(document, ()))
        return (
            any(f" {folded(one)} " in spelt for one in mine)
            or any(one in spelt for one in self._whole)
            or any(one in run for one in self._joined)
        )


def public(
    contents: Contents, names: Mapping[str, Iterable[str]], guarded: Set[str] = frozenset(),
    *, restricted: bool = False,
) -> Contents:  # fmt: skip
    """The contents as they may be told.

    Args:
        names: document id to the names withheld in it.
        guarded: ids of claims about the people who bear them.
        restricted: restricted fields were asked for; then only what is secret is withheld.
    """
    return Withholding(names, guarded, contents.claims, restricted=restricted).contents(contents)


def _by_id(records: Iterable[R]) -> tuple[R, ...]:
    return tuple(sorted(records, key=lambda one: str(one.id)))  # type: ignore[attr-defined]


def _pathless(aside: SetAside) -> SetAside:
    """What was set aside, without path, member and words of it: nobody knows whom they name."""
    return replace(aside, source=PATH_WITHHELD, reason=SET_ASIDE, remedy=ASK)


def exact_words(claim: Claim) -> Iterable[str]:
    """The words of a claim's exact place; not those of its settlement."""
    if claim.place is None or claim.place.precision != "exact":
        return
    settlement = folded(claim.place.settlement or "")
    words = [claim.place.name]
    if claim.anchors.place is not None:
        words.append(claim.anchors.place.quote)
    for one in words:
        if folded(one) != settlement:
            yield one
