"""Where and when: the place and the day that an event's own sentence states.

The nearest in the tree goes first, then the nearest in the line; a day on which somebody spoke and
a place where somebody spoke are not those of the event. Rule: docs/terms.md, "Place" and "When".
"""

import re
from collections.abc import Sequence
from functools import cache

from gavah.claims.english.dates import Dated, dates
from gavah.claims.english.happenings import Event
from gavah.claims.english.passages import Passage, people
from gavah.claims.english.place_words import place_words
from gavah.claims.english.places import Placed
from gavah.claims.english.trees import Token
from gavah.resources import load

_FINE = {"exact": 1, "settlement": 0, "district": 1, "province": 2, "region": 3, "country": 4}
_ROLES = {"locus": 0.0, "mention": 5.0}
"""What a place is to the sentence, and how much farther it counts as."""
_WIDTH = {"day": 0, "week": 1, "month": 2, "year": 3, "longer": 4}
_FAR = 9
"""Steps in the tree beyond which a place or a day is only the sentence's."""


@cache
def _saying() -> frozenset[str]:
    groups = load("english/speech")["groups"]
    return frozenset(verb for group in ("says", "alleges", "denies") for verb in groups[group])


def state(event: Event, rivals: Sequence[Event], barred: Sequence[tuple[int, int]] = ()) -> None:
    """Give an event the place and the day its sentence states.

    `rivals`: the other events of its sentence; `barred`: where those who tell it are named, whose
    seat is not the place of what they tell.
    """
    passage = event.passage
    if not event.bound:
        event.place, event.place_far = _place(event, passage, rivals, barred)
    if not event.timed:
        event.when, event.when_far = _when(event, passage, rivals)


_DOES = re.compile(
    r"['’]s?\s+(?:\w+\s+){0,2}(?:bombing|bombardment|strikes?|airstrikes?|shelling|offensive|invasion|raids?"
    r"|attacks?|assault|siege|crackdown|air force|navy|war)\b"
)
"""After a country: it is who does it."""


def _place(
    event: Event,
    passage: Passage,
    rivals: Sequence[Event],
    barred: Sequence[tuple[int, int]],
) -> tuple[Placed | None, bool]:
    scored: list[tuple[float, int, Placed, Token]] = []
    held = _where_clause(event, passage)
    if held is not None:
        return held, False
    for k, placed in enumerate(passage.places):
        if placed.role not in _ROLES and placed.role != "actor":
            continue
        if placed.place.precision == "country" and _DOES.match(passage.text, placed.end):
            continue  # "Israel's bombing of the camp"
        if _named(passage, placed.start, placed.end):
            continue
        if any(start <= placed.start < end for start, end in barred):
            continue
        if any(name.start <= placed.start < name.end for one in (event, *rivals) for name in one.party.names):  # fmt: skip
            continue  # whatever the words are else, they name somebody harmed
        head = _head(passage, placed.start, placed.end)
        if of_part(passage, placed) or _explains(passage, placed):
            continue
        if placed.role == "actor" and (head is None or not _undergoes(head)):
            continue
        if head is None or not _where(head, event, placed) or _said(head, event.token):
            continue
        if _of_answered(event, head):
            continue
        if _anothers(event, head, rivals):
            continue
        scored.append(
            (_distance(event, head, rivals) + _ROLES.get(placed.role, 0.0), k, placed, head)
        )
    scored = [
        row
        for row in scored
        if not any(
            other[3].is_ancestor(row[3])
            and _FINE[other[2].place.precision] <= _FINE[row[2].place.precision]
            for other in scored
            if other is not row
        )
    ]
    if not scored:
        return None, False
    if event.token.lemma_.lower() in {
        "toll",
        "number",
    }:  # "the province's toll rose after a death in the town"
        scored = [row for row in scored if row[3].head == event.token] or scored
    best = min(score for score, *_ in scored)
    near = [row for row in scored if row[0] <= best + 3.5]
    chosen = min(near, key=lambda row: (_FINE[row[2].place.precision], row[0], row[1]))
    far = chosen[0] > _FAR or _aside(event, chosen[3])
    if far and event.act in {"arrested", "released", "sentenced"}:
        return None, False
    return chosen[2], far


