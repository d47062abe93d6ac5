"""The register of one case: what each command asks of it, and what it keeps.

Evidence (copies) → readings and claims → judgements → linkage; each has a module of its own here,
and this one puts them together.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from gavah import __version__
from gavah.errors import CopyRefused
from gavah.linking.linking import Whole, bindings
from gavah.linking.memory import Change
from gavah.linking.namings import namings
from gavah.linking.open_persons import OpenPersons, left_open
from gavah.linking.tolls import tolls
from gavah.linking.weights import SHIPPED, Weights
from gavah.model import (
    Capture,
    Claim,
    Document,
    Incident,
    Judgement,
    Link,
    Linked,
    LogEntry,
    Person,
    ReadDocument,
    Rulings,
    SetAside,
    Told,
    Toll,
)
from gavah.register import kept
from gavah.register.chain import Chain, Clock, utc_now
from gavah.register.claims import Claims
from gavah.register.classes import RESTRICTED, SECRET, Withheld
from gavah.register.deciding import Deciding
from gavah.register.evidence import Evidence
from gavah.register.hits import Hits
from gavah.register.judging import Named
from gavah.register.linkage import Linkage
from gavah.register.linked_memory import LinkedMemory
from gavah.register.naming import Naming
from gavah.register.opening import COPIES, PATIENCE, open_session
from gavah.register.readings import Readings
from gavah.register.removing import Removal, remove
from gavah.register.searching import Hit, Index
from gavah.register.session import Session
from gavah.register.standing import Standing
from gavah.register.summaries import Summaries
from gavah.register.verifying import verify
from gavah.register.waiting import Waiting, queue
from gavah.register.walking import Fault
from gavah.sources.store import Store

GAVAH = "gavah"
FIT = "fit"
"""The log's event for weights of linking that are put in force; the entry holds them whole."""


