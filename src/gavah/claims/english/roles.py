"""Whom a harm befell and who did it: read off the tree, and off the words where the tree fails.

A quantity that stands right before a participle ("another 40 wounded") or right after an active
verb goes before what the tree says: gapped clauses are where trees go wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from gavah.claims.english.asides import across, both, one_more, whole_of
from gavah.claims.english.by_words import actors, entitled, led_up, with_those
from gavah.claims.english.coordination import first_of, joined, with_first
from gavah.claims.english.counts import Counted
from gavah.claims.english.doers import agents_of, by_whom, cause_agents, caused_by
from gavah.claims.english.party_counts import COLLECTIVE
from gavah.claims.english.passages import (
    Passage,
    antecedent,
    people,
    subject_of,
)
from gavah.claims.english.quantities import (
    found_after,
    head_of,
    is_within,
    left_quantity,
    right_quantity,
    toll_figure,
)
from gavah.claims.english.trees import Token
from gavah.claims.english.triggers import Trigger
from gavah.claims.english.voices_of_verbs import (
    SUBJECTS,
    is_passive,
    nearest,
    objects_of,
    run_in,
    told_after,
)


@dataclass(slots=True)
class Roles:
    """Whom a harm befell (head words), how many as the words beside it say, and who did it."""

    victims: list[Token]
    quantity: Counted | None = None
    agents: tuple[Token, ...] = ()
    passive: bool = False
    found: str = ""


def roles(passage: Passage, trigger: Trigger) -> Roles:
    """Read a trigger's roles."""
    read = _read(passage, trigger)
    if read.victims and trigger.shape in {"object", "subject"}:
        whole = whole_of(trigger.token, read.victims[0])
        if whole is not None:
            read.victims, read.quantity = joined(whole), None
    if trigger.token.lemma_.lower() == "find":
        read.agents = ()  # "police found nine people dead"
    some = [head for head in read.victims if not _some_of_them(head)]
    if some and len(some) < len(read.victims):
        read.victims = some
    if not read.agents and trigger.shape in {"object", "subject", "state", "lives"}:
        verb = trigger.token
        active = verb.tag_ in {"VBD", "VBZ", "VBP"} and not is_passive(verb)
        read.agents = led_up(verb, active=active)
    return read


def _some_of_them(head: Token) -> bool:
    """ "Twenty were hurt, two of them badly, and 60 arrested": the two are of the twenty."""
    return head.pos_ == "NUM" and any(kid.lower_ in {"them", "whom"} for kid in head.rights)


def _read(passage: Passage, trigger: Trigger) -> Roles:
    shape = trigger.shape
    if shape == "object":
        return _verb(passage, trigger)
    if shape == "subject":
        return _subject(passage, trigger)
    if shape in {"state", "people"}:
        return _state(passage, trigger)
    if shape == "amod":
        return _amod(passage, trigger)
    if shape == "toll":
        return Roles(_of(trigger.token), toll_figure(passage, trigger), cause_agents(trigger.token))
    if shape == "lives":
        return _lives(passage, trigger)
    if shape == "deadly":
        return Roles([], None, agents_of(trigger.token), found="deadly")
    return _noun(passage, trigger)


def _verb(passage: Passage, trigger: Trigger) -> Roles:
    verb = trigger.token
    if verb.tag_ in {"VBG", "VB", "VBP", "VBZ"} and not any(
        child.dep_ in {"aux:pass", "nsubj:pass"} for child in verb.children
    ):
        return _active(passage, trigger)
    quantity = left_quantity(passage, trigger.first)
    if quantity is None and verb.tag_ == "VBD" and _befalls_counted(passage, verb):
        return _active(passage, trigger)
    if is_passive(verb) or (quantity is not None and verb.tag_ in {"VBN", "VBD"} and not objects_of(verb)):  # fmt: skip
        return _passive(passage, trigger, quantity)
    return _active(passage, trigger)


def _befalls_counted(passage: Passage, verb: Token) -> bool:
    """ "The court sentenced 101 supporters": a subject before, counted people right after.

    Taggers take a noun like "supporters" for a verb, and the object is lost.
    """
    if not any(kid.dep_ == "nsubj" for kid in verb.lefts):
        return False
    beside = passage.stop(verb) + 1
    return any(
        one.start == beside and one.people and one.kind != "article" for one in passage.counts
    )


