"""Sentences of our own in the register of casualty reports, their trees known by construction.

`domain.grammar` is expanded by chance with a fixed seed; every bracket in it is a dependent, so
the tree needs no annotator. Also copies of treebank sentences in capitals and title case, as
headlines are set.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from prepare import Tree

GRAMMAR = Path(__file__).parent / "domain.grammar"
_SLOT = re.compile(r"\{(\w+)\}")
_PART = re.compile(r"\(|\)|[^\s()]+")
_FEATURES = {
    "NN": ("NOUN", "Number=Sing"),
    "NNS": ("NOUN", "Number=Plur"),
    "NNP": ("PROPN", "Number=Sing"),
    "NNPS": ("PROPN", "Number=Plur"),
    "JJ": ("ADJ", "Degree=Pos"),
    "JJR": ("ADJ", "Degree=Cmp"),
    "JJS": ("ADJ", "Degree=Sup"),
    "RB": ("ADV", "_"),
    "IN": ("ADP", "_"),
    "RP": ("ADP", "_"),
    "CC": ("CCONJ", "_"),
    "TO": ("PART", "_"),
    "POS": ("PART", "_"),
    "VB": ("VERB", "VerbForm=Inf"),
    "VBD": ("VERB", "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"),
    "VBZ": ("VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
    "VBP": ("VERB", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"),
    "VBG": ("VERB", "Tense=Pres|VerbForm=Part"),
    "VBN": ("VERB", "Tense=Past|VerbForm=Part"),
}
_WORDS = {
    "the": ("DET", "Definite=Def|PronType=Art"),
    "a": ("DET", "Definite=Ind|PronType=Art"),
    "an": ("DET", "Definite=Ind|PronType=Art"),
    "another": ("DET", "PronType=Ind"),
    "those": ("PRON", "Number=Plur|PronType=Dem"),
    "their": ("PRON", "Case=Gen|Number=Plur|Person=3|Poss=Yes|PronType=Prs"),
    "his": ("PRON", "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs"),
    "himself": ("PRON", "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs|Reflex=Yes"),
    "there": ("PRON", "_"),
    "who": ("PRON", "PronType=Rel"),
    "when": ("ADV", "PronType=Int"),
}
_SMALL = {"a", "an", "the", "of", "in", "on", "at", "by", "to", "and", "for", "as", "from", "with"}


@dataclass(slots=True)
class _Node:
    label: str
    parts: list["_Node | str"] = field(default_factory=list)


def grammar(path: Path = GRAMMAR) -> dict[str, list[str]]:
    """Read the grammar: each symbol with its alternatives."""
    rules: dict[str, list[str]] = {}
    symbol = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            rules[symbol].append(line.strip())
        else:
            symbol = line.strip()
            rules[symbol] = []
    return rules


def sentences(start: str, number: int, seed: int) -> list[Tree]:
    """Expand `start` until `number` different sentences stand; some are set as headlines."""
    rules, chance = grammar(), random.Random(seed)  # noqa: S311
    found: dict[tuple[str, ...], Tree] = {}
    while len(found) < number:
        tree = _tree(_expanded(rules, start, chance))
        draw = chance.random()
        if not tree.forms[-1].startswith("."):
            tree = capitals(tree) if draw < 0.2 else title_case(tree) if draw < 0.5 else tree
        found.setdefault(tree.forms, tree)
    return list(found.values())


def _expanded(rules: dict[str, list[str]], symbol: str, chance: random.Random) -> str:
    line = chance.choice(rules[symbol])
    return _SLOT.sub(lambda slot: _expanded(rules, slot[1], chance), line)


def _tree(line: str) -> Tree:
    """Read one bracketed line.

    >>> [(w[1], w[6], w[7]) for w in _tree("(nsubj police/NNS) fired/VBD/fire").words]
    [('Police', '2', 'nsubj'), ('fired', '0', 'root')]
    """
    stack = [_Node("root")]
    for part in _PART.findall(line):
        if part == "(":
            stack.append(_Node(""))
        elif part == ")":
            closed = stack.pop()
            stack[-1].parts.append(closed)
        elif not stack[-1].label:
            stack[-1].label = part
        else:
            stack[-1].parts.append(part)
    return _words(_without_doubled_commas(list(_laid(stack[0], 0))))


@dataclass(frozen=True, slots=True)
class _Word:
    written: str
    label: str
    own: int
    above: int
    passive: bool


def _laid(node: _Node, above: int) -> Iterator[_Word]:
    """A node's words in order; each knows itself and its head."""
    if sum(isinstance(part, str) for part in node.parts) != 1:
        raise ValueError(f"a bracket needs one word of its own: {node}")
    labels = {part.label for part in node.parts if isinstance(part, _Node)}
    passive = "aux:pass" in labels or "aux" not in labels
    for part in node.parts:
        if isinstance(part, _Node):
            yield from _laid(part, id(node))
        else:
            yield _Word(part, node.label, id(node), above, passive)