_PART = re.compile(
    r"\b(?:most|many|some|several|half|the majority|all but \w+|at least \w+|\w+) of (?:them|whom|these|those)\b"
    r"[^.;,]{0,60}$|\b(?:including|among them) (?:at least |more than )?(?:\d[\d,]*|\w+) (?:\w+ )?in $"
)
"""What leads up to the place of a part: "most of them in", "including 12 in"."""


def of_part(passage: Passage, placed: Placed) -> bool:
    """Whether a place is that of some of those told of: the whole was in several."""
    return bool(_PART.search(passage.lower(placed.start - 90, placed.start) + " "))


_SEAT = re.compile(
    r",? (?:which is )?(?:the|a|an)(?: [\w-]+){0,3} (?:capital|seat|headquarters|city|town|port|village|suburb)"
    r"(?: city)? (?:of|in)(?: the)? $"
)


def _explains(passage: Passage, placed: Placed) -> bool:
    """Whether a place only says what another is: "in Karachi, the provincial capital of Sindh"."""
    return any(
        _SEAT.fullmatch(passage.lower(one.end, placed.start) + " ")
        for one in passage.places
        if one.end < placed.start and one.place.precision in {"exact", "settlement", "district"}
    )


def _aside(event: Event, head: Token) -> bool:
    """Whether the words stand in a clause about what else somebody did: "accused of a plot in X"."""
    for token in (head, *head.ancestors):
        if token == event.token:
            return False
        if token.dep_ in {"acl", "acl:relcl", "advcl"} and token.lemma_.lower() in _CHARGED:
            return True
    return False


def charged(noun: Token) -> bool:
    """Whether somebody is only accused or convicted of it, or plans it."""
    if any(above.lemma_.lower() in _CHARGED_WITH for above in noun.ancestors):
        return True
    lead = [noun.doc[at].lower_ for at in range(max(noun.sent.start, noun.i - 5), noun.i)]
    if "for" not in lead:
        return False
    if any(above.lemma_.lower() in _PUNISHED for above in noun.ancestors):
        return True  # "sentenced for acts of violence"
    return bool(_ANSWERED & set(lead))  # "in retaliation for air strikes"


def _of_answered(event: Event, head: Token) -> bool:
    """Whether it is the place of what the act answers: "in retaliation for air strikes near X"."""
    for above in head.ancestors:
        if above == event.token or above.dep_ == "ROOT":
            return False
        if above.pos_ == "NOUN" and above.lemma_.lower() in _causes() and charged(above):
            return not above.is_ancestor(event.token)
    return False


_ANSWERED = frozenset({"retaliation", "revenge", "reprisal", "response", "vengeance"})


_PUNISHED = frozenset("sentence jail imprison convict fine".split())
_CHARGED_WITH = frozenset("accuse suspect charge plot plan convict".split())
_CHARGED = frozenset(
    "accuse suspect charge plot plan convict try seek want live come travel".split()
)


_RISING = frozenset({"rise", "climb", "grow", "reach", "increase", "jump", "stand", "hit"})


_COUNTS = frozenset({"toll", "number", "count", "tally", "figure"})


def _counting(head: Token) -> bool:
    """Whether the day is that of a count: "the toll rose to six on Friday"."""
    for token in (head, *head.ancestors):
        if token.lemma_.lower() in _RISING and token.pos_ == "VERB":
            return any(kid.lemma_.lower() in _COUNTS for kid in token.children)
    return False


def _of_cause(head: Token) -> bool:
    """ "Monday's raid", "the attack on Friday": the day of what happened, whoever counts when."""
    owner = head.head
    near = head.dep_ in {"nmod:poss", "compound", "nmod", "nmod:unmarked", "obl:unmarked"}
    return near and owner.pos_ == "NOUN" and owner.lemma_.lower() in _causes()


