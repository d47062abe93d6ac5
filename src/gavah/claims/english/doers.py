"""Who did it: the agent of a harm, the people behind a cause, or those told in a clause beside.

A blast is nobody: who made it is (docs/terms.md, "Perpetrators").
"""

from gavah.claims import gazetteer
from gavah.claims.english.by_words import actors, demonyms, worded
from gavah.claims.english.coordination import joined
from gavah.claims.english.name_words import known_names
from gavah.claims.english.passages import (
    counted_noun,
    people,
    subject_of,
)
from gavah.claims.english.trees import Token
from gavah.claims.gazetteer import fold


def by_whom(verb: Token) -> tuple[Token, ...]:
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
                    for head in (agents_of(one) if one.dep_ != "x" else ())
                )
    for child in verb.rights:
        if child.dep_ == "conj" and child.tag_ in {"VBN", "VBD", "VBG"}:
            shared = by_whom(child)
            if shared:
                return shared
    found = caused_by(verb)
    if not found and verb.dep_ == "conj" and verb.head.tag_ in {"VBN", "VBD"}:
        found = caused_by(verb.head)  # "four were killed and five injured when police opened fire"
    return found


def caused_by(verb: Token) -> tuple[Token, ...]:
    return cause_agents(verb) or worded(verb) or _beside(verb)


def cause_agents(token: Token) -> tuple[Token, ...]:
    """Who did it when a thing is the cause: "in an attack by rebels", "in a Taliban raid"."""
    for child in token.rights:
        if child.dep_ in {"obl", "nmod", "obl:agent"} and child.lemma_.lower() in actors("causes"):
            found = agents_of(child)
            if found:
                return found
    return ()


def agents_of(subject: Token) -> tuple[Token, ...]:
    """The people behind a subject; a blast is none, who made it is."""
    cases = {kid.lower_ for kid in subject.lefts if kid.dep_ == "case"}
    known = subject.lemma_.lower() in actors("causes")
    if (
        cases & {"in", "at", "near", "across"} and not known
    ):  # "strikes in the province that left nine dead"
        above = subject.head
        return agents_of(above) if above.pos_ == "NOUN" and above is not subject else ()
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
    if cause.lemma_.lower() not in actors("armed"):
        return ()  # "Kenya protests", "a Nigeria church collapse": where, not whose
    kids = [child for child in cause.lefts if child.dep_ in {"compound", "nmod:poss", "amod"}]
    for child in kids:
        force = fold(child.text) in known_names().forces
        if (
            not (force or child.pos_ == "PROPN")
            or not child.text[:1].isupper()
            or child.lower_ in demonyms()
        ):
            continue
        if child.dep_ == "nmod:poss" or not _is_place(child):
            return (child,)
    for child in kids:
        low = child.lower_
        if low in demonyms() or low.removesuffix("-led") in {"us", "u.s."} or low.endswith("-led"):
            return (child,)
        if low in actors("hands") or child.lemma_.lower() in actors("hands"):
            return (child,)
    return ()


def _is_place(word: Token) -> bool:
    """ "The Karachi bombing": where; "a Hamas raid" is whose, a town of that name or not."""
    lists = known_names()
    key = fold(word.text)
    return key not in lists.forces | lists.organisations and gazetteer.known(word.text)


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
        if found := agents_of(subject) if lemma in actors("causes") else ():
            return found
    return ()
