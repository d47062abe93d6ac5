"""Which namings are of one person: the surest joins first, never across what excludes.

One document means one person by one full name, one incident likewise; a surname alone joins only
the one person it can mean there. Across incidents two join only when what stands beside their
names agrees as well (`person_evidence`). Candidates come from blocks of a name's consonants, cut
by place, month and year of birth where many share them, so that cost grows with pairs that matter.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from gavah.linking.binding import Binding
from gavah.linking.names import Name, compare, consonants, name
from gavah.linking.namings import Naming, facts, together
from gavah.linking.person_evidence import Facts, Resemblance, beside, names_sign, resemble
from gavah.linking.places import place_keys

SMALL = 40  # tellings of one block that are all compared
NEIGHBOURS = 8  # beyond it, and where nothing cuts the block smaller
TEXTS = 60  # names of one document or incident that are all compared
_RARE = 18.0  # bits of a name from which one wrong age does not part two tellings of one incident
_EXCHANGED = str.maketrans("qgx", "kkk", "h")  # written one for the other: Yaqoub, Yakub
Candidate = tuple[float, int, int]


def groups(namings: Sequence[Naming], binding: Binding) -> list[list[Naming]]:
    """Namings of one person stand together, in order; the persons in the order of their first."""
    joined = Joining(namings, binding)
    known = {naming.key: at for at, naming in enumerate(namings)}
    for ruling in binding.rulings:
        if ruling.held == "same" and ruling.left in known and ruling.right in known:
            joined.join(known[ruling.left], known[ruling.right])
    for scope in ("document", "incident"):
        for block in _blocks(namings, scope):
            for _, one, other in sorted(_inside(namings, block, joined)):
                if joined.may(one, other):
                    joined.join(one, other)
    for _, one, other in sorted(_across(joined)):
        left, right = joined.find(one), joined.find(other)
        if left != right and joined.may(left, right) and joined.alike(left, right).sure:
            joined.join(left, right)
    return [[namings[at] for at in group] for group in joined.groups()]


class Joining:
    """Persons as they grow: union-find over namings, with what is told of each."""

    def __init__(self, namings: Sequence[Naming], binding: Binding) -> None:
        self.namings = namings
        self._binding = binding
        self._up = list(range(len(namings)))
        self._facts: dict[int, Facts] = {}
        named = set(binding.named)
        self._ruled: dict[int, list[str]] = {
            at: [naming.key] for at, naming in enumerate(namings) if named and naming.key in named
        }

    def find(self, at: int) -> int:
        """The first naming of the person."""
        root = at
        while self._up[root] != root:
            root = self._up[root]
        while self._up[at] != root:
            self._up[at], at = root, self._up[at]
        return root

    def facts(self, at: int) -> Facts:
        """All that is told of the person."""
        root = self.find(at)
        if root not in self._facts:
            self._facts[root] = facts(self.namings[root])
        return self._facts[root]

    def join(self, one: int, other: int) -> None:
        """Make the two one person."""
        left, right = sorted((self.find(one), self.find(other)))
        if left == right:
            return
        self._facts[left] = together(self.facts(left), self.facts(right))
        self._facts.pop(right, None)
        self._up[right] = left
        if right in self._ruled:
            self._ruled.setdefault(left, []).extend(self._ruled.pop(right))

    def alike(self, one: int, other: int) -> Resemblance:
        """What speaks for and against the two being one."""
        return resemble(self.facts(one), self.facts(other))

    def may(self, one: int, other: int) -> bool:
        """Whether nothing forbids that they are one: a judgement, other names, ages, two deaths."""
        left, right = self.find(one), self.find(other)
        if left == right:
            return False
        if any(
            self._binding.different(a, b) is not None
            for a in self._ruled.get(left, ())
            for b in self._ruled.get(right, ())
        ):
            return False
        for a in self.facts(left).names:
            for b in self.facts(right).names:
                if len(a.words) > 1 and len(b.words) > 1 and _other_names(a, b):
                    return False
        found = self.alike(left, right)
        if any(sign.excludes and sign.feature != "names" for sign in found.signs):
            return False
        weight = {sign.feature: sign.weight for sign in found.signs}
        return weight.get("age", 0.0) >= 0 or weight.get("names", 0.0) >= _RARE

    def held_same(self, one: int, other: int) -> bool:
        """Whether a judgement holds the two to be one, be they linked so yet or not."""
        ruled = [self._ruled.get(self.find(at), ()) for at in (one, other)]
        return any(self._binding.same(a, b) for a in ruled[0] for b in ruled[1])

    def roots(self) -> list[int]:
        """The first naming of each person."""
        return [at for at in range(len(self._up)) if self._up[at] == at]

    def groups(self) -> list[list[int]]:
        """Persons, each as its namings in order."""
        members: dict[int, list[int]] = {}
        for at in range(len(self._up)):
            members.setdefault(self.find(at), []).append(at)
        return [members[root] for root in sorted(members)]


def _other_names(one: Name, other: Name) -> bool:
    if compare(one, other)[0] == "same":
        return "generation" in names_sign(one, other).levels
    return not {"same", "like"} & set(names_sign(one, other).levels)


# -- one document, one incident


def _blocks(namings: Sequence[Naming], scope: str) -> list[list[int]]:
    blocks: dict[str, list[int]] = {}
    for at, naming in enumerate(namings):
        home = naming.claim.document if scope == "document" else naming.incident
        if home is not None:
            blocks.setdefault(home, []).append(at)
    return [blocks[key] for key in sorted(blocks) if len(blocks[key]) > 1]


def _inside(namings: Sequence[Naming], block: list[int], joined: Joining) -> Iterator[Candidate]:
    """Pairs of one document or incident that name one person: (order of joining, one, other)."""
    by_text: dict[str, list[int]] = {}
    for at in block:
        by_text.setdefault(namings[at].name.text, []).append(at)
    for alike in by_text.values():
        yield from ((-100.0, alike[0], other) for other in alike[1:])
    longs: dict[str, list[tuple[float, str]]] = {}
    for one, other in _pairs_of_texts(sorted(by_text)):
        relation, bits = compare(name(one), name(other))
        left, right = by_text[one][0], by_text[other][0]
        if relation == "same":
            yield (-bits - 50, left, right)
        elif relation == "partial":
            short, long = sorted((one, other), key=lambda text: (len(name(text).words), text))
            longs.setdefault(short, []).append((bits, long))
        elif resemble(facts(namings[left]), facts(namings[right])).sure:
            yield (-40.0, left, right)
    for short, told in longs.items():
        # a surname means a person only where one person alone bears it
        full = {long for _, long in told}
        alone = all(compare(name(a), name(b))[0] == "same" for a in full for b in full if a < b)
        if alone and len(name(short).words) == 1:
            yield (-told[0][0], by_text[short][0], by_text[told[0][1]][0])


def _pairs_of_texts(texts: list[str]) -> Iterable[tuple[str, str]]:
    if len(texts) <= TEXTS:
        return combinations(texts, 2)
    blocks: dict[str, list[str]] = {}
    for text in texts:
        own = name(text)
        for key in {*name_keys(own), *(consonants(bone) for bone in own.bones)} - {""}:
            blocks.setdefault(key, []).append(text)
    single = {text for text in texts if len(name(text).words) == 1}
    found = set()
    for key, block in blocks.items():
        # one word in common is enough only for a name of one word
        wanted = block if "+" in key else [text for text in block if text in single]
        for text in wanted:
            found |= {(min(text, to), max(text, to)) for to in block if to != text}
    return sorted(found)


# -- across incidents


def name_keys(one: Name) -> tuple[str, ...]:
    """Two words' consonants: what spellings of a name share; for finding only.

    >>> name_keys(name("Mousa Karimzadeh")) == name_keys(name("Musa Karim-Zade"))
    False
    >>> name_keys(name("Youssef Haddad")) == name_keys(name("Yusuf Hadad"))
    True
    """
    bones = [consonants(bone).translate(_EXCHANGED)[:4] for bone in one.bones[:4]]
    return tuple(sorted({"+".join(sorted(two)) for two in combinations(filter(None, bones), 2)}))


def contexts(told: Facts) -> list[tuple[str, ...]]:
    """What cuts a block of one name: places, months, years of birth, publishers."""
    where = tuple(sorted({f"at {key}" for place in told.places for key in place_keys(place)}))
    months = {
        f"in {day.year}-{day.month}"
        for when in told.whens
        for day in (when.start, when.end)
        if (when.end - when.start).days <= 62
    }
    born = {
        f"born {day.year - age + off}"
        for age, day in told.ages
        if day is not None
        for off in (0, 1)
    }
    by = tuple(f"by {publisher}" for publisher in told.publishers)
    return [where, tuple(sorted(months)), tuple(sorted(born)), by]


def _across(joined: Joining) -> Iterator[Candidate]:
    """Pairs of persons that the evidence holds to be one, weightiest first when sorted."""
    for one, other in candidates(joined):
        if not beside(joined.facts(one), joined.facts(other)):
            continue
        found = joined.alike(one, other)
        if found.sure:
            yield (-found.weight, one, other)


def candidates(joined: Joining) -> Iterator[tuple[int, int]]:
    """Pairs of persons worth comparing, each once, by their first namings."""
    blocks: dict[str, list[int]] = {}
    for at in joined.roots():
        for key in {key for one in _full(joined, at) for key in name_keys(one)}:
            blocks.setdefault(key, []).append(at)
    seen: set[int] = set()
    size = len(joined.namings)
    for key in sorted(blocks):
        for one, other in _cut(blocks.pop(key), joined):
            pair = one * size + other
            if pair not in seen:
                seen.add(pair)
                yield one, other


def _full(joined: Joining, at: int) -> Iterator[Name]:
    return (one for one in joined.facts(at).names if len(one.words) > 1)


def _cut(block: list[int], joined: Joining, depth: int = 0) -> Iterator[tuple[int, int]]:
    """Pairs of a block with something beside the name in common; large blocks are cut again."""
    if len(block) < 2:
        return
    if len(block) <= SMALL:
        yield from combinations(block, 2)
        return
    if depth == 4:
        yield from _neighbours(block, joined)
        return
    parts: dict[str, list[int]] = {}
    for at in block:
        for kind, keys in enumerate(contexts(joined.facts(at))):
            if kind >= depth:
                for key in keys:
                    parts.setdefault(f"{kind} {key}", []).append(at)
    for key in sorted(parts):
        part = parts[key]
        yield from _cut(part, joined, int(key[0]) + 1 if len(part) > SMALL else depth)


def _neighbours(block: list[int], joined: Joining) -> Iterator[tuple[int, int]]:
    """Those nearest each other by spelling and day, where nothing tells the many apart."""

    def near(at: int) -> tuple[str, str, int]:
        told = joined.facts(at)
        day = min((when.start.isoformat() for when in told.whens), default="")
        return (told.names[0].text, day, at)

    ordered = sorted(block, key=near)
    for place, at in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + NEIGHBOURS]:
            yield min(at, other), max(at, other)
