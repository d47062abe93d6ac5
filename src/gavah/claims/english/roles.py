"""Whom a harm befell and who did it: read off the tree, and off the words where the tree fails.

A quantity that stands right before a participle ("another 40 wounded") or right after an active
verb goes before what the tree says: gapped clauses are where trees go wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from gavah.claims.english.asides import across, both, one_more
from gavah.claims.english.by_words import actors, demonyms, entitled, led_up, with_those, worded
from gavah.claims.english.coordination import joined
from gavah.claims.english.counts import Counted
from gavah.claims.english.lemmas import lemma as lemma_of
from gavah.claims.english.passages import (
    Passage,
    antecedent,
    counted_noun,
    people,
    subject_of,
)
from gavah.claims.english.trees import Token
from gavah.claims.english.triggers import Trigger, words

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})


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
    if not read.agents and trigger.shape in {"object", "subject", "state", "lives"}:
        verb = trigger.token
        active = verb.tag_ in {"VBD", "VBZ", "VBP"} and not is_passive(verb)
        read.agents = led_up(verb, active=active)
    return read


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
        return Roles(_of(trigger.token), _toll(passage, trigger), _cause_agents(trigger.token))
    if shape == "lives":
        return _lives(passage, trigger)
    if shape == "deadly":
        return Roles([], None, _agents(trigger.token), found="deadly")
    return _noun(passage, trigger)


def is_passive(verb: Token) -> bool:
    """Whether the verb's subject is whom it befalls."""
    kids = [child.dep_ for child in verb.children]
    if "nsubj:pass" in kids or "aux:pass" in kids or "obl:agent" in kids:
        return True
    if any(child.lower_ in {"have", "has", "had", "having"} for child in verb.lefts if child.dep_ == "aux"):  # fmt: skip
        return any(child.lower_ in {"been", "being", "gotten"} for child in verb.lefts)
    if _run_in(verb) is not None:
        return True
    if verb.tag_ not in {"VBN", "VBD"}:
        return verb.tag_ == "JJ"
    has_object = any(kid in {"obj", "iobj"} for kid in kids) or any(map(_bare, verb.rights))
    if verb.tag_ == "VBN" and "nsubj" in kids and _conjoined_object(verb) is not None:
        return False  # "a teenager shot and killed her brother"
    if verb.tag_ == "VBN":
        if verb.dep_ == "conj" and not has_object:
            return is_passive(verb.head) if verb.head.tag_.startswith("VB") else True
        return not has_object
    if has_object or _conjoined_object(verb) is not None:
        return False
    if verb.dep_ == "conj" and verb.head.tag_.startswith("VB"):
        own = any(child.dep_ in _SUBJECTS for child in verb.children)
        return is_passive(verb.head) or own
    return not any(child.dep_ in {"ccomp", "xcomp"} for child in verb.children)


def _run_in(verb: Token) -> Token | None:
    """ "Officers found a man shot in the leg": whom the tree took for a part of the word "shot"."""
    if verb.tag_ != "NN" or verb.dep_ not in {"ccomp", "obj", "xcomp"} or verb.head.pos_ != "VERB":
        return None
    kid = next((kid for kid in verb.lefts if kid.dep_ == "compound" and kid.i == verb.i - 1), None)
    return kid if kid is not None and kid.lower_ in people() else None


def _conjoined_object(verb: Token) -> Token | None:
    """The object that verbs joined by "and" share: "killed and wounded dozens"."""
    for child in verb.rights:
        if child.dep_ == "conj" and child.tag_.startswith("VB") and child.i - verb.i <= 3:
            for kid in child.children:
                if kid.dep_ == "obj":
                    return kid
            return _conjoined_object(child)
    return None


def _bare(child: Token) -> bool:
    """A name right after a verb that the tree calls an adjunct and no preposition makes one."""
    return (
        child.dep_ == "obl"
        and child.pos_ == "PROPN"
        and child.left_edge.i == child.head.i + 1
        and any(kid.dep_ in {"flat", "nmod:desc"} for kid in child.children)
        and not any(kid.dep_ in {"case", "nummod"} for kid in child.lefts)
    )