class Register:
    """An open register; close it, or use it in `with`. Not shared between threads.

    Attributes:
        case: the folder that holds copies and, unless it is on a server, the register.
        copies: the bytes, as published.
    """

    def __init__(self, case: Path, session: Session, clock: Clock = utc_now) -> None:
        self.case = case
        self.copies = Store(case / COPIES)
        self.session = session
        self.chain = Chain(session, clock)
        self.index = Index(session)
        self.evidence = Evidence(session, self.chain)
        self.readings = Readings(session, self.evidence, self.index)
        self.as_read = Claims(session)
        self.linkage = Linkage(session, self.index)
        self.deciding = Deciding(session, self.chain, self.linkage, self.as_read, self.readings)
        self.memory = LinkedMemory(session, self.linkage, self.deciding.standing)
        self.summaries = Summaries(session, self.deciding.standing)
        self.naming = Naming(
            case,
            session,
            self.linkage,
            self.as_read,
            self.readings,
            self.deciding.standing,
        )
        self._locks = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back every connection."""
        self.session.close()

    @contextmanager
    def locked(self, what: str) -> Iterator[None]:
        """Hold the one writer's lock of the case, for work of many transactions.

        Raises:
            RegisterBusy: another process holds it; names the holder.
        """
        if self._locks:
            self._locks += 1
            try:
                yield
            finally:
                self._locks -= 1
            return
        with self.session.engine.locked(self.session.database, self.case, what):
            self._locks = 1
            try:
                yield
            finally:
                self._locks = 0

    @contextmanager
    def together(self) -> Iterator[None]:
        """One transaction for all that is kept inside: all or nothing, and one write to disk."""
        with self.session.writing():
            yield

    # -- evidence

    def keep_capture(self, capture: Capture, by: str = GAVAH) -> bool:
        """Keep the record of one taking; False when it is known. Logged as "capture".

        Raises:
            CopyRefused: the copy was removed on request; its bytes are dropped from the store.
        """
        try:
            return self.evidence.keep_capture(capture, by)
        except CopyRefused:
            if capture.copy is not None and self.removed(capture.copy) is not None:
                self.copies.remove(capture.copy)
            raise

    def keep_set_aside(self, aside: SetAside) -> None:
        """Keep what could not be taken; the same one told twice is one."""
        self.evidence.keep_set_aside(aside)

    def captures(self, copy: str | None = None) -> Iterator[Capture]:
        """Every capture (of that copy), by copy."""
        return self.evidence.captures(copy)

    def set_asides(self) -> Iterator[SetAside]:
        """Everything set aside, by source."""
        return self.evidence.set_asides()

    def removed(self, copy: str) -> int | None:
        """Number of the log entry that tells of the copy's removal; None when it is here."""
        return self.evidence.removed(copy)

    def copies_without(self, reading: str, readers: str) -> Iterator[Capture]:
        """One capture for each copy still to read with these versions, by digest."""
        return self.evidence.copies_without(reading, readers)

    # -- readings

    def keep_reading(
        self,
        copy: str,
        reading: str,
        readers: str,
        documents: Sequence[ReadDocument],
        set_aside: SetAside | None = None,
    ) -> None:
        """Keep all that one copy gave, in one transaction, and mark it as read.

        Args:
            reading, readers: versions of the reading and of every reader installed; a copy is
                read again when either changes.
        """
        self.readings.keep(copy, reading, readers, documents, set_aside)
        self.deciding.forget()

    def documents(self) -> Iterator[Document]:
        """Every document as it is read now, by id."""
        return self.readings.documents()

    def document(self, id_: str) -> Document | None:
        """The document of that id."""
        return self.readings.document(id_)

    def status(self, id_: str) -> str | None:
        """ "read", or "not read: language" when no reader reads it; None without the document."""
        return self.readings.status(id_)

    def told(self) -> Iterator[Told]:
        """What linking needs to know of each document, by id."""
        return self.readings.told()

    # -- claims

    def claims(self, *, current: bool = True) -> Iterator[Claim]:
        """Claims as they were read, by document and place in it; judgements not applied.

        Args:
            current: False gives those of older versions as well.
        """
        return self.as_read.claims(current=current)

    def claim(self, id_: str) -> Claim | None:
        """The claim of that id as it stands: corrected, added by hand, or as it was read."""
        return self.naming.claim(id_)

    def effective_claims(self) -> Iterator[Claim]:
        """Current claims with judgements applied: none rejected, corrected, and those added."""
        return self.standing().effective(self.as_read.claims())

    # -- linking

    def rulings(self) -> Rulings:
        """Judgements in force, brought down to the claims they bind: what linking obeys."""
        return self.standing().rulings()

    def keep_linked(self, linked: Linked) -> None:
        """Replace the linking before, in one transaction; former ids stay resolvable.

        Nothing is remembered that a later linking could go on from.
        """
        claims = {claim.id: claim for claim in self.effective_claims()}
        with self.session.writing() as connection:
            self.linkage.keep(linked, claims)
            self.summaries.keep(connection)

    def keep_whole(self, whole: Whole, told: Sequence[Told], claims: Sequence[Claim]) -> None:
        """Keep a linking of everything, and what the next one goes on from."""
        with self.session.writing() as connection:
            self.linkage.keep(whole.linked, {claim.id: claim for claim in claims})
            self.summaries.keep(connection)
            self.memory.keep_whole(whole, told)

    def keep_change(self, change: Change) -> None:
        """Keep what a linking changed, in one transaction."""
        with self.session.writing() as connection:
            read_again = self.memory.changed() or set()
            self.linkage.keep_change(connection, change)
            touched = self.summaries.of_documents(connection, sorted(read_again))
            self.summaries.keep(connection, {*touched, *(one.id for one in change.incidents)})
            self.memory.keep(change)

    def keep_unchanged(self) -> None:
        """Note that nothing waits to be linked."""
        self.memory.keep(Change())

    def weights(self) -> Weights:
        """What evidence weighs in this case: fitted here, or as shipped."""
        entries = self.chain.of_event(FIT)
        if not entries:
            return SHIPPED
        found: Weights = msgspec.convert(entries[-1].detail, Weights)
        return found

    def fits(self) -> int:
        """How often weights were fitted, or put back."""
        return len(self.chain.of_event(FIT))

    def waiting_for_linking(self) -> set[str] | None:
        """Documents that changed since they were linked; None where everything is to be linked."""
        return self.memory.changed()

    def count(self, what: str) -> int:
        """How many of one thing there are, under its name in `stats`."""
        from gavah.register.counting import count

        return count(self.session, what)

    def incidents(self) -> Iterator[Incident]:
        """Incidents by id."""
        return self.linkage.incidents()

    def incident(self, id_: str) -> Incident | None:
        """The incident of that id, or of that former id."""
        return self.naming.incident(id_)

    def persons(self) -> Iterator[Person]:
        """Persons by id."""
        return self.linkage.persons()

    def person(self, id_: str) -> Person | None:
        """The person of that id, or of that former id."""
        return self.naming.person(id_)

    def undecided(self) -> Iterator[Link]:
        """Pairs of claims that the evidence leaves open, most likely first."""
        return self.linkage.undecided()

    def find(self, id_: str) -> Named | None:
        """The incident, person, claim or document of that id, former ids and beginnings included.

        Raises:
            UnknownId: several entries begin so.
        """
        return self.naming.find(id_)

    def resolve(self, id_: str) -> tuple[str, str]:
        """(kind, present id) of an incident, person, claim or document.

        Raises:
            UnknownId: nothing answers to it.
        """
        return self.naming.resolve(id_)

    # -- judgements and log

    def log(
        self, event: str, subject: Sequence[str] = (), detail: dict[str, Any] | None = None,
        by: str = GAVAH,
    ) -> int:  # fmt: skip
        """Note what was done to the case; says the entry's number."""
        return self.chain.add("log", event, subject, {"detail": detail or {}}, by)

    def judge(
        self,
        verb: str,
        target: Sequence[str],
        value: Any = None,
        *,
        by: str,
        because: str,
        words: dict[str, Any] | None = None,
    ) -> Judgement:
        """Record what a named person holds.

        Args:
            words: anything more to keep of what the judgement was made on.

        Raises:
            RefusedJudgement: without name or reason, or of what the register does not hold.
            ContradictoryJudgements: it contradicts judgements in force; names them.
            UnknownId: nothing answers to a target.
        """
        return self.deciding.judge(
            verb, target, value, by=by, because=because, words=words, named=self._named
        )

    def _named(self, id_: str) -> Named:
        self.resolve(id_)
        found = self.find(id_)
        assert found is not None
        return found

    def judgements(self, in_force: bool = False) -> Iterator[Judgement]:
        """Judgements, oldest first; all of them, or those neither undone nor removed."""
        return self.deciding.judgements(in_force)

    def standing(self) -> Standing:
        """Judgements in force, replayed on the claims of today."""
        return self.deciding.standing()

    def history(self, id_: str) -> Iterator[LogEntry | Judgement]:
        """Every log entry and judgement about that id (and its former ids), oldest first.

        Raises:
            UnknownId: nothing answers to it, and no entry names it.
        """
        ids = [id_, *self.linkage.former(id_)]
        found = list(self.chain.about(ids))
        if not found:
            present = self.resolve(id_)[1]
            ids = [id_, present, *self.linkage.former(present)]
            found = list(self.chain.about(ids))
        return iter(found)

    def queue(self) -> Iterator[Waiting]:
        """What waits for a person: detached judgements and open pairs, those that count first."""
        return queue(self.standing(), self.linkage, self._as_one, self._open_persons())

    def _open_persons(self) -> list[OpenPersons]:
        """Pairs of harmed people that may be one, weighed on the claims of today."""
        named = namings(list(self.effective_claims()), self.memory.every_home())
        standing = self.standing()
        _, binding = bindings(standing.rulings())
        return left_open(named, self.persons(), binding, standing.unsure)

    def _as_one(self, one: Incident, other: Incident) -> tuple[Toll, ...]:
        """The tolls that two incidents would have as one."""
        held = {id_: self.claim(id_) for id_ in sorted({*one.claims, *other.claims})}
        claims = [claim for claim in held.values() if claim is not None]
        told = {}
        for id_ in sorted({claim.document for claim in claims}):
            document = self.document(id_)
            if document is not None:
                told[id_] = Told(
                    id=id_, title=document.title, publisher=document.publisher, published=document.published.date if document.published else None,
                    length=len(document.text), signature=b"", agency=document.agency,
                )  # fmt: skip
        choices = [choice for choice in self.rulings().choices if choice.claim in held]
        return tolls(claims, told, self.linkage.roots_of(told), choices)

    def head(self) -> str:
        """Hash of the newest entry of the log: note it elsewhere, and give it to `verify`."""
        return self.chain.head()

    # -- finding and counting

    def search(
        self, query: str, kinds: Sequence[str] | None = None, limit: int = 50
    ) -> Iterator[Hit]:
        """What holds the words, best first, with the words around them.

        Args:
            kinds: some of "document", "claim", "incident", "person"; all when not given.
        """
        return Hits(self.index, self.readings, self.as_read, self.linkage).search(
            query, kinds, limit
        )

    def withheld(self, *, secret_only: bool = False) -> Withheld:
        """Whose names are not told, and in which documents."""
        standing = self.standing()
        return Withheld(
            self.effective_claims(),
            self.persons(),
            standing.classified,
            before=standing.overruled(self.as_read.claims()),
            only=SECRET if secret_only else RESTRICTED,
        )

    def stats(self) -> dict[str, int]:
        """How much the register holds, what was not read, and what waits."""
        from gavah.register.counting import counted

        return counted(self)

    def prune(self) -> int:
        """Drop readings and claims that a newer version replaced; says how many claims."""
        with self.session.writing() as connection:
            dropped = self.readings.prune(connection)
            if dropped:
                self.log("prune", (), {"claims": dropped})
        return dropped

    # -- standing up

    def verify(self, head: str | None = None) -> list[Fault]:
        """Re-hash every copy and the log: what is altered, missing, added or out of order.

        A removal that the log explains is listed too, as kind "removed".

        Args:
            head: a head noted elsewhere, which the log must still hold.
        """
        return list(verify(self.session, self.copies, head))

    def backup(self, target: Path, passphrase: str | None = None) -> str:
        """Write the whole case to one file; says the head that it holds. Logged."""
        from gavah.register.backup import backup

        return backup(self, target, passphrase)

    def remove(self, id_: str, *, by: str, because: str) -> Removal:
        """Take a document or copy out for good, with all that rests on it. Logged; link again."""
        with self.locked("remove"):
            self.deciding.forget()
            return remove(self, id_, by, because)


def open_register(
    case: Path | str,
    url: str | None = None,
    *,
    make: bool = False,
    clock: Clock = utc_now,
    patience: float = PATIENCE,
) -> Register:
    """Open the register of a case; use it in `with`.

    Args:
        url: postgresql://…; CASE/register.db when not given.
        make: make the case when it is not there.
        clock: tells the time of entries.
        patience: seconds to wait for another writer.

    Raises:
        RegisterError: there is no register there, or it cannot be used.
        RegisterTooNew: a newer gavah wrote it.
    """
    case = Path(case)

    def made(session: Session) -> None:
        Chain(session, clock).add("log", "make", (), {"detail": {"gavah": __version__}}, GAVAH)

    session = open_session(case, url, make=make, patience=patience, made=made)
    register = Register(case, session, clock)
    try:
        register.summaries.complete()
    except BaseException:
        register.close()
        raise
    return register


__all__ = ["Register", "kept", "open_register"]