def _passive(passage: Passage, trigger: Trigger, quantity: Counted | None) -> Roles:
    verb = trigger.token
    if verb.tag_ == "VBN" and verb.i > verb.sent.start and verb.doc[verb.i - 1].lower_ == "those":
        return Roles([verb.doc[verb.i - 1]], None, by_whom(verb), passive=True)  # "those hanged"
    after = found_after(passage, trigger)
    own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    subject = (own and nearest(own, verb)) or run_in(verb) or told_after(verb)
    if subject is not None:
        head: Token | None = antecedent(subject)
    elif verb.dep_ in {"acl", "acl:relcl"}:
        head = verb.head
    elif quantity is not None:
        head = None
    else:
        head = subject_of(verb)
        if head is None or head.i > verb.i:
            head = _garden_path(verb) or head
    if subject is None and quantity is None:
        head = _past_things(verb, head) or head
    heads = with_first(joined(head)) if head is not None else []
    if head is not None and head.i > verb.i and subject is None:
        heads = []
    if subject is None and quantity is None and (being := with_those(verb)) is not None:
        heads = joined(being)
    if not heads and quantity is None and (opening := across(verb)) is not None:
        heads = joined(opening)
    if quantity is None and len(heads) == 1:
        heads = both(heads[0], verb)
    if quantity is not None and subject is None and verb.dep_ in {"acl", "acl:relcl"}:
        near = head_of(passage, quantity)
        if near is not None and near.i == verb.i - 1 and heads and heads[0].is_ancestor(near):
            heads = [near]
    if quantity is not None:
        inside = [word for word in heads if is_within(passage, word, quantity)]
        if not inside or len(heads) == 1:
            own = head_of(passage, quantity)
            if own is not None and (not heads or own not in heads):
                heads = [own, *(h for h in heads if h.i > own.i and h.i < verb.i)] if _far(heads, own) else heads  # fmt: skip
                if heads == [own] and (left := _all_left(own, verb)):
                    heads, quantity = left, None
                heads = heads or [own]
            if own is not None and len(heads) == 1 and _belong_to(own, heads[0]):
                quantity = None
    agents = by_whom(verb)
    if not heads and after is not None:
        return Roles([], after, agents, True)
    if len(heads) == 1 and (first := one_more(heads[0], verb)) is not None:
        return Roles([first, *heads], None, agents, True)
    return Roles(heads, quantity, agents, True)


def _all_left(last: Token, verb: Token) -> list[Token]:
    """ "Left three men and three women injured": all of the list, not the last of it."""
    first = first_of(last)
    if first is last or verb.dep_ != "xcomp" or first.head is not verb.head or first.dep_ != "obj":
        return []
    return joined(first)


def _belong_to(several: Token, one: Token) -> bool:
    """ "The mother of two girls was held": the figure is not hers."""
    single = (
        one.tag_ in {"NN", "NNP"}
        and one.lower_ in people()
        and one.lemma_.lower() not in COLLECTIVE
    )
    return single and several.dep_ == "nmod" and several.head is one


def _is_by(noun: Token) -> bool:
    return any(kid.dep_ == "case" and kid.lower_ == "by" for kid in noun.lefts)


def _reduced(verb: Token) -> Token | None:
    """ "Nine farmers shot by soldiers died": whose subject a participle before it took."""
    for clause in verb.lefts:
        if clause.dep_ in {"ccomp", "csubj", "advcl"} and clause.tag_ in {"VBN", "VBD"}:
            own = [kid for kid in clause.lefts if kid.dep_ in SUBJECTS]
            if own and not any(kid.dep_ == "mark" for kid in clause.lefts):
                return own[0]
    return None


def _past_things(verb: Token, head: Token | None) -> Token | None:
    """ "The men were given tea, searched and arrested": not the tea, the subject before it."""
    first = verb
    while first.dep_ == "conj" and first.head.tag_ == "VBN":
        first = first.head
    thing = first.head
    if first.dep_ != "acl" or thing is not head or thing.dep_ != "obj" or thing.lower_ in people():
        return None
    if first.i and first.doc[first.i - 1].text != ",":
        return None
    return next((kid for kid in thing.head.lefts if kid.dep_ == "nsubj:pass"), None)


def _garden_path(verb: Token) -> Token | None:
    """ "Girls taken by rebels have been freed": whose subject a participle took in the tree."""
    helpers = [child for child in verb.lefts if child.dep_ in {"aux", "aux:pass"}]
    if not helpers or helpers[0].lower_ not in {"have", "has", "had", "was", "were", "are", "is"}:
        return None
    for word in reversed(verb.doc[verb.sent.start : helpers[0].i]):
        if word.text in {",", ";", ":"}:
            return None
        if word.tag_ == "VBN" and not any(kid.dep_.startswith("aux") for kid in word.children):
            return next((kid for kid in word.lefts if kid.dep_ == "nsubj:pass"), None)
    return None