def _objects(verb: Token) -> list[Token]:
    found = [child for child in verb.children if child.dep_ == "obj" or _bare(child)]
    if not found:
        shared = _conjoined_object(verb)
        found = [shared] if shared is not None else []
    found = [antecedent(token) for token in found]
    if not found and verb.dep_ == "acl:relcl":
        return []
    for at, token in enumerate(found[1:], 1):
        if _another(list(verb.doc[min(verb.i + 1, token.i) : token.i])):
            found = found[:at]  # the tree hung the object of the next harm on this one
            break
    return [head for token in found for head in _till_next(token)]


def _till_next(first: Token) -> list[Token]:
    """An object and those joined to it, up to another harm: "killed one and injured three"."""
    found = joined(first)
    for at, head in enumerate(found[1:], 1):
        between = first.doc[found[at - 1].i + 1 : head.i]
        if any(
            lemma_of(word) in words("verbs") and word.pos_ in {"VERB", "ADJ"} for word in between
        ):
            return found[:at]
    return found


def _verb(passage: Passage, trigger: Trigger) -> Roles:
    verb = trigger.token
    if verb.tag_ in {"VBG", "VB", "VBP", "VBZ"} and not any(
        child.dep_ in {"aux:pass", "nsubj:pass"} for child in verb.children
    ):
        return _active(passage, trigger)
    quantity = left_quantity(passage, trigger.first)
    if quantity is None and verb.tag_ == "VBD" and _befalls_counted(passage, verb):
        return _active(passage, trigger)
    if is_passive(verb) or (quantity is not None and verb.tag_ in {"VBN", "VBD"} and not _objects(verb)):  # fmt: skip
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
    after = _found_after(passage, trigger)
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None) or _run_in(verb)
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
    heads = joined(head) if head is not None else []
    if head is not None and head.i > verb.i and subject is None:
        heads = []
    if subject is None and quantity is None and (being := with_those(verb)) is not None:
        heads = joined(being)
    if not heads and quantity is None and (opening := across(verb)) is not None:
        heads = joined(opening)
    if quantity is None and len(heads) == 1:
        heads = both(heads[0], verb)
    if quantity is not None and subject is None and verb.dep_ in {"acl", "acl:relcl"}:
        near = _head_of(passage, quantity)
        if near is not None and near.i == verb.i - 1 and heads and heads[0].is_ancestor(near):
            heads = [near]
    if quantity is not None:
        inside = [word for word in heads if _within(passage, word, quantity)]
        if not inside or len(heads) == 1:
            own = _head_of(passage, quantity)
            if own is not None and (not heads or own not in heads):
                heads = [own, *(h for h in heads if h.i > own.i and h.i < verb.i)] if _far(heads, own) else heads  # fmt: skip
                heads = heads or [own]
    agents = _by(verb)
    if not heads and after is not None:
        return Roles([], after, agents, True)
    if len(heads) == 1 and (first := one_more(heads[0], verb)) is not None:
        return Roles([first, *heads], None, agents, True)
    return Roles(heads, quantity, agents, True)


def _reduced(verb: Token) -> Token | None:
    """ "Nine farmers shot by soldiers died": whose subject a participle before it took."""
    for clause in verb.lefts:
        if clause.dep_ in {"ccomp", "csubj", "advcl"} and clause.tag_ in {"VBN", "VBD"}:
            own = [kid for kid in clause.lefts if kid.dep_ in _SUBJECTS]
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
    heads = [head for head in _objects(verb) if head.i != trigger.last.i]
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
    if quantity is not None and not any(_within(passage, head, quantity) for head in heads):
        own = _head_of(passage, quantity)
        if own is not None and not any(own.is_ancestor(h) or h.is_ancestor(own) for h in heads):
            heads = [own]
    subject = _accused(verb) or (_claims(verb) if _of_noun(verb) else subject_of(verb))
    agents = _agents(subject) if subject is not None and subject not in heads else ()
    return Roles(heads, quantity, agents)


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
    if verb.dep_ not in {"advcl", "xcomp", "acl", "obl", "ccomp"} or above.lemma_.lower() not in actors("controlled"):  # fmt: skip
        return None
    return next((kid for kid in above.rights if kid.dep_ == "obj" and kid.i < verb.i), None)


