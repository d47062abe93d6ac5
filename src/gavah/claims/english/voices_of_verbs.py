"""Whether a verb befalls its subject, and which words are its objects.

Trees fail at gapped and joined verbs ("killed and wounded dozens"): the words decide there.
"""

from itertools import pairwise

from gavah.claims.english.coordination import joined
from gavah.claims.english.lemmas import lemma as lemma_of
from gavah.claims.english.passages import (
    antecedent,
    people,
)
from gavah.claims.english.phrases import words as month_words
from gavah.claims.english.proper import WEEKDAYS
from gavah.claims.english.quantities import another_harm
from gavah.claims.english.trees import Token
from gavah.claims.english.triggers import words

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})


def is_passive(verb: Token) -> bool:
    """Whether the verb's subject is whom it befalls."""
    kids = [child.dep_ for child in verb.children]
    if "nsubj:pass" in kids or "aux:pass" in kids or "obl:agent" in kids:
        return True
    if any(child.lower_ in {"have", "has", "had", "having"} for child in verb.lefts if child.dep_ == "aux"):  # fmt: skip
        return any(child.lower_ in {"been", "being", "gotten"} for child in verb.lefts)
    if run_in(verb) is not None:
        return True
    if verb.tag_ not in {"VBN", "VBD"}:
        return verb.tag_ == "JJ"
    has_object = (
        any(child.dep_ in {"obj", "iobj"} and not _day(child) for child in verb.children)
        or any(map(_bare, verb.rights))
        or _taken_by_next(verb) is not None
    )
    if verb.tag_ == "VBN" and "nsubj" in kids and conjoined_object(verb) is not None:
        return False  # "a teenager shot and killed her brother"
    if verb.tag_ == "VBN":
        if verb.dep_ == "conj" and not has_object:
            return is_passive(verb.head) if verb.head.tag_.startswith("VB") else True
        return not has_object
    if has_object or conjoined_object(verb) is not None:
        return False
    if verb.dep_ == "conj" and verb.head.tag_.startswith("VB"):
        own = any(child.dep_ in SUBJECTS for child in verb.children)
        return is_passive(verb.head) or own
    return not any(child.dep_ in {"ccomp", "xcomp"} for child in verb.children)


_DAYS = month_words("english/months") | WEEKDAYS


def _day(child: Token) -> bool:
    """ "Was shot and killed May 23": when, not whom."""
    row = [child, *child.children]
    return any(one.lower_.rstrip(".") in _DAYS for one in row) and child.pos_ in {"NUM", "PROPN"}


def run_in(verb: Token) -> Token | None:
    """ "Officers found a man shot in the leg": whom the tree took for a part of the word "shot"."""
    if verb.tag_ != "NN" or verb.dep_ not in {"ccomp", "obj", "xcomp"} or verb.head.pos_ != "VERB":
        return None
    kid = next((kid for kid in verb.lefts if kid.dep_ == "compound" and kid.i == verb.i - 1), None)
    return kid if kid is not None and kid.lower_ in people() else None


def nearest(subject: Token, verb: Token) -> Token:
    """ "The father of a girl shot and killed": of two, whoever stands beside a bare participle."""
    if any(kid.dep_.startswith("aux") for kid in verb.lefts) or verb.tag_ not in {"VBN", "VBD"}:
        return subject
    beside = verb.doc[verb.i - 1]
    while beside.pos_ == "ADV":
        beside = beside.doc[beside.i - 1]
    one = beside.dep_ == "nmod" and beside.head is subject and beside.lower_ in people()
    return beside if one else subject


def told_after(verb: Token) -> Token | None:
    """ "Man charged after brother killed", "charged the father of a girl shot": whoever stands there.

    The tree hung the noun on the verb before, as its occasion or object; participles and adverbs
    alone stand between.
    """
    if verb.dep_ in {"acl", "acl:relcl"} or verb.tag_ not in {"VBN", "VBD"}:
        return None
    row, at = verb.doc, verb.i - 1
    while at > verb.sent.start and (row[at].pos_ == "ADV" or _joins(row[at]) or _is_past(row[at])):
        at -= 1
    noun = row[at]
    if noun.dep_ not in {"obl", "nmod", "obj"} or noun.lower_ not in people():
        return None
    marked = any(kid.dep_ in {"case", "mark"} and kid.lower_ in _OCCASIONS for kid in noun.lefts)
    return noun if marked or noun.tag_ == "NN" else None


