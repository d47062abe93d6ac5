"""Whom "he" and "she" take up: the one person named before, told of as held or harmed.

"Mahsa Irani was sentenced to eight years. She was arrested in April": the arrest is hers. Only
where the sentence before names one person, and that one as somebody harmed, not as who did it;
of somebody dead only what had befallen them before ("he had been sentenced"). With two that could
be meant nobody is named, for a name beside the wrong fate is worse than none.

The name stands in another sentence, so the claim has the doubt `named_elsewhere`.
"""

from collections.abc import Sequence

from gavah.claims.english.fact import Fact
from gavah.claims.english.names import Named
from gavah.claims.english.passages import Passage, people

_HELD = frozenset({"arrested", "abducted", "missing", "sentenced", "released", "tortured"})


def name_pronouns(facts: Sequence[Fact]) -> None:
    """Give each fact told of "he" or "she" alone the name that the words take up (`Fact.named`)."""
    for fact in sorted(facts, key=lambda one: one.main.start):
        main = fact.main
        if main.type != "harm" or main.passage.where != "text" or fact.names or fact.named:
            continue
        if main.polarity != "affirmed" or not _he_or_she(fact):
            continue
        found = _named_before(main.passage, facts)
        if found is None:
            continue
        name, passage, earlier = found
        if earlier.main.act in _HELD or _before_that(fact):
            fact.named.append((name, passage))


def _he_or_she(fact: Fact) -> bool:
    """Whether all that tells whom it befell is one "he" or "she", with nobody named before it."""
    main = fact.main
    if len(main.heads) != 1 or main.heads[0].lower_ not in {"he", "she"}:
        return False
    at = main.passage.at(main.heads[0])
    if any(word.lower_ in people() for word in main.passage.tokens if word.i < main.heads[0].i):
        return False  # "her son said he was arrested"
    return not any(name.kind == "person" and name.start < at for name in main.passage.names)


def _named_before(passage: Passage, facts: Sequence[Fact]) -> tuple[Named, Passage, Fact] | None:
    """The one person whom the sentence before names, where a fact tells of them; who "he" was there."""
    before = passage.before
    if before is None or before.where != passage.where or _somebody_else(before):
        return None
    known = {one.full or one.name for fact in facts for one in fact.names}
    named = [(one.full or one.name, one) for one in before.names]
    persons = {full: one for full, one in named if one.kind == "person" or full in known}
    if not persons:
        told = [one for one in facts if one.main.passage is before and one.named]
        return (*told[-1].named[-1], told[-1]) if len(told) == 1 else None
    if len(persons) != 1:
        return None
    ((full, name),) = persons.items()
    for fact in facts:
        harmed = {one.full or one.name for one in fact.names}
        if full in harmed and fact.main.type == "harm" and fact.main.polarity == "affirmed":
            return name, before, fact
    return None


def _somebody_else(passage: Passage) -> bool:
    """Whether a sentence brings in another person without a name: "abducted by a man"."""
    return any(
        word.tag_ == "NN"
        and word.lower_ in people()
        and word.dep_ != "appos"
        and any(kid.lower_ in {"a", "an", "another"} for kid in word.lefts)
        for word in passage.tokens
    )


def _before_that(fact: Fact) -> bool:
    """Whether it had befallen them before: "he had been sentenced in March"."""
    return any(kid.lower_ == "had" for kid in fact.main.token.children)
