"""Linking again after some documents changed: only what they touch, with the result of linking all.

The steps are those of `gavah.linking.linking`, each taken only as far as a change reaches: roots of
the documents that copy or cite; mentions whose blocks were touched; the clusters that their pairs
reach. Persons alone are worked out over the whole register. docs/decisions/009 says why nothing else can move.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from msgspec.structs import replace

from gavah.linking import blocking, copies, postings, roots
from gavah.linking.binding import Groups
from gavah.linking.grouping import Ties, mentioned
from gavah.linking.incidents import with_persons
from gavah.linking.linking import Scene, bindings, chosen, clusters, gathered, undecided
from gavah.linking.memory import Change, Ends, Known, KnownMention, Memory
from gavah.linking.mentions import Mention
from gavah.linking.persons import link_persons
from gavah.linking.places import folded
from gavah.linking.remeeting import meets, remeet
from gavah.linking.roots import DAYS_BEFORE, Origin
from gavah.linking.weighing import Weighing, weights_of
from gavah.linking.weights import FITTED
from gavah.model import Claim, Incident, Rulings, Told


def link_again(memory: Memory, changed: Iterable[str], rulings: Rulings) -> Change:
    """What linking everything would change of what is kept.

    Args:
        changed: documents that came, went, were read again, or whose claims judgements altered.
        rulings: judgements in force now. Documents of claims that a ruling which came or went
            names are among `changed`.
    """
    return _Again(memory, rulings).link(set(changed))


class _Again:
    def __init__(self, memory: Memory, rulings: Rulings) -> None:
        self._memory = memory
        self._change = Change()
        self._binding, self._naming = bindings(rulings)
        self._chosen = chosen(rulings)
        self._known: dict[str, Known | None] = {}
        self._now: dict[str, Told | None] = {}
        self._origin: dict[str, Origin] = {}
        self._first: dict[str, str] = {}
        self._cited: dict[str, str | None] = {}
        self._claims: dict[str, list[Claim]] = {}
        self._number: dict[str, int] = {}
        self._mentions: dict[str, Mention] = {}
        self._ties: dict[str, Ties] = {}
        self._loaded: set[str] = set()
        self._ruled: dict[str, list[str]] | None = None
        self._home: dict[str, str] = {}

    def link(self, changed: set[str]) -> Change:
        memory, change = self._memory, self._change
        self._changed = changed
        self._know(changed)
        self._now = dict.fromkeys(changed)
        signed = {told.id: told for told in memory.told(changed)}
        self._now.update((id_, replace(told, signature=b"")) for id_, told in signed.items())
        self._next_document, self._next_mention = memory.next_numbers()
        for id_ in sorted(signed):
            known = self._known[id_]
            if known is None:
                self._number[id_] = self._next_document
                self._next_document += 1
            else:
                self._number[id_] = known.number
        again = self._roots(changed, signed)
        again |= set(memory.from_root(changed)) | changed
        again |= self._ruled_with(again)
        self._know(again)
        visited, weights = self._reached(self._met(again))
        self._incidents(again, visited, weights)
        self._persons()
        self._keep(signed)
        return change

    # -- documents

    def _know(self, ids: Iterable[str]) -> None:
        wanted = sorted(set(ids) - set(self._known))
        if wanted:
            found = self._memory.documents(wanted)
            self._known.update((id_, found.get(id_)) for id_ in wanted)

    def _told(self, id_: str) -> Told | None:
        if id_ in self._now:
            return self._now[id_]
        self._know([id_])
        known = self._known[id_]
        return known.told if known else None

    def _origin_of(self, id_: str) -> Origin | None:
        if id_ in self._origin or id_ in self._now:
            return self._origin.get(id_)
        self._know([id_])
        known = self._known[id_]
        return known.origin if known else None

    def _claims_of(self, documents: Iterable[str]) -> list[Claim]:
        wanted = sorted(set(documents))
        missing = [id_ for id_ in wanted if id_ not in self._claims]
        if missing:
            self._claims.update((id_, []) for id_ in missing)
            for claim in self._memory.claims(missing):
                self._claims[claim.document].append(claim)
        return [claim for id_ in wanted for claim in self._claims[id_]]

    # -- roots

    def _roots(self, changed: set[str], signed: dict[str, Told]) -> set[str]:
        """Work out origins anew where they may have changed; says whose root did."""
        moved = self._copied(changed, signed)
        self._claims_of(signed)
        cites = {id_: roots.cites_only(told, self._claims[id_]) for id_, told in signed.items()}
        citing = set(signed)
        outlets: set[tuple[str, date]] = set()
        for id_ in sorted(changed):
            for told in (self._now[id_], known.told if (known := self._known[id_]) else None):
                if told and told.publisher and told.published:
                    outlets.add((folded(told.publisher), told.published))
        for by, day in sorted(outlets):
            citing.update(self._memory.citing(by, day, day + timedelta(DAYS_BEFORE)))
        citing -= {id_ for id_ in changed if id_ not in signed}
        self._know(citing)
        starts = set(moved)
        for id_ in sorted(citing):
            known = self._known[id_]
            outlet = cites[id_] if id_ in signed else known.origin.cites if known else None
            self._cited[id_] = self._cite(id_, outlet)
            if known is None or known.origin.cited != self._cited[id_]:
                starts.add(id_)
        return self._resolved(changed, signed, cites, starts)

    def _copied(self, changed: set[str], signed: dict[str, Told]) -> set[str]:
        """Copies anew; says which documents carry another text's words than before."""
        memory = self._memory
        gone = {known.number: known for id_ in changed if (known := self._known[id_])}
        added = [copies.rows(told, self._number[id_]) for id_, told in sorted(signed.items())]
        left = {number: np.array(known.bands, "<u8") for number, known in gone.items()}
        now, met = self._remet(left, added)
        owners = {end for pair in (*met.fresh, *met.gained, *met.lost) for end in pair}
        names = dict(memory.numbered(owners - set(self._number.values())))
        names.update((number, id_) for id_, number in self._number.items())
        signature = {id_: told.signature for id_, told in signed.items()}
        signature.update(memory.signatures(set(names.values()) - set(signed)))
        before = memory.copies(changed | {names[n] for pair in met.lost for n in pair})
        removed = {pair for pair in before if changed & set(pair)}
        made = set()
        for a, b in sorted(met.fresh | met.gained):
            one, other = sorted((names[a], names[b]))
            if copies.copied(signature.get(one, b""), signature.get(other, b"")):
                made.add((one, other))
        for a, b in sorted(met.lost):
            one, other = sorted((names[a], names[b]))
            if (one, other) in before and not self._still_meet(
                a, b, np.array(copies.bands(signature[one]), "<u8"),
                np.array(copies.bands(signature[other]), "<u8"), now,
            ):  # fmt: skip
                removed.add((one, other))
        self._change.copies_gone, self._change.copies = removed - made, made - before
        touched = {end for pair in (removed ^ made) for end in pair} | set(signed)
        edges = self._copy_edges(removed - made, made)
        moved: set[str] = set()
        done: set[str] = set()
        for start in sorted(touched - (changed - set(signed))):
            if start in done:
                continue
            group = self._component(start, edges)
            done |= group
            members = {id_: own for id_ in sorted(group) if (own := self._told(id_)) is not None}
            for id_, first in roots.firsts(sorted(members), members).items():
                known = self._known[id_]
                self._first[id_] = first
                if known is None or known.origin.first != first or id_ in changed:
                    moved.add(id_)
        return moved

    def _copy_edges(self, gone: set[Ends], made: set[Ends]) -> Callable[[set[str]], set[Ends]]:
        def edges(ids: set[str]) -> set[Ends]:
            return (self._memory.copies(ids) - gone) | {p for p in made if ids & set(p)}

        return edges

    @staticmethod
    def _component(start: str, edges: Callable[[set[str]], set[Ends]]) -> set[str]:
        reached, frontier = {start}, {start}
        while frontier:
            frontier = {end for pair in edges(frontier) for end in pair} - reached
            reached |= frontier
        return reached

    def _cite(self, id_: str, outlet: str | None) -> str | None:
        told = self._told(id_)
        if told is None or told.published is None or outlet is None:
            return None
        since = told.published - timedelta(DAYS_BEFORE)
        found = set(self._memory.published_by(outlet, since, told.published)) - set(self._now)
        found |= {
            other for other, new in self._now.items()
            if new is not None and new.publisher and folded(new.publisher) == outlet
        }  # fmt: skip
        self._know(found)
        of_outlet = (one for other in sorted(found) if (one := self._told(other)) is not None)
        return roots.cited_in(told, of_outlet)

    def _resolved(
        self,
        changed: set[str],
        signed: dict[str, Told],
        cites: dict[str, str | None],
        starts: set[str],
    ) -> set[str]:
        """Follow anew whatever passes through `starts`; says whose root changed."""
        memory = self._memory

        def first(id_: str) -> str:
            if id_ in self._first:
                return self._first[id_]
            origin = self._origin_of(id_)
            return origin.first if origin else id_

        def cited(id_: str) -> str | None:
            if id_ in self._cited:
                return self._cited[id_]
            origin = self._origin_of(id_)
            return origin.cited if origin else None

        affected, passing = set(starts), set(starts)
        passing |= {id_ for id_ in changed if id_ not in signed}
        while passing:
            copying = set(memory.from_first(passing)) | {
                id_ for id_, source in self._first.items() if source in passing
            }
            whole = passing | copying
            sources = set(memory.from_cited(whole)) | {
                id_ for id_, source in self._cited.items() if source in whole
            }
            new = (copying | sources) - affected
            affected |= new
            passing = new
        affected -= changed - set(signed)
        self._know(affected)
        moved = set()
        for id_ in sorted(affected):
            known, told = self._known[id_], self._told(id_)
            if told is None:
                continue
            origin = Origin(
                outlet=folded(told.publisher or "") or None,
                cites=cites[id_] if id_ in signed else known.origin.cites if known else None,
                first=first(id_), cited=cited(id_), root=roots.followed(id_, first, cited),
            )  # fmt: skip
            self._origin[id_] = origin
            if known is None or known.origin.root != origin.root:
                moved.add(id_)
        return moved

    # -- mentions

    def _ruled_with(self, documents: set[str]) -> set[str]:
        """Documents whose mentions rulings tie to those of these."""
        if self._ruled is None:
            self._ruled = self._tied() if self._binding.rulings else {}
        return {other for id_ in documents for other in self._ruled.get(id_, ())}

    def _tied(self) -> dict[str, list[str]]:
        home = self._memory.documents_of(self._binding.named)
        groups = Groups()
        for ruling in self._binding.rulings:
            if ruling.left in home and ruling.right in home:
                groups.join(home[ruling.left], home[ruling.right])
        members: dict[str, list[str]] = {}
        for id_ in sorted(set(home.values())):
            members.setdefault(groups.find(id_), []).append(id_)
        return {id_: found for found in members.values() for id_ in found}

    def _load(self, documents: Iterable[str]) -> None:
        """Make the mentions of documents, and of those that rulings tie to them."""
        wanted = set(documents) - self._loaded
        wanted |= self._ruled_with(wanted)
        wanted -= self._loaded
        if not wanted:
            return
        self._loaded |= wanted
        self._know(wanted)
        by_document: dict[str, list[Claim]] = {}
        for claim in self._claims_of(wanted):
            by_document.setdefault(claim.document, []).append(claim)
        for claims in by_document.values():
            claims.sort(key=lambda claim: claim.id)
        told = {id_: one for id_ in by_document if (one := self._told(id_)) is not None}
        rooted = {id_: origin.root for id_ in by_document if (origin := self._origin_of(id_))}
        made, ties = mentioned(by_document, told, rooted, self._binding)
        self._mentions.update((one.key, one) for one in made)
        self._ties.update(ties)

    def _remet(self, gone: dict[int, Any], added: Sequence[postings.Rows]) -> tuple[Any, Any]:
        """Take owners out of their blocks and put others in."""
        empty = np.empty(0, postings.ROW)
        entering = np.concatenate([empty, *added])
        touched = np.unique(np.concatenate([entering["block"], *gone.values()]))
        self._change.left += [(blocks, owner) for owner, blocks in sorted(gone.items())]
        self._change.entered.append(entering)
        return remeet(postings.in_order(self._memory.rows(touched)), set(gone), entering)

    def _still_meet(self, a: int, b: int, left: Any, right: Any, now: Any) -> bool:
        """Whether two owners meet in some block that both stand in, as blocks are now."""
        common = np.intersect1d(left, right)
        if not len(common):
            return False
        touched = np.isin(common, now["block"])
        mine = now[np.isin(now["block"], common)]
        rest = postings.in_order(self._memory.rows(common[~touched]))
        return meets(a, b, mine) or meets(a, b, rest)

    def _met(self, again: set[str]) -> set[str]:
        """Make the mentions of documents anew and weigh whom they meet; says whose pairs changed."""
        memory, change = self._memory, self._change
        self._load(again)
        old = memory.mentions_of(again)
        made = sorted(
            (m for m in self._mentions.values() if m.document in again), key=lambda m: m.key
        )
        known: dict[int, KnownMention] = {}
        rows = []
        for one in made:
            standing = blocking.rows(one, self._next_mention)
            rows.append(standing)
            mention = KnownMention(
                self._next_mention, one.key, one.document, standing["block"].copy()
            )
            known[self._next_mention] = mention
            self._next_mention += 1
        change.mentions_gone = sorted(one.number for one in old)
        change.mentions = list(known.values())
        now, met = self._remet({one.number: one.blocks for one in old}, rows)
        owners = {end for pair in (*met.fresh, *met.gained, *met.lost) for end in pair}
        known.update(memory.mentions(owners - set(known)))
        pairs = [
            (known[a], known[b])
            for a, b in sorted(met.fresh | met.gained)
            if known[a].document != known[b].document
        ]
        self._load(one.document for pair in pairs for one in pair)
        weights = self._weighed((a.key, b.key) for a, b in pairs)
        gone = {one.key for one in old}
        losing = [(known[a], known[b]) for a, b in sorted(met.lost)]
        before = memory.weights(gone | {one.key for pair in losing for one in pair})
        removed = {pair for pair in before if gone & set(pair)}
        for a, b in losing:
            pair = (min(a.key, b.key), max(a.key, b.key))
            if pair in before and not self._still_meet(a.number, b.number, a.blocks, b.blocks, now):
                removed.add(pair)
        change.weights_gone = removed
        change.weights = {
            pair: weight for pair, weight in weights.items()
            if pair in removed or before.get(pair) != weight
        }  # fmt: skip
        seeds = {one.key for one in made}
        seeds |= {end for pair in removed for end in pair} - gone
        seeds |= {end for pair in weights for end in pair}
        return seeds

    def _weighed(self, pairs: Iterable[Ends]) -> dict[Ends, float]:
        wanted = {(min(pair), max(pair)) for pair in pairs}
        keys = sorted({end for pair in wanted for end in pair})
        at = {key: n for n, key in enumerate(keys)}
        weighing = Weighing([self._mentions[key] for key in keys], self._binding)
        found = weights_of(weighing, [(at[a], at[b]) for a, b in wanted])
        return {(keys[a], keys[b]): weight for (a, b), weight in found.items()}

    def _weights(self, keys: set[str]) -> dict[Ends, float]:
        """Kept weights as they are now of pairs with an end among the mentions."""
        held = self._memory.weights(keys)
        found = {pair: w for pair, w in held.items() if pair not in self._change.weights_gone}
        found.update((p, w) for p, w in self._change.weights.items() if keys & set(p))
        return found

    def _reached(self, seeds: set[str]) -> tuple[set[str], dict[Ends, float]]:
        """Every mention that clustering could bring together with those, and their weights."""
        visited: set[str] = set()
        weights: dict[Ends, float] = {}
        frontier = set(seeds)
        while frontier:
            visited |= frontier
            found = self._weights(frontier)
            weights.update(found)
            ends = {end for pair in found for end in pair}
            self._load_keys(ends | frontier)
            reached = {end for pair, w in found.items() if w >= FITTED["threshold"] for end in pair}
            if self._binding.rulings:
                reached |= self._held_with(frontier)
            frontier = reached - visited
        return visited, weights

    def _load_keys(self, keys: set[str]) -> None:
        missing = keys - set(self._mentions)
        found = self._memory.keyed(missing)
        self._load(found[key].document for key in sorted(missing) if key in found)

    def _held_with(self, keys: set[str]) -> set[str]:
        """Mentions that judgements hold to be one with these."""
        groups: dict[str, list[str]] = {}
        for claim in self._binding.named:
            groups.setdefault(self._binding.groups.find(claim), []).append(claim)
        named = {
            other
            for key in keys
            for claim in self._mentions[key].claims
            for other in groups.get(self._binding.groups.find(claim.id), ())
        }
        self._load(self._memory.documents_of(named).values())
        at_claim = {c.id: one.key for one in self._mentions.values() for c in one.claims}
        return {at_claim[claim] for claim in named if claim in at_claim}

    # -- incidents

    def _incidents(self, again: set[str], visited: set[str], weights: dict[Ends, float]) -> None:
        memory, change = self._memory, self._change
        keys = sorted(visited)
        mentions = [self._mentions[key] for key in keys]
        self._know(one.root for one in mentions)
        told = {
            id_: one
            for mention in mentions
            for id_ in (mention.document, mention.root)
            if (one := self._told(id_)) is not None
        }
        scene = Scene(told, {m.document: m.root for m in mentions}, self._binding, self._chosen)
        at = {key: n for n, key in enumerate(keys)}
        inner = {(at[a], at[b]): w for (a, b), w in weights.items() if a in at and b in at}
        found = clusters(Weighing(mentions, self._binding), inner)
        incidents, number = gathered(mentions, found, self._ties, scene)
        claims = {claim.id for one in mentions for claim in one.claims}
        before = memory.incidents_with(claims) | memory.incidents_of(again)
        self._new = {one.id: one for one in incidents}
        self._old = before
        self._visited_claims = claims | {claim for one in before.values() for claim in one.claims}
        self._home = {claim: one.id for one in incidents for claim in one.claims}
        change.undecided_of = set(self._visited_claims)
        self._open(keys, weights, number, incidents)

    def _open(
        self,
        keys: list[str],
        weights: dict[Ends, float],
        number: dict[int, int],
        made: list[Incident],
    ) -> None:
        """Pairs left open that have an end here; the other may be in an incident that stays."""
        everyone = sorted({end for pair in weights for end in pair} | set(keys))
        at = {key: n for n, key in enumerate(everyone)}
        home: dict[int, int | str] = {at[keys[n]]: made[to].id for n, to in number.items()}
        outside = [key for key in everyone if key not in set(keys)]
        kept = self._incident_of(outside)
        home.update((at[key], kept[key]) for key in outside if key in kept)
        mentions = [self._mentions[key] for key in everyone]
        pairs = {(at[a], at[b]): w for (a, b), w in sorted(weights.items())}
        self._change.undecided = list(undecided(mentions, pairs, home, self._binding))

    def _incident_of(self, claims: Iterable[str]) -> dict[str, str]:
        """The present incident of claims."""
        wanted = set(claims)
        here = wanted & self._visited_claims
        found = self._memory.homes(wanted - here)
        found.update((claim, self._home[claim]) for claim in here if claim in self._home)
        return found

    # -- persons

    def _persons(self) -> None:
        """Persons of the whole register: who they are is worked out anew, what differs is told."""
        memory, change = self._memory, self._change
        claims = memory.every_claim()
        home = memory.every_home()
        for claim in self._visited_claims:
            home.pop(claim, None)
        home.update(self._home)
        persons, within = link_persons(claims, home, self._naming)
        before = memory.every_person()
        now = {one.id: one for one in persons}
        # a person's field class rests on claims that may have changed while the person did not
        of_changed = {claim.id for id_ in self._changed for claim in self._claims.get(id_, ())}
        change.persons = [
            one for one in persons if before.get(one.id) != one or of_changed & set(one.claims)
        ]
        change.persons_gone = set(before) - set(now)
        others = [*change.persons, *(before[id_] for id_ in sorted(change.persons_gone))]
        others += [before[one.id] for one in change.persons if one.id in before]
        change.person_claims = {claim.id: claim for claim in claims}
        touched = {home[claim] for one in others for claim in one.claims if claim in home}
        made = [with_persons(one, within.get(one.id, ())) for one in self._new.values()]
        for id_, one in memory.incidents(touched - set(self._new)).items():
            if within.get(id_, ()) != one.persons:
                made.append(with_persons(one, within.get(id_, ())))
        change.incidents = [one for one in made if self._old.get(one.id) != one]
        change.incidents_gone = set(self._old) - set(self._new)

    # -- what is remembered

    def _keep(self, signed: dict[str, Told]) -> None:
        change = self._change
        for id_ in sorted(set(self._now) | set(self._origin)):
            told = self._told(id_)
            if told is None:
                change.documents[id_] = None
                continue
            known, origin = self._known[id_], self._origin_of(id_)
            assert origin is not None
            new = Known(
                number=self._number[id_] if known is None else known.number,
                told=replace(told, signature=b""),
                origin=origin,
                bands=tuple(copies.bands(signed[id_].signature)) if id_ in signed
                else known.bands if known else (),
            )  # fmt: skip
            if new != known:
                change.documents[id_] = new