def _without_doubled_commas(words: list[_Word]) -> list[_Word]:
    """Leave out a closing comma before another mark or at the end of the line."""
    after = [word.written[:1] for word in words[1:]] + [""]
    return [
        word
        for word, mark in zip(words, after, strict=True)
        if word.written != ",/," or mark not in {"", ",", ".", ":"}
    ]


def _words(laid: list[_Word]) -> Tree:
    place = {word.own: str(index) for index, word in enumerate(laid, 1)}
    forms: list[str] = []
    words: list[tuple[str, ...]] = []
    for index, word in enumerate(laid, 1):
        form, tag, *given = word.written.split("/")
        lemma = given[0] if given else form if tag.startswith("NNP") else form.lower()
        upos, features = _kind(form.lower(), tag, word.label, word.passive)
        if index == 1 or forms == ["“"]:
            form = form[:1].upper() + form[1:]
        if form in {"a", "A"} and laid[index].written[0] in "aeiou":
            form += "n"
        head = place.get(word.above, "0")
        forms.append(form)
        words.append((str(index), form, lemma, upos, tag, features, head, word.label, "_", "_"))
    spaces = [
        not (
            index + 1 == len(forms)
            or forms[index + 1] in {",", ".", ":", "'s", "”", "-"}
            or form in {"“", "-"}
        )
        for index, form in enumerate(forms)
    ]
    return Tree(tuple(words), tuple(forms), tuple(spaces), starts_paragraph=True)


def _kind(form: str, tag: str, label: str, passive: bool) -> tuple[str, str]:
    if form in _WORDS and tag not in {"IN"}:
        upos, features = _WORDS[form]
    elif tag == "CD":
        digits = "Digit" if form[0].isdigit() else "Word"
        upos, features = "NUM", f"NumForm={digits}|NumType=Card"
    else:
        upos, features = _FEATURES.get(tag, ("PUNCT", "_"))
    if label.startswith(("aux", "cop")):
        upos = "AUX"
    if label == "mark" and tag == "IN":
        upos = "SCONJ"
    if form == "be":
        features = "VerbForm=Inf"
    if tag == "VBN" and upos == "VERB" and passive:
        features += "|Voice=Pass"
    return upos, features


def capitals(tree: Tree) -> Tree:
    """The sentence in capitals, its labels unchanged."""
    return _respelt(tree, [form.upper() for form in tree.forms])


def title_case(tree: Tree) -> Tree:
    """The sentence with capital initials but for small words, as headlines are set."""
    return _respelt(
        tree,
        [
            form if index and form.lower() in _SMALL else form[:1].upper() + form[1:]
            for index, form in enumerate(tree.forms)
        ],
    )


def _respelt(tree: Tree, forms: list[str]) -> Tree:
    if [len(form) for form in forms] != [len(form) for form in tree.forms]:
        return tree  # a letter whose capital is two letters
    return Tree(tree.words, tuple(forms), tree.spaces, tree.starts_paragraph)