def _joins(word: Token) -> bool:
    return word.lower_ in {",", "and"} and word.i > 0 and _is_past(word.doc[word.i - 1])


def _is_past(word: Token) -> bool:
    return word.tag_ in {"VBN", "VBD"}


_OCCASIONS = frozenset({"after", "as", "when", "while", "before"})


def conjoined_object(verb: Token) -> Token | None:
    """The object that verbs joined by "and" share: "killed and wounded dozens"."""
    for child in verb.rights:
        if child.dep_ == "conj" and child.tag_.startswith("VB") and child.i - verb.i <= 3:
            for kid in child.children:
                if kid.dep_ == "obj":
                    return kid
            return conjoined_object(child)
    return _taken_by_next(verb)


def _taken_by_next(verb: Token) -> Token | None:
    """ "Shot, killed friend": the object of both, which the tree gave the second as its noun."""
    row = verb.doc[verb.i + 1 : min(verb.i + 4, verb.sent.end)]
    if len(row) < 3 or row[0].text != "," or row[1].tag_ != "VBN" or row[1].dep_ != "amod":
        return None
    return row[2] if row[1].head is row[2] and row[2].lower_ in people() else None


def ends_pair(word: Token) -> bool:
    """Whether a participle is the second verb of "shot, killed friend"."""
    if word.i < 2:
        return False
    first = word.doc[word.i - 2]
    return first.tag_ in {"VBD", "VBN"} and _taken_by_next(first) is word.head


def _bare(child: Token) -> bool:
    """A name right after a verb that the tree calls an adjunct and no preposition makes one."""
    return (
        child.dep_ in {"obl", "xcomp"}
        and child.pos_ == "PROPN"
        and _right_after(child)
        and any(kid.dep_ in {"flat", "nmod:desc"} for kid in child.children)
        and not any(kid.dep_ in {"case", "nummod"} for kid in child.lefts)
    )


def _right_after(child: Token) -> bool:
    """Whether nothing but an age stands between a verb and a name."""
    between = child.doc[child.head.i + 1 : child.left_edge.i]
    return all(
        word.tag_ in {"CD", "HYPH"} or word.lower_ in {"year", "old", "month"} for word in between
    )


def objects_of(verb: Token) -> list[Token]:
    found = [
        child for child in verb.children
        if (child.dep_ == "obj" and not _day(child)) or _bare(child)
    ]  # fmt: skip
    found = [one for one in found if not _is_share(found[0], one)]
    if not found:
        shared = conjoined_object(verb)
        found = [shared] if shared is not None else []
    found = [antecedent(token) for token in found]
    found += _broken_off(verb, found)
    if not found and verb.dep_ == "acl:relcl":
        return []
    for at, token in enumerate(found[1:], 1):
        if another_harm(list(verb.doc[min(verb.i + 1, token.i) : token.i])):
            found = found[:at]  # the tree hung the object of the next harm on this one
            break
    return [head for token in found for head in _till_next(token)]


def _is_share(whole: Token, later: Token) -> bool:
    """ "Shot 11 protesters, among them two children", "killed 46 people, 44 of them civilians"."""
    if later is whole:
        return False
    between = [word.lower_ for word in whole.doc[whole.i + 1 : later.i]]
    return "including" in between or any(pair in _SHARES for pair in pairwise(between))


_SHARES = frozenset({("among", "them"), ("among", "whom"), ("of", "them"), ("of", "whom")})


def _broken_off(verb: Token, found: list[Token]) -> list[Token]:
    """ "Shot his wife, whom nobody named, and six of his sons": the figure that ends the list.

    Or what is joined to a name set beside the object: "held the leader, Ana Ruiz, and two aides".
    """
    rest: list[Token] = []
    for kid in verb.rights if found else ():
        if kid.i < found[-1].i:
            continue
        of_people = any(one.dep_ == "nmod" and one.lower_ in people() for one in kid.rights)
        if kid.dep_ == "conj" and kid.pos_ == "NUM" and of_people:
            rest.append(kid)
        elif kid.dep_ == "dep" and kid.pos_ == "PROPN":
            rest += joined(kid)[1:]
    return rest


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
