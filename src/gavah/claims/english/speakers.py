"""Who a source is: the name as written, what kind of source, and whom "he said" takes up.

A name is a slice of the text: the noun phrase without its relative clauses and appositions. A
pronoun is no name; it is resolved to the person or body last named when that is safe, and left
open with a doubt when it is not. Kinds and the words that tell them: resources/english/sources.yaml.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import msgspec

from gavah.claims.english.syntax import Paragraph
from gavah.claims.english.trees import Span, Token
from gavah.resources import load

_LEFT_OUT = frozenset(
    {"acl", "acl:relcl", "advcl", "parataxis", "cc", "conj", "case", "mark", "dep"}
)
_KEPT_CASES = frozenset({"of", "for", "at", "from", "in", "to", "on"})
_SINGULAR = frozenset({"he", "she"})
_SILENT = frozenset(
    {"i", "we", "you", "that", "this", "which", "what", "there", "these", "those", "nobody", "one"}
)
_FAR = 12
"""How many sentences a pronoun may reach back."""


class Speaker(msgspec.Struct, frozen=True):
    """Somebody who says something.

    Attributes:
        name: as written, sliced from the text.
        kind: state, security, medical, witness, relative, ngo, party, media, un, court or unknown.
        start: where the name stands in the text.
        end: its end, exclusive.
    """

    name: str
    kind: str
    start: int
    end: int


class _Mention(msgspec.Struct, frozen=True):
    speaker: Speaker
    sentence: int
    person: bool
    plural: bool


def phrase(head: Token) -> tuple[int, int]:
    """The words that name a source: first token, last token (inclusive)."""
    kept = {head.i}
    for child in head.children:
        if child.is_space or child.dep_ in _LEFT_OUT or _foreign(child, head):
            continue
        if child.dep_ == "appos" and not _naming(child, head):
            continue
        kept.update(token.i for token in child.subtree if not _loose(token, child))
    first = last = head.i
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    while last + 2 < len(head.doc) and _hyphened(head.doc[last], head.doc[last + 1]):
        last += 2  # "secretary-general", whatever the tree makes of it
    while first < last and _edge(head.doc[first]):
        first += 1
    while last > first and (_edge(head.doc[last]) or head.doc[last].dep_ == "case"):
        last -= 1
    return first, last


def _hyphened(word: Token, after: Token) -> bool:
    return after.text == "-" and not word.whitespace_ and not after.whitespace_


def _foreign(child: Token, head: Token) -> bool:
    """A modifier that is no part of a name: a day, a place of saying, a far preposition."""
    if child.dep_ in {"obl", "obl:unmarked", "advmod", "nmod:unmarked", "orphan"}:
        return True
    if child.lower_ == "reports" and child.i < head.i and head.pos_ == "PROPN":
        return True  # "…, reports The News"
    if child.dep_ != "nmod" or child.i < head.i:
        return child.dep_ == "punct" and child.i > head.i and child.text not in {"-", ".", "’"}
    cases = {kid.lower_ for kid in child.lefts if kid.dep_ == "case"}
    return not cases & _KEPT_CASES or child.lower_ in _DAYS


_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "today",
        "yesterday",
        "statement",
        "interview",
    ]
)


def _naming(child: Token, head: Token) -> bool:
    return head.pos_ == "NOUN" and child.pos_ == "PROPN"


def _loose(token: Token, top: Token) -> bool:
    return any(
        above.dep_ in {"acl", "acl:relcl", "parataxis", "advcl"}
        for above in (token, *token.ancestors)
        if above.i != top.i and (above == top or top in above.ancestors)
    )


def _edge(token: Token) -> bool:
    return (
        token.is_space
        or (token.pos_ == "PUNCT" and token.text not in {")", "."})
        or (token.dep_ in {"cc", "mark"})
        or token.lower_ in {"by", "from"}
    )


@cache
def _single(kind: str) -> frozenset[str]:
    return frozenset(str(word) for word in load("english/sources")["kinds"][kind])


@cache
def _several(kind: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in _single(kind) if " " in word))


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(load("english/sources")[name])


@lru_cache(maxsize=4096)
def kind_of(name: str, head: str) -> str:
    """The kind of source that a name or description stands for.

    >>> kind_of("a spokesman for the interior ministry", "spokesman")
    'state'
    >>> kind_of("police", "police"), kind_of("Sara Karimi", "Karimi")
    ('security', 'unknown')
    """
    words = [_stem(word) for word in re.findall(r"[\w.’'-]+", name.casefold())]
    text = f" {' '.join(words)} "
    top = _stem(head.casefold())
    weak = _list("weak")
    for kind in load("english/sources")["kinds"]:
        if any(f" {word} " in text for word in _several(kind)):
            return str(kind)
    if top not in weak:
        for kind in load("english/sources")["kinds"]:
            if top in _single(kind):
                return str(kind)
    beside = [word for word in words if word not in weak and (word != "local" or top == "local")]
    for kind in load("english/sources")["kinds"]:
        if any(word in _single(kind) for word in beside):
            people = kind in {"witness", "relative"} and _listed_body(name)
            return "ngo" if people else str(kind)
    if _listed_body(name):
        return "ngo"
    default: dict[str, str] = load("english/sources")["default"]
    return next((default[word] for word in (top, *words) if word in default), "unknown")


def _listed_body(name: str) -> bool:
    """ "Committee of Relatives", "Association … Prisoners": a body under a name of its own."""
    words = re.findall(r"[\w’'-]+", name)
    bodies = _list("bodies")
    return (
        any(word[0].isupper() and word.casefold() in bodies for word in words)
        and sum(word[0].isupper() for word in words) > 1
    )


def _stem(word: str) -> str:
    """A plural without its ending, where the list holds the singular.

    >>> _stem("witnesses"), _stem("authorities"), _stem("police's")
    ('witness', 'authority', 'police')
    """
    word = re.sub(r"['’]s?$", "", word)
    known = _known()
    if word in known:
        return word
    for ending, instead in (("ies", "y"), ("men", "man"), ("es", ""), ("s", "")):
        if word.endswith(ending) and word[: -len(ending)] + instead in known:
            return word[: -len(ending)] + instead
    return word


@cache
def _known() -> frozenset[str]:
    kinds = load("english/sources")["kinds"]
    return frozenset(word for kind in kinds for word in kinds[kind]) | _list("weak")


class Cast:
    """The people and bodies a document has named so far, in the order of its sentences."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        """Gather the full names of the document once."""
        self._paragraphs = paragraphs
        self._full: dict[str, Speaker] = {}
        self._mentions: list[_Mention] = []
        for paragraph in paragraphs:
            for token in paragraph.doc:
                if token.pos_ == "PROPN" and any(kid.dep_ == "flat" for kid in token.children):
                    self._remember_name(paragraph, token)

    def _remember_name(self, paragraph: Paragraph, token: Token) -> None:
        tail = [token, *(kid for kid in token.rights if kid.dep_ == "flat" and kid.pos_ == "PROPN")]
        speaker = self._speaker(paragraph, token, tail[0].i, tail[-1].i)
        if _stem(tail[-1].text.casefold()) not in _known() and len(tail) > 1:
            self._full.setdefault(tail[-1].text.casefold(), speaker)

    def _speaker(self, paragraph: Paragraph, head: Token, first: int, last: int) -> Speaker:
        doc = paragraph.doc
        first = _without_title(doc[first : last + 1]) + first
        start, end = doc[first].idx, doc[last].idx + len(doc[last])
        name = doc.text[start:end]
        return Speaker(
            name, kind_of(name, head.lemma_), paragraph.offset + start, paragraph.offset + end
        )

    def named(self, index: int, head: Token, sentence: int) -> tuple[Speaker | None, str | None]:
        """The speaker a head word stands for, or None and the doubt that remains."""
        lower = head.lower_
        if lower in _SINGULAR or lower in {"they", "it"}:
            found = self._taken_up(lower, sentence)
            return (found, None) if found else (None, "speaker_unresolved")
        if lower in _SILENT or (head.pos_ == "NUM" and not list(head.children)):
            return None, None
        paragraph = self._paragraphs[index]
        first, last = phrase(head)
        speaker = self._speaker(paragraph, head, first, last)
        called = _called(head)
        if called is not None:
            named = self._speaker(paragraph, called, *phrase(called))
            kinds = (named.kind, speaker.kind)
            told = next((kind for kind in kinds if kind != "unknown"), "unknown")
            speaker = msgspec.structs.replace(named, kind=told)
            head = called
        if head.pos_ == "PROPN" and " " not in speaker.name:
            speaker = self._full.get(speaker.name.casefold(), speaker)
        elif head.lemma_.lower() in _list("doing") and first < last and _definite(head):
            speaker = self._body(sentence) or speaker
        self._note(speaker, head, sentence)
        return speaker, None

    def _note(self, speaker: Speaker, head: Token, sentence: int) -> None:
        lemma = head.lemma_.lower()
        person = lemma in _list("persons") or (
            head.pos_ == "PROPN"
            and speaker.kind in {"unknown", "state"}
            and " " in speaker.name
            and not speaker.name.lower().startswith("the ")
        )
        plural = head.tag_ in {"NNS", "NNPS"} or any(kid.dep_ == "conj" for kid in head.rights)
        self._mentions.append(_Mention(speaker, sentence, person and not plural, plural))

    def meet(self, index: int, head: Token, sentence: int) -> None:
        """Note a person who is a sentence's subject and may be taken up by "he" or "she"."""
        if head.pos_ == "PROPN" or head.lemma_.lower() in _list("persons"):
            first, last = phrase(head)
            speaker = self._speaker(self._paragraphs[index], head, first, last)
            if head.pos_ == "PROPN" and " " not in speaker.name:
                speaker = self._full.get(speaker.name.casefold(), speaker)
            self._note(speaker, head, sentence)

    def _taken_up(self, pronoun: str, sentence: int) -> Speaker | None:
        """Whom a pronoun takes up: of those in the last sentence that fits, the first, its subject."""
        found: _Mention | None = None
        for mention in reversed(self._mentions):
            if sentence - mention.sentence > _FAR or (found and mention.sentence < found.sentence):
                break
            if (
                (pronoun in _SINGULAR and mention.person)
                or (pronoun == "they" and mention.plural)
                or (pronoun == "it" and not mention.person and not mention.plural)
            ):
                found = mention
        return found.speaker if found is not None else None

    def _body(self, sentence: int) -> Speaker | None:
        for mention in reversed(self._mentions):
            if sentence - mention.sentence > 4:
                return None
            if not mention.person and not mention.plural and mention.speaker.kind != "unknown":
                return mention.speaker
        return None


def _called(head: Token) -> Token | None:
    """ "A local official, Ana Ruiz, said": the name beside a noun for one person."""
    if head.pos_ != "NOUN" or head.lemma_.lower() not in _list("persons") or head.tag_ == "NNS":
        return None
    return next(
        (
            kid
            for kid in head.rights
            if kid.dep_ in {"appos", "nmod"}
            and kid.pos_ == "PROPN"
            and kid.text[:1].isupper()
            and not any(word.dep_ == "case" for word in kid.lefts)
        ),
        None,
    )


def _definite(head: Token) -> bool:
    kids = [kid for kid in head.children if kid.dep_ not in {"punct", "cc", "conj"}]
    return len(kids) == 1 and kids[0].lower_ in {"the", "its", "their", "this"}


def _without_title(words: Sequence[Token]) -> int:
    skip = 0
    while skip < len(words) - 1 and words[skip].lower_ in _list("honorifics"):
        skip += 1
    return skip


def subjects(sentence: Span) -> Iterator[Token]:
    """The subjects of a sentence's main verbs."""
    for token in sentence:
        if token.dep_ in {"nsubj", "nsubj:pass"} and token.head.dep_ in {
            "ROOT",
            "conj",
            "parataxis",
        }:
            yield token