def _where(head: Token, event: Event, placed: Placed) -> bool:
    """Whether the words say where, rather than where from, whose, or towards what."""
    while head.dep_ == "conj" and (
        head.head.pos_ in {"PROPN", "NOUN"} or head.head.dep_ in {"amod", "compound"}
    ):
        head = head.head
    if _elsewhere(head, event) or _nursed(head, event, placed):
        return False
    head = _block(head)
    cases = {kid.lower_ for kid in head.lefts if kid.dep_ == "case"}
    moves = event.act in {"displaced", "released", "abducted"} or event.type == "gathering"
    if (
        "from" in cases
        and (not moves or event.type == "gathering")
        and (head.head.lower_ in people() or _flight(head))
    ):
        return False  # "a mob looked for passengers from Umra"
    if cases & {"from", "of"} and head.dep_ in {"nmod", "obl"} and not moves:
        owner = head.head
        if "of" in cases and owner.pos_ in {"PROPN", "VERB"}:
            return False  # "Ana Ruiz of Springfield"
        if "from" in cases or owner.lemma_.lower() in people():
            return False
        if owner.dep_ in {"nsubj", "nsubj:pass"} and owner.lemma_.lower() not in _WIDE | _causes():
            return False
    if cases & {"to", "towards", "for", "with", "against", "about", "like", "unlike"} and not moves:
        return False
    if _undergoes(head):
        return True  # "Springfield has seen 15 deaths"
    if head.dep_ == "obj" and head.head.lemma_.lower() in _CROSSING:
        return True  # "died while crossing the strait"
    if head.dep_ in {"obj", "nsubj"} and head.head.pos_ == "VERB":
        return head.head.lemma_.lower() in _causes()
    if head.dep_ in {"compound", "amod", "nmod:poss", "nmod"} and not cases:
        owner = head.head
        if owner.lemma_.lower() in people() or owner.lower_ in people():
            return False
        wide = placed.place.precision in {"country", "region"}
        if (
            owner.pos_ in {"NOUN", "PROPN"}
            and wide
            and head.dep_ in {"compound", "amod"}
            and owner.lemma_.lower() not in _WIDE
        ):
            return False  # "a US strike" says whose
        if owner.pos_ == "NOUN" and _sited(owner):
            return True  # "outside a Springfield nightclub"
        if placed.role == "mention" and owner.pos_ == "NOUN":
            return owner.lemma_.lower() in _causes() or owner.lemma_.lower() in _WIDE
    return True


def _flight(head: Token) -> bool:
    """Whether people stand right before "from", whatever it hangs on."""
    case = next((kid for kid in head.lefts if kid.lower_ == "from"), head)
    return case.i > head.sent.start and case.doc[case.i - 1].lower_ in people()


def _where_clause(event: Event, passage: Passage) -> Placed | None:
    """The place that "where" takes up: "in Aleppo, Syria, where 12 were killed"."""
    before = [one for one in passage.places if one.end < event.start and one.role in _ROLES]
    after = [one for one in passage.places if one.start > event.start]
    if not before or after or not re.match(r",? where ", passage.lower(before[-1].end, event.start) + " "):  # fmt: skip
        return None
    chosen = before[-1]
    if _HOSPITAL.search(chosen.place.name):
        return None  # "taken to the Umra hospital, where she died"
    for one in reversed(before[:-1]):  # the first of those that lie in one another
        if passage.lower(one.end, chosen.start) not in {",", "in", ", in", "of"}:
            break
        chosen = one
    return chosen


def _elsewhere(head: Token, event: Event) -> bool:
    """Whether the words hang on what lies elsewhere: a hospital, a charge, another's figure."""
    owner = head.head
    if owner.lemma_.lower() in _CARE and event.act in {"killed", "injured", ""}:
        return True
    beside = head.doc[max(head.i - 2, head.sent.start)]
    led = [word.lower_ for word in head.doc[max(head.i - 5, head.sent.start) : head.i - 2]]
    if beside.lemma_.lower() in _CARE and event.act == "injured" and "to" in led:
        return True  # "taken to a hospital in Umra", whatever hangs on what
    if (
        owner.pos_ == "NUM"
        and owner != event.token
        and event.token.lemma_.lower() in {"toll", "number"}
    ):
        return True
    if event.act not in {"arrested", "sentenced"}:
        return False
    for token in (head, *head.ancestors):
        if token == event.token or token.dep_ == "ROOT":
            return False
        if any(
            kid.lower_ in {"for", "over"} for kid in token.lefts if kid.dep_ in {"case", "mark"}
        ):
            return True
        if token.lemma_.lower() in _CHARGED and token.pos_ == "VERB":
            return True
    return False