def _subject(passage: Passage, trigger: Trigger) -> Roles:
    verb = trigger.token
    quantity = left_quantity(passage, trigger.first)
    own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if own is not None:
        head: Token | None = antecedent(own)
    elif verb.dep_ in {"acl", "acl:relcl"}:
        head = verb.head
    else:
        head = subject_of(verb) or across(verb) or _reduced(verb)
    heads = joined(head) if head is not None else []
    if quantity is None and len(heads) == 1:
        heads = both(heads[0], verb)
    if quantity is not None and not any(_within(passage, word, quantity) for word in heads):
        beside = _head_of(passage, quantity)
        if beside is not None and _far(heads, beside):
            heads = [beside]
    return Roles(heads, quantity, _caused(verb))


def _state(passage: Passage, trigger: Trigger) -> Roles:
    token = trigger.token
    quantity = left_quantity(passage, trigger.first)
    own = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
    heads: list[Token] = []
    agents: tuple[Token, ...] = ()
    above = token.head
    if own is None and token.dep_ == "conj":
        own = next((c for c in above.children if c.dep_ in _SUBJECTS and c.i < token.i), None)
    if own is not None:
        heads = joined(antecedent(own))
    elif token.dep_ in {"xcomp", "advcl", "amod", "obj", "ccomp", "advmod", "acl", "conj", "obl"}:
        verb = above if above.tag_.startswith("VB") else None
        if verb is None and above.head.tag_.startswith("VB") and above.head.lemma_ == "leave":
            verb = above.head
        if verb is not None and verb.lemma_.lower() in {"leave", "find", *_held(verb)}:
            objects = [c for c in verb.children if c.dep_ in {"obj", "nsubj:pass"}]  # fmt: skip
            heads = [head for obj in objects for head in joined(antecedent(obj))]
            subject = subject_of(verb)
            agents = _agents(subject) if subject is not None and subject not in heads else ()
        elif above.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} and token.dep_ in {"acl", "amod"}:
            heads = [above]
    if quantity is not None and not any(_within(passage, head, quantity) for head in heads):
        beside = _head_of(passage, quantity)
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
    return Roles([head] if head.pos_ in {"NOUN", "PROPN"} else [], None, _by(trigger.token), True, "modifier")  # fmt: skip


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
    agents = _by(noun)
    owners = [c for c in noun.children if c.dep_ == "nmod:poss"]
    if heads and owners:
        agents = agents or tuple(owners)
    elif owners:
        heads = owners
    if not agents and noun.dep_ == "obj" and noun.head.lemma_.lower() in actors("light"):
        doer = subject_of(noun.head)
        agents = _agents(doer) if doer is not None and doer not in heads else ()
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
    agents = _agents(subject) if subject is not None else ()
    heads = _of(lives) or [c for c in lives.children if c.dep_ == "nmod:poss"]
    return Roles(heads, None, agents)


def _of(noun: Token) -> list[Token]:
    """Those of "the killing of A and B"."""
    for child in noun.rights:
        if child.dep_ in {"nmod", "obl"} and any(
            kid.lower_ in {"of", "among"} for kid in child.lefts
        ):
            return joined(child)
    return []


def _by(verb: Token) -> tuple[Token, ...]:
    """The agent of a passive or a noun; verbs joined after it share the last one's."""
    for child in verb.rights:
        cases = {kid.lower_ for kid in child.lefts if kid.dep_ == "case"}
        led = {word.lower_ for word in verb.doc[verb.i + 1 : child.i]}
        if "by" in cases | led and (
            child.dep_ == "obl:agent" or ("by" in cases and child.dep_ in {"obl", "nmod"})
        ):
            if child.pos_ in {"NOUN", "PROPN", "PRON"} and child.tag_ != "CD":
                return tuple(
                    head
                    for one in joined(child)
                    for head in (_agents(one) if one.dep_ != "x" else ())
                )
    for child in verb.rights:
        if child.dep_ == "conj" and child.tag_ in {"VBN", "VBD", "VBG"}:
            shared = _by(child)
            if shared:
                return shared
    found = _caused(verb)
    if not found and verb.dep_ == "conj" and verb.head.tag_ in {"VBN", "VBD"}:
        found = _caused(verb.head)  # "four were killed and five injured when police opened fire"
    return found


def _caused(verb: Token) -> tuple[Token, ...]:
    return _cause_agents(verb) or worded(verb) or _beside(verb)


