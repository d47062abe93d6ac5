"""Takes a person's judgement into the chain, if it has a name, a reason, and something to bind.

Each judgement keeps, in `words`, the claims it was made on and where their words stood; so it can
be replayed after any new reading (`standing`). What would contradict a judgement in force is
refused, and the refusal names that judgement.
"""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from gavah.errors import RefusedJudgement, UnknownId
from gavah.model import VERBS, Claim, Document, Incident, Person, Toll, mention
from gavah.register.amending import added, correction
from gavah.register.classes import CLASSES
from gavah.register.linkage import Linkage
from gavah.register.locating import Finder, locator
from gavah.register.standing import Standing, apart, chained, parted

Named = Claim | Incident | Person | Document
_NAMES = {Claim: "claim", Incident: "incident", Person: "person", Document: "document"}


class Judging:
    """Checks one judgement against the register as it stands."""

    def __init__(self, standing: Standing, finder: Finder, linkage: Linkage, seq: int) -> None:
        """
        Args:
            seq: the number the judgement will have.
        """
        self._standing = standing
        self._finder = finder
        self._linkage = linkage
        self._seq = seq

    def checked(self, verb: str, named: Sequence[Named], value: Any) -> tuple[Any, dict[str, Any]]:
        """What is to be kept: the value made whole, and the words it is made on.

        Raises:
            RefusedJudgement, ContradictoryJudgements
        """
        return getattr(self, f"_{verb}")(named, value)  # type: ignore[no-any-return]

    def _need(
        self, named: Sequence[Named], verb: str, kinds: tuple[type[Named], ...], many: bool = False
    ) -> None:
        words = " or ".join(f"a{'n' if k is Incident else ''} {_NAMES[k]}" for k in kinds)
        wrong = next((one for one in named if not isinstance(one, kinds)), None)
        if wrong is not None:
            raise RefusedJudgement(
                f"{verb} is about {words}, and {wrong.id} is a {_NAMES[type(wrong)]}"
            )
        if not named or (len(named) > 1 and not many):
            raise RefusedJudgement(
                f"{verb} is about {words} at a time; {len(named)} ids were given"
            )

    # -- incidents and persons

    def _pairs(
        self, named: Sequence[Named], verb: str
    ) -> tuple[Literal["incident", "person"], list[dict[str, Any]], list[str]]:
        persons = [one for one in named if isinstance(one, Person)]
        self._need(named, verb, (Incident, Person, Claim), many=True)
        if persons and len(persons) < len(named):
            raise RefusedJudgement(f"{verb} is about incidents or about persons, not about both")
        if len(named) < 2:
            raise RefusedJudgement(f"{verb} needs two ids or more: gavah judge {verb} ID ID")
        if persons:
            kept = [self._of_person(one) for one in persons]
            return "person", kept, [mention(one["claim"], one["name"]) for one in kept]
        kept = [locator(self._smallest(one)) for one in named if isinstance(one, Incident | Claim)]
        return "incident", kept, [one["claim"] for one in kept]

    def _same(self, named: Sequence[Named], value: Any) -> tuple[Any, dict[str, Any]]:
        about, kept, keys = self._pairs(named, "same")
        if len(set(keys)) < 2:
            raise RefusedJudgement(f"{named[0].id} and {named[1].id} are one already")
        self._standing.held[about].add(chained(self._seq, about, keys))
        return value, {"claims": kept}

    def _different(self, named: Sequence[Named], value: Any) -> tuple[Any, dict[str, Any]]:
        about, kept, keys = self._pairs(named, "different")
        if len(set(keys)) < len(keys):
            raise RefusedJudgement(
                f"{named[0].id} and {named[1].id} are one now; to part its claims: "
                f"gavah judge split {named[0].id} --value '[\"c-…\"]'"
            )
        self._standing.held[about].add(apart(self._seq, about, keys))
        return value, {"claims": kept}

    def _unsure(self, named: Sequence[Named], value: Any) -> tuple[Any, dict[str, Any]]:
        _, kept, _ = self._pairs(named, "unsure")
        return value, {"claims": kept}

    def _split(self, named: Sequence[Named], value: Any) -> tuple[Any, dict[str, Any]]:
        self._need(named, "split", (Incident,))
        incident = named[0]
        assert isinstance(incident, Incident)
        given = value.get("claims") if isinstance(value, dict) else value
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            raise RefusedJudgement(
                f"split names the claims that part: gavah judge split {incident.id} "
                '--value \'["c-…", "c-…"]\''
            )
        away = sorted(set(given))
        rest = sorted(set(incident.claims) - set(away))
        strange = [one for one in away if one not in incident.claims]
        if strange:
            raise RefusedJudgement(f"{strange[0]} is no claim of {incident.id}")
        if not away or not rest:
            raise RefusedJudgement(
                f"a split parts some of the {len(incident.claims)} claims of {incident.id}, "
                f"not {'none' if not away else 'all'} of them"
            )
        self._standing.held["incident"].add(parted(self._seq, away, rest))
        words = {
            "claims": [locator(self._claim(one)) for one in away],
            "rest": [locator(self._claim(one)) for one in rest],
        }
        return away, words

    def _choose(self, named: Sequence[Named], value: Any) -> tuple[Any, dict[str, Any]]:
        self._need(named, "choose", (Incident,))
        incident = named[0]
        assert isinstance(incident, Incident)
        acts = tuple(toll.act for toll in incident.tolls)
        if not isinstance(value, dict) or value.get("act") not in acts:
            raise RefusedJudgement(
                f"choose names the act, one of {', '.join(acts) or 'none: it has no tolls'}, and "
                'the figure; write it like this: {"act": "killed", "low": 21, "high": 21}'
            )
        figures = {name: value.get(name) for name in ("low", "high", "about")}
        if isinstance(value.get("claim"), str):
            figures = self._figure_of(incident, value["claim"])
        try:
            chosen = msgspec.convert({**figures, "act": value["act"]}, _Chosen)
        except msgspec.ValidationError as error:
            raise RefusedJudgement(f"a figure is whole numbers: {error}") from error
        given = [one for one in (chosen.low, chosen.high, chosen.about) if one is not None]
        if not given or min(given) < 0:
            raise RefusedJudgement("choose needs a figure: low, high or about, none below 0")
        if chosen.low is not None and chosen.high is not None and chosen.low > chosen.high:
            raise RefusedJudgement(f"a figure from {chosen.low} to {chosen.high} holds no number")
        smallest = self._smallest(incident)
        return msgspec.to_builtins(chosen), {"claims": [locator(smallest)]}

    def _figure_of(self, incident: Incident, id_: str) -> dict[str, int | None]:
        claim = self._finder.claim(id_) if id_ in incident.claims else None
        count = None if claim is None else self._standing.amended(claim).count
        if count is None:
            raise RefusedJudgement(f"{id_} gives no figure in {incident.id}")
        return {"low": count.low, "high": count.high, "about": count.about}

    # -- claims

    def _confirm(self, named: Sequence[Named], value: Any) -> tuple[Any, dict[str, Any]]:
        self._need(named, "confirm", (Claim, Incident, Person), many=True)
        kept = [locator(one) for one in named if isinstance(one, Claim)]
        return value, {"claims": kept}

    def _reject(self, named: Sequence[Named], value: Any) -> tuple[Any, dict[str, Any]]:
        self._need(named, "reject", (Claim,), many=True)
        return value, {"claims": [locator(one) for one in named if isinstance(one, Claim)]}

    def _correct(self, named: Sequence[Named], value: Any) -> tuple[Any, dict[str, Any]]:
        self._need(named, "correct", (Claim,))
        claim = named[0]
        assert isinstance(claim, Claim)
        document = self._finder.document(claim.document)
        if document is None:
            raise RefusedJudgement(f"{claim.document} is not in the register any more")
        made = correction(self._standing.amended(claim), value, document)
        return made, {"claims": [locator(claim)]}

    def _add(self, named: Sequence[Named], value: Any) -> tuple[Any, dict[str, Any]]:
        self._need(named, "add", (Document,))
        document = named[0]
        assert isinstance(document, Document)
        claim = added(value, document)
        others = self._finder.overlapping(claim)
        known = claim.id if self._finder.claim(claim.id) else next((o.id for o in others), None)
        if known is not None:
            raise RefusedJudgement(
                f"the register has a claim of that act on those words: {known}; "
                f"correct it instead: gavah judge correct {known}"
            )
        return msgspec.to_builtins(claim), {"claims": [locator(claim)]}

    def _classify(self, named: Sequence[Named], value: Any) -> tuple[Any, dict[str, Any]]:
        self._need(named, "classify", (Claim, Person, Document), many=True)
        if not isinstance(value, dict) or value.get("class") not in CLASSES:
            raise RefusedJudgement(
                f"classify names the class, one of {', '.join(CLASSES)}; write it like this: "
                '{"field": "names", "class": "restricted"}'
            )
        field = value.get("field", "names")
        if field not in ("names", "attribution"):
            raise RefusedJudgement('the field is "names" (of victims) or "attribution"')
        kept = [
            self._of_person(one) if isinstance(one, Person) else locator(one)
            for one in named
            if isinstance(one, Person | Claim)
        ]
        if kept and len(kept) < len(named):
            raise RefusedJudgement("classify documents apart from claims and persons")
        return {"field": field, "class": value["class"]}, {"claims": kept}

    # -- what is named, as claims

    def _claim(self, id_: str) -> Claim:
        claim = self._finder.claim(id_)
        if claim is None:
            raise UnknownId(
                f"the claim {id_} is not in the register any more; link again: gavah link"
            )
        return claim

    def _smallest(self, one: Incident | Claim) -> Claim:
        return one if isinstance(one, Claim) else self._claim(min(one.claims))

    def _of_person(self, person: Person) -> dict[str, Any]:
        names = [name.text for name in person.names]
        for id_ in sorted(person.claims):
            claim = self._claim(id_)
            said = {*(claim.victims.names if claim.victims else ())}
            said.update(link.name for link in claim.speakers)
            said.update(harm.name for harm in claim.perpetrators)
            for name in names:
                if name in said:
                    return locator(claim, name)
        if not names:
            raise RefusedJudgement(f"{person.id} bears no name to know them by")
        return locator(self._claim(min(person.claims)), names[0])


class _Chosen(msgspec.Struct, kw_only=True):
    act: str
    low: int | None = None
    high: int | None = None
    about: int | None = None


def check_words(verb: str, by: str, because: str) -> None:
    """A judgement has a known verb, a name others can answer to, and a reason.

    Raises:
        RefusedJudgement: one of them is missing.
    """
    if verb not in VERBS:
        raise RefusedJudgement(f"{verb!r} is no verb of a judgement; these are: {', '.join(VERBS)}")
    if not by.strip():
        raise RefusedJudgement("a judgement needs the name of who judges: --by NAME")
    if not because.strip():
        raise RefusedJudgement("a judgement needs its reason: --because WHY")


def toll_of(incident: Incident, act: str) -> Toll | None:
    """The incident's toll of that act."""
    return next((toll for toll in incident.tolls if toll.act == act), None)