def _undergoes(head: Token) -> bool:
    """Whether a place is told to see or suffer what harms people."""
    return head.dep_ == "nsubj" and head.head.lemma_.lower() in _UNDERGOING


def _block(head: Token) -> Token:
    """The block of "the 400 block of Umra Street": what stands before it says where or whose."""
    of = any(kid.lower_ == "of" for kid in head.lefts if kid.dep_ == "case")
    return head.head if of and head.head.lemma_.lower() == "block" else head


def _sited(owner: Token) -> bool:
    """Whether a noun for a building says where: "at a home", "outside the club"."""
    cases = {kid.lower_ for kid in owner.lefts if kid.dep_ == "case"}
    return bool(cases & _AT) and owner.lemma_.lower() in place_words().venue | _BUILDINGS


_UNDERGOING = frozenset({"see", "suffer", "face", "witness", "experience", "record", "endure"})
"""What a place does in which people are harmed."""
_CROSSING = frozenset({"cross", "traverse"})
_AT = frozenset({"in", "at", "near", "outside", "inside"})
_BUILDINGS = frozenset("home apartment club bar restaurant store shop pub residence motel office complex cafe".split())  # fmt: skip


def _nursed(head: Token, event: Event, placed: Placed) -> bool:
    """Whether it is the hospital to which the harmed were brought, or in which they died."""
    if placed.place.precision != "exact" or not _HOSPITAL.search(placed.place.name):
        return False
    for token in (head, *head.ancestors):
        if token.lemma_.lower() in _BROUGHT and token.pos_ == "VERB":
            return True
        if token == event.token:
            return event.token.lemma_.lower() in {"die", "dead", "death"}
    return False


_HOSPITAL = re.compile(r"hospital|medical cent|clinic|infirmary|trauma cent", re.IGNORECASE)
_BROUGHT = frozenset("take bring rush transport airlift fly transfer hospitalize admit treat pronounce die carry drive recover remain".split())  # fmt: skip
_CARE = frozenset({"hospital", "clinic", "infirmary", "morgue", "mortuary"})
_WIDE = frozenset({"city", "town", "village", "district", "province", "region", "area", "capital", "market", "airport", "prison", "rally", "protest", "march", "demonstration", "hospital", "square"})  # fmt: skip


@cache
def _causes() -> frozenset[str]:
    return frozenset(load("english/causes")["causes"])


def fits(passage: Passage, dated: Dated) -> bool:
    """Whether a date may be that of what its sentence tells, not of its telling or counting."""
    if {"before", "after"} & set(dated.doubts) or dated.when.precision != "day":
        return False
    head = _head(passage, dated.start, dated.end)
    if head is None or _said(head) or _spoken_before(passage, dated.start):
        return False
    return not _counting(head)


def _outside(event: Event, head: Token) -> bool:
    """Whether the day stands outside the clause that says it: "a video in August claiming that …"."""
    for above in (event.token, *event.token.ancestors):
        if above.dep_ == "ccomp" and above.i > above.head.i:
            first = above.left_edge
            if first.i > head.sent.start and first.doc[first.i - 1].pos_ in {
                "NOUN",
                "PROPN",
                "NUM",
            }:
                return False  # "air strikes in April that left 32 dead", whatever the tree says
            return head != above and above not in head.ancestors and head.i < above.left_edge.i
    return False


def _others_cause(event: Event, head: Token) -> bool:
    """Whether the day is of another thing that harms: "the bombing on Monday was revenge for …"."""
    owner, act = head.head, event.token
    at = head.i - 1
    while at > head.sent.start and head.doc[at].lower_ in {"late", "early", "on"}:
        at -= 1
    causes = _causes()
    if (
        head.doc[at].pos_ == "NOUN"
        and head.doc[at].lemma_.lower() in causes
        and at >= head.sent.start
    ):
        between = head.doc[head.i + 1 : act.i] if act.i > head.i else ()
        if any(word.pos_ == "NOUN" and word.lemma_.lower() in causes for word in between):
            return True
    if owner.pos_ != "NOUN" or owner.lemma_.lower() not in _causes() or owner == act:
        return False
    told_by = [
        word for word in (act, act.head) if any(k.lower_ in {"that", "which"} for k in word.lefts)
    ]
    if told_by and owner.i < told_by[0].i:
        between = head.doc[owner.i + 1 : told_by[0].i]
        if not any(word.pos_ == "NOUN" and word.lemma_.lower() in causes for word in between):
            return False  # "air strikes in April that left 32 dead"
    return not owner.is_ancestor(act) and not act.is_ancestor(owner)