def _far(heads: list[Token], own: Token) -> bool:
    """Whether the tree's heads lie away from the quantity beside the verb."""
    return not heads or all(own.i > head.i and not own.is_ancestor(head) and not head.is_ancestor(own) for head in heads)  # fmt: skip


def _active(passage: Passage, trigger: Trigger) -> Roles:
    verb = trigger.token
    heads = [head for head in objects_of(verb) if head.i != trigger.last.i]
    if trigger.last.i > verb.i:  # "left a teen dead and six others wounded"
        heads = [head for head in heads if head.i < trigger.last.i] or heads
    quantity = right_quantity(passage, trigger)
    if (
        quantity is None
        and trigger.last.i == verb.i
        and (named := entitled(passage, verb.i + 1, 3)) is not None
    ):
        heads = joined(named)
    if quantity is not None and any(verb.i < head.i < trigger.last.i for head in heads):
        quantity = quantity if quantity.start < passage.at(trigger.last) else None
    if quantity is not None and _ends_there(passage, verb, quantity):
        heads = []
    elif quantity is not None and not any(is_within(passage, head, quantity) for head in heads):
        own = head_of(passage, quantity)
        if own is not None and not any(own.is_ancestor(h) or h.is_ancestor(own) for h in heads):
            heads = [own]
    subject = _accused(verb) or (_claims(verb) if _of_noun(verb) else subject_of(verb))
    agents = agents_of(subject) if subject is not None and subject not in heads else ()
    return Roles(heads, quantity, agents)


def _ends_there(passage: Passage, verb: Token, counted: Counted) -> bool:
    """ "Acquitted six and convicted nine of the 15": a bare figure, then the next verb's own."""
    if counted.noun is not None or counted.start != passage.stop(verb) + 1:
        return False
    after = [word for word in verb.doc[verb.i : verb.sent.end] if passage.at(word) >= counted.end]
    return len(after) > 1 and after[0].lower_ in {"and", ","} and after[1].tag_ in {"VBN", "VBD"}


def _of_noun(verb: Token) -> bool:
    """ "Responsibility for killing him", "arrangements for detaining them": a noun that does nothing."""
    led = any(
        kid.dep_ in {"mark", "case"} and kid.lower_ in {"for", "of", "in"} for kid in verb.lefts
    )
    noun = verb.head
    return led and verb.tag_ == "VBG" and verb.dep_ in {"acl", "advcl", "nmod"} and noun.pos_ == "NOUN" and noun.lower_ not in people()  # fmt: skip


def _claims(verb: Token) -> Token | None:
    """Who claims responsibility or credit for the doing."""
    noun = verb.head
    if noun.lemma_.lower() not in {"responsibility", "credit"} or noun.head.lemma_.lower() not in {"claim", "take", "accept", "assume"}:  # fmt: skip
        return None
    doer = subject_of(noun.head)
    return doer if doer is not None and doer.pos_ != "PRON" else None


def _accused(verb: Token) -> Token | None:
    """ "X accused the police of killing nine": the police, not X."""
    above = verb.head
    lead = verb.doc[verb.i - 1].lower_ if verb.i else ""
    paid = verb.tag_ == "VBG" and lead == "for" and verb.dep_ in {"advcl", "acl", "obl"}
    if verb.dep_ not in {"advcl", "xcomp", "acl", "obl", "ccomp"} or not (
        paid or above.lemma_.lower() in actors("controlled")
    ):
        return None
    found = next((kid for kid in above.rights if kid.dep_ == "obj" and kid.i < verb.i), None)
    if paid and found is not None and found.lower_ not in people() and found.pos_ != "PROPN":
        return None  # "responsibility for killing two"; "jailed a policeman for killing one" is he
    return found


def _subject(passage: Passage, trigger: Trigger) -> Roles:
    verb = trigger.token
    quantity = left_quantity(passage, trigger.first)
    own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    agents = caused_by(verb)
    if own is not None and (shot := _reduced(verb)) is not None and _is_by(own):
        head: Token | None = shot  # "by soldiers" is the participle's
        agents = agents or agents_of(own)
    elif own is not None:
        head = antecedent(own)
    elif verb.dep_ in {"acl", "acl:relcl"}:
        head = verb.head
    else:
        head = subject_of(verb) or across(verb) or _reduced(verb)
    heads = with_first(joined(head)) if head is not None else []
    if quantity is None and len(heads) == 1:
        heads = both(heads[0], verb)
    if quantity is not None and not any(is_within(passage, word, quantity) for word in heads):
        beside = head_of(passage, quantity)
        if beside is not None and _far(heads, beside):
            heads = [beside]
    return Roles(heads, quantity, agents)