def _cause_agents(token: Token) -> tuple[Token, ...]:
    """Who did it when a thing is the cause: "in an attack by rebels", "in a Taliban raid"."""
    for child in token.rights:
        if child.dep_ in {"obl", "nmod", "obl:agent"} and child.lemma_.lower() in actors("causes"):
            found = _agents(child)
            if found:
                return found
    return ()


def _agents(subject: Token) -> tuple[Token, ...]:
    """The people behind a subject; a blast is none, who made it is."""
    cases = {kid.lower_ for kid in subject.lefts if kid.dep_ == "case"}
    known = subject.lemma_.lower() in actors("causes")
    if (
        cases & {"in", "at", "near", "across"} and not known
    ):  # "strikes in the province that left nine dead"
        above = subject.head
        return _agents(above) if above.pos_ == "NOUN" and above is not subject else ()
    if subject.lemma_.lower() in actors("causes"):
        for child in subject.children:
            cases = {kid.lower_ for kid in child.lefts if kid.dep_ == "case"}
            if child.dep_ in {"nmod", "obl", "obl:agent"} and cases & {"by"}:
                return tuple(joined(child))
        for child in subject.children:
            if child.dep_ in {"acl", "acl:relcl"} and child.tag_ == "VBN":
                for kid in child.rights:
                    if kid.dep_ in {"obl:agent", "obl"} and any(
                        w.lower_ == "by" for w in kid.lefts
                    ):
                        return tuple(joined(kid))
        return _claimed(subject) or _before(subject)
    if subject.pos_ == "PRON" or subject.tag_ == "CD":
        return ()
    if (
        subject.lemma_.lower() in {"number", "group", "member"}
        and counted_noun(subject) is not subject
    ):
        subject = counted_noun(subject) if subject.lemma_.lower() == "number" else subject
    return tuple(joined(subject))


def _claimed(cause: Token) -> tuple[Token, ...]:
    """ "X claimed responsibility for an attack that …", "an attack blamed on X"."""
    for child in cause.rights:
        if child.dep_ in {"acl", "acl:relcl"} and child.lower_ in {"blamed", "pinned"}:
            for kid in child.rights:
                if any(word.lower_ == "on" for word in kid.lefts if word.dep_ == "case"):
                    return tuple(joined(kid))
    above = cause.head
    if cause.dep_ in {"nmod", "obl"} and above.lemma_.lower() in {"responsibility", "credit"}:
        if above.head.lemma_.lower() in {"claim", "take", "accept"} and above.dep_ == "obj":
            doer = subject_of(above.head)
            return tuple(joined(doer)) if doer is not None and doer.pos_ != "PRON" else ()
    return ()


def _before(cause: Token) -> tuple[Token, ...]:
    """Whose doing it was, where that stands before it: "Taliban bombing", "police firing"."""
    kids = [child for child in cause.lefts if child.dep_ in {"compound", "nmod:poss", "amod"}]
    for child in kids:
        if child.pos_ == "PROPN" and child.text[:1].isupper() and child.lower_ not in demonyms():
            return (child,)
    if cause.lemma_.lower() not in actors("armed"):
        return ()
    for child in kids:
        low = child.lower_
        if low in demonyms() or low.removesuffix("-led") in {"us", "u.s."} or low.endswith("-led"):
            return (child,)
        if low in actors("hands") or child.lemma_.lower() in actors("hands"):
            return (child,)
    return ()


def _beside(verb: Token) -> tuple[Token, ...]:
    """Who did it, told in a clause of its own: "were killed when gunmen opened fire on them"."""
    for child in verb.children:
        if child.dep_ != "advcl" or child.lemma_.lower() not in actors("violent"):
            continue
        subject = next((kid for kid in child.lefts if kid.dep_ == "nsubj"), None)
        if subject is None:  # trees hang it on the verb above: "after gunmen stormed"
            before = [kid for kid in verb.children if kid.dep_ == "obl" and kid.i < child.i]
            subject = before[-1] if before and before[-1].right_edge.i + 1 == child.i else None
        if subject is None:
            continue
        leads = {kid.lower_ for kid in (*child.lefts, *subject.lefts)}
        if not leads & {"when", "after", "as", "while"}:
            continue
        low, lemma = subject.lower_, subject.lemma_.lower()
        if subject.pos_ == "PROPN" or low in people() or lemma in actors("hands"):
            return tuple(joined(subject))
        if found := _agents(subject) if lemma in actors("causes") else ():
            return found
    return ()


