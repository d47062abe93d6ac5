"""Whether a verb befalls its subject, and which words are its objects.

Trees fail at gapped and joined verbs ("killed and wounded dozens"): the words decide there.
"""

from gavah.claims.english.coordination import joined
from gavah.claims.english.lemmas import lemma as lemma_of
from gavah.claims.english.passages import (
    antecedent,
    people,
)
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
    has_object = any(kid in {"obj", "iobj"} for kid in kids) or any(map(_bare, verb.rights))
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


def run_in(verb: Token) -> Token | None:
    """ "Officers found a man shot in the leg": whom the tree took for a part of the word "shot"."""
    if verb.tag_ != "NN" or verb.dep_ not in {"ccomp", "obj", "xcomp"} or verb.head.pos_ != "VERB":
        return None
    kid = next((kid for kid in verb.lefts if kid.dep_ == "compound" and kid.i == verb.i - 1), None)
    return kid if kid is not None and kid.lower_ in people() else None


def conjoined_object(verb: Token) -> Token | None:
    """The object that verbs joined by "and" share: "killed and wounded dozens"."""
    for child in verb.rights:
        if child.dep_ == "conj" and child.tag_.startswith("VB") and child.i - verb.i <= 3:
            for kid in child.children:
                if kid.dep_ == "obj":
                    return kid
            return conjoined_object(child)
    return None


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
    found = [child for child in verb.children if child.dep_ == "obj" or _bare(child)]
    if not found:
        shared = conjoined_object(verb)
        found = [shared] if shared is not None else []
    found = [antecedent(token) for token in found]
    if not found and verb.dep_ == "acl:relcl":
        return []
    for at, token in enumerate(found[1:], 1):
        if another_harm(list(verb.doc[min(verb.i + 1, token.i) : token.i])):
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