def _state(passage: Passage, trigger: Trigger) -> Roles:
    token = trigger.token
    quantity = left_quantity(passage, trigger.first)
    own = next((c for c in token.children if c.dep_ in SUBJECTS), None)
    heads: list[Token] = []
    agents: tuple[Token, ...] = ()
    above = token.head
    if own is None and token.dep_ == "conj":
        own = next((c for c in above.children if c.dep_ in SUBJECTS and c.i < token.i), None)
    if own is not None:
        heads = joined(antecedent(own))
    elif token.dep_ in {"xcomp", "advcl", "amod", "obj", "ccomp", "advmod", "acl", "conj", "obl"}:
        verb = above if above.tag_.startswith("VB") else None
        if verb is None and above.head.tag_.startswith("VB") and above.head.lemma_ == "leave":
            verb = above.head
        if verb is not None and verb.lemma_.lower() in {"leave", "find", *_held(verb)}:
            objects = [c for c in verb.children if c.dep_ in {"obj", "nsubj:pass"}]  # fmt: skip
            heads = [head for obj in objects for head in joined(antecedent(obj))]
            subject = subject_of(verb) if verb.lemma_.lower() != "find" else None
            agents = agents_of(subject) if subject is not None and subject not in heads else ()
        elif above.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} and token.dep_ in {"acl", "amod"}:
            heads = [above]
    if quantity is not None and not any(is_within(passage, head, quantity) for head in heads):
        beside = head_of(passage, quantity)
        if beside is not None:
            heads = [] if beside.i == token.i else [beside]
    if trigger.shape == "people" and not heads:
        heads = _of(token) or [token]
    return Roles(heads, quantity, agents, True)


def _held(verb: Token) -> frozenset[str]:
    """ "Nine sailors are feared dead": passive verbs of holding for true."""
    passive = any(kid.dep_ in {"nsubj:pass", "aux:pass"} for kid in verb.children)
    return frozenset({"fear", "presume", "believe", "report", "confirm", "think", "declare"} if passive else ())  # fmt: skip


def _amod(passage: Passage, trigger: Trigger) -> Roles:
    head = trigger.token.head
    return Roles([head] if head.pos_ in {"NOUN", "PROPN"} else [], None, by_whom(trigger.token), True, "modifier")  # fmt: skip


def _noun(passage: Passage, trigger: Trigger) -> Roles:
    noun = trigger.token
    quantity = next(
        (
            c
            for c in passage.counts
            if c.start < passage.stop(noun) and passage.at(noun) <= c.end and c.kind != "article"
        ),
        None,
    ) or left_quantity(passage, trigger.first)
    heads = _of(noun)
    after = noun.doc[noun.i + 1] if noun.i + 1 < noun.sent.end else None
    if (
        after is not None
        and after.lower_ == "of"
        and (named := entitled(passage, noun.i + 2, 1)) is not None
    ):
        heads = joined(named)
    agents = by_whom(noun)
    owners = [c for c in noun.children if c.dep_ == "nmod:poss"]
    if heads and owners:
        agents = agents or tuple(owners)
    elif owners:
        heads = owners
    if not agents and noun.dep_ == "obj" and noun.head.lemma_.lower() in actors("light"):
        doer = subject_of(noun.head)
        agents = agents_of(doer) if doer is not None and doer not in heads else ()
    if not heads and not owners:
        heads = [c for c in noun.lefts if c.dep_ == "compound" and (c.pos_ == "PROPN" or c.lower_ in people())]  # fmt: skip
    return Roles(heads, quantity, agents, True, "noun")


def _lives(passage: Passage, trigger: Trigger) -> Roles:
    start, end = passage.at(trigger.first), passage.stop(trigger.last)
    for counted in passage.counts:
        if start <= counted.start < end:
            return Roles([], counted, ())
    lives = trigger.last
    subject = subject_of(trigger.token)
    agents = agents_of(subject) if subject is not None else ()
    heads = _of(lives) or [c for c in lives.children if c.dep_ == "nmod:poss"]
    return Roles(heads, None, agents)


def _of(noun: Token) -> list[Token]:
    """Those of "the killing of A and B"."""
    for child in noun.rights:
        if child.dep_ in {"nmod", "obl"} and any(
            kid.lower_ in {"of", "among"} for kid in child.lefts
        ):
            return joined(antecedent(child) if child.pos_ == "VERB" else child)
    return []


def chain(token: Token) -> Iterator[Token]:
    """A word and those above it."""
    yield token
    yield from token.ancestors