def left_quantity(passage: Passage, first: Token) -> Counted | None:
    """The quantity phrase that ends right before a word: "at least 40 of them were" -> 40."""
    at = passage.at(first)
    near = [one for one in passage.counts if one.end <= at and one.kind != "article"]
    if not near:
        return None
    counted = near[-1]
    harms = words("verbs")
    for token in passage.words(counted.end, at):
        low = token.lower_
        if low in people() or token.pos_ in {"AUX", "ADV", "ADJ", "PART"} or token.dep_ == "aux":
            if low in words("states") or low == "not":
                return None
            continue
        if low in {"of", "them", "the", "who", "have", "has", "had", "been", "were", "was", "also", "critically", "seriously", "left", "being", "others", "more", "people", "that", "to", "reported", "confirmed", "feared", "presumed", "believed", "pronounced", "declared"}:  # fmt: skip
            continue
        if low in harms or token.tag_.startswith("VB") or token.pos_ in {"PUNCT", "VERB", "CCONJ", "SCONJ"}:  # fmt: skip
            return None
        if token.pos_ in {"ADP", "NUM", "PRON", "SYM"}:
            return None
    return counted


def right_quantity(passage: Passage, trigger: Trigger) -> Counted | None:
    """The quantity phrase that follows a verb closely: "killing, police say, at least 9" not."""
    stop = passage.stop(trigger.token)
    for counted in passage.counts:
        if counted.start < stop or counted.kind == "article":
            continue
        between = passage.words(stop, counted.start)
        if _another(between):
            return None
        if len(between) > 5 or any(
            (token.pos_ in {"ADP", "PUNCT", "SCONJ", "PRON"} and token.lower_ not in {"at", "down", "up", "than", "least"})
            or (token.pos_ == "VERB" and token.lemma_.lower() not in words("verbs"))
            for token in between
        ):  # fmt: skip
            return None
        return counted
    return None


def _another(between: list[Token]) -> bool:
    """Whether another harm comes between, with people before it: "killed a woman and injured nine"."""
    for at, word in enumerate(between):
        if lemma_of(word) in words("verbs") and word.pos_ in {"VERB", "ADJ"}:
            return any(one.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} for one in between[:at])
    return False


def _found_after(passage: Passage, trigger: Trigger) -> Counted | None:
    """ "Found dead: 4 men"; "Among those killed were 3 children"."""
    return right_quantity(passage, trigger)


def _toll(passage: Passage, trigger: Trigger) -> Counted | None:
    """The figure of a toll: the last after "to", else the first after the words."""
    stop = passage.stop(trigger.last)
    told = [one for one in passage.counts if one.kind != "article"]
    after = [one for one in told if one.start >= stop]
    led = [one for one in after if passage.lower(one.start - 4, one.start).endswith(("to", "at", "is", "as")) or passage.lower(one.start - 8, one.start).endswith(("reached", "hits", "hit", "was", "of", "passed"))]  # fmt: skip
    if led:
        return led[0]
    before = [one for one in told if one.end <= passage.at(trigger.first)]
    if before and passage.lower(before[-1].end, passage.at(trigger.first)) in {"the", "to the"}:
        return before[-1]
    return after[0] if after else None


def _head_of(passage: Passage, counted: Counted) -> Token | None:
    """The noun a quantity counts: the last word of its phrase, or the noun right after it."""
    inside = passage.words(counted.start, counted.end)
    if not inside:
        return None
    last = inside[-1]
    if last.dep_ == "nummod" or (last.pos_ in {"NUM", "ADJ"} and last.head.i > last.i and last.head.pos_ in {"NOUN", "PROPN"}):  # fmt: skip
        return last.head
    return last


def _within(passage: Passage, head: Token, counted: Counted) -> bool:
    """Whether the quantity counts this noun."""
    own = _head_of(passage, counted)
    if own is None:
        return False
    return (
        own.i == head.i or head.is_ancestor(own) or counted.start <= passage.at(head) < counted.end
    )


def chain(token: Token) -> Iterator[Token]:
    """A word and those above it."""
    yield token
    yield from token.ancestors