def _participles(event: Event, head: Token, rivals: Sequence[Event]) -> bool:
    """Whether the day belongs to a participle before the act: "girls taken in May were freed"."""
    act = event.token
    for word in head.ancestors:
        helped = any(kid.dep_.startswith("aux") for kid in word.children)
        if word.tag_ == "VBN" and not helped and head.i < act.i and word.i < head.i:
            if word != act and not word.is_ancestor(act):
                return True
    return any(
        rival.token.dep_ in {"acl", "acl:relcl", "amod"}
        and rival.token.i < head.i < act.i
        and act.is_ancestor(rival.token)
        for rival in rivals
        if rival.token != act
    )


def _marked(event: Event, head: Token) -> bool:
    """Whether the day is that of what a crowd marks: "rally to mark the 1979 revolution"."""
    for token in (head, *head.ancestors):
        if token == event.token:
            return False
        if token.lemma_.lower() in _MARKING and token.pos_ == "VERB":
            return True
    return False


_MARKING = frozenset("mark commemorate remember mourn honour honor celebrate recall".split())


def unread(passage: Passage, dated: Dated) -> bool:
    """Whether a day counts from something told nowhere: "in the weeks before the election".

    What the report itself is about has its day: "two days after the attack".
    """
    if "anaphoric_to_event" not in dated.doubts:
        return False
    after = [t for t in passage.tokens if passage.at(t) >= dated.end][:5]
    if not after or after[0].pos_ not in {"DET", "PRON", "ADJ", "NOUN", "PROPN", "NUM"}:
        return False
    return not any(token.lemma_.lower() in _causes() for token in after)


def _when(event: Event, passage: Passage, rivals: Sequence[Event]) -> tuple[Dated | None, bool]:
    scored: list[tuple[float, int, Dated]] = []
    for k, dated in enumerate(passage.dates):
        if {"before", "after"} & set(dated.doubts):
            continue  # a limit, not the day
        if unread(passage, dated) or _of_parts_day(passage, dated):
            continue
        head = _head(passage, dated.start, dated.end)
        counts = event.token.lemma_.lower() in {"toll", "number"} and dated.when.precision == "day"
        if counts and not (head is not None and _of_cause(head)):
            continue  # the day dates the count, not the deaths
        if head is None:
            continue
        told = _said(head, event.token) or _spoken_before(passage, dated.start)
        if told and dated.kind != "open":  # nobody speaks "since June 18"
            continue
        if event.type == "gathering" and _marked(event, head):
            continue
        if _outside(event, head) or _others_cause(event, head) or _participles(event, head, rivals):
            continue
        if event.act in {"arrested", "sentenced"} and _elsewhere(head, event):
            continue
        if dated.when.precision == "day" and _counting(head) and not _of_cause(head):
            continue
        if _anothers(event, head, rivals):
            continue
        scored.append((_distance(event, head, rivals), k, dated))
    if not scored:
        return None, False
    best = min(score for score, _, _ in scored)
    near = [row for row in scored if row[0] <= best + 3.5]
    first = min(near, key=lambda row: (row[0], row[1]))
    within = [row for row in near if row[2].when.overlaps(first[2].when)]
    score, _, chosen = min(within, key=lambda row: (_WIDTH[row[2].when.precision], row[0], row[1]))
    return _taken(event, passage, chosen), score > _FAR


_PARTS_DAY = re.compile(
    r"[,(] (?:\d[\d,]*|\w+) of (?:them|whom|those)(?: \w+)?(?: (?:on|in|since|by|late|early|last))?(?: the)? $"
)


def _of_parts_day(passage: Passage, dated: Dated) -> bool:
    """ "56 have died, 38 of them on Tuesday": the day of some of those told of."""
    return bool(_PARTS_DAY.search(passage.lower(dated.start - 40, dated.start) + " "))


def _taken(event: Event, passage: Passage, dated: Dated) -> Dated:
    """ "She has been held since October": of one person's custody the day it began is told."""
    count = event.party.count
    one = event.act in {"arrested", "abducted", "missing"} and count is not None and count.high == 1
    if not one or dated.kind != "open":
        return dated
    after = dated.start + len("since")
    told = dates(passage.text, after, dated.end, day=dated.when.end)
    return told[0] if len(told) == 1 else dated


def _head(passage: Passage, start: int, end: int) -> Token | None:
    tokens = passage.words(start, end)
    if not tokens:
        return None
    inside = {token.i for token in tokens}
    return next((t for t in tokens if t.head.i not in inside), tokens[0])


def _named(passage: Passage, start: int, end: int) -> bool:
    """Whether the words are part of the name of a person or a body, or of a date."""
    named = any(
        name.kind != "unknown"
        and name.start <= start
        and end <= name.end
        and name.end - name.start > end - start
        for name in passage.names
    )
    return named or any(one.start < end and start < one.end for one in passage.dates)


def _anothers(event: Event, head: Token, rivals: Sequence[Event]) -> bool:
    """Whether the words stand inside another act's clause that this act is no part of."""
    for rival in rivals:
        if rival.token == event.token or rival.token == head:
            continue
        if not rival.token.is_ancestor(head) or rival.token.is_ancestor(event.token):
            continue
        if head.is_ancestor(event.token) or not event.token.is_ancestor(rival.token):
            continue
        for token in (rival.token, *rival.token.ancestors):
            if token == event.token:
                break
            if token.dep_ in {"acl", "acl:relcl", "ccomp", "advcl"} and token.tag_ != "VBG":
                return True
    return False


def _said(head: Token, act: Token | None = None) -> bool:
    """Whether the words hang on a verb of saying, not on what is said."""
    above = head.head
    if above is head or above.dep_ == "":
        return False
    steps = 0
    while above.dep_ in {"nmod", "compound", "appos", "flat", "nmod:unmarked"} and steps < 4:
        above = above.head
        steps += 1
    if above == act or any(kid.dep_ == "xcomp" for kid in above.rights):
        return False  # "police continue to investigate"
    if any(kid.dep_ == "nsubj:pass" and kid.lemma_.lower() in _causes() for kid in above.lefts):
        return False  # "the shooting was reported on Tuesday"
    return above.lemma_.lower() in _saying() and above.tag_.startswith("VB") and above.i < head.i + 4 and head.i > above.i  # fmt: skip


def _spoken_before(passage: Passage, start: int) -> bool:
    """ "said on Friday", "told reporters Friday", "in a statement on Friday"."""
    lead = [t for t in passage.tokens if passage.at(t) < start][-5:]
    for token in reversed(lead):
        low = token.lemma_.lower()
        if token.pos_ == "NOUN" and low in _causes():
            return False  # "said the bombing late Thursday"
        if low in _saying() and token.tag_.startswith("VB"):
            subjects = {kid.lemma_.lower() for kid in token.lefts if kid.dep_ == "nsubj:pass"}
            return not subjects & _causes() and low in {
                "say",
                "tell",
                "report",
                "announce",
                "state",
                "add",
                "confirm",
                "claim",
                "warn",
            }
        if low in {"statement", "briefing", "conference", "interview", "tweet", "letter"}:
            return True
        if token.pos_ in {"VERB", "PUNCT"}:
            return False
    return False


def _distance(event: Event, head: Token, rivals: Sequence[Event]) -> float:
    own = steps(event.token, head)
    between = abs(event.token.i - head.i)
    score = own + between / 8
    if event.party.counted is not None or event.party.count is not None:
        pass
    low, high = sorted((event.token.i, head.i))
    for rival in rivals:
        if rival is event:
            continue
        if low < rival.token.i < high:
            score += 1.5
        if steps(rival.token, head) + 2 < own:
            score += 2.5
    return score


def steps(one: Token, other: Token) -> int:
    """How many steps of the tree lie between two words of a sentence."""
    up: dict[int, int] = {}
    for k, token in enumerate((one, *one.ancestors)):
        up.setdefault(token.i, k)
    for k, token in enumerate((other, *other.ancestors)):
        if token.i in up:
            return up[token.i] + k
    return 20
