"""Where a paragraph tells who says something: the words of saying, their source, what is said.

A *telling* is found at a verb of saying ("police said", "Reuters, citing doctors, reports"), at
"according to", at a noun that is an act of speech ("a statement by the ministry that ..."), and at
the colon of a headline ("Five killed in blast: police"). The words stand in
resources/english/speech.yaml; how they govern is read off the tree, and the reach of what is said
off the sentence: in "..., police said" it is all that stands before.
"""

from collections.abc import Iterator
from functools import cache

import msgspec

from gavah.claims.english.speakers import kind_of
from gavah.claims.english.syntax import Paragraph
from gavah.claims.english.trees import Doc, Span, Token
from gavah.resources import load

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_CLAUSES = frozenset({"ccomp", "xcomp", "parataxis", "csubj"})
_RELATIVES = frozenset({"who", "which", "that"})
_WORDLESS = frozenset({"punct", "cc", "mark", "dep", "discourse"})
_OPENING = frozenset('"“‘«``')
_CLOSING = frozenset({",", '"', "”", "’", "''", "»", "?", "!", "-", "–", "—"})


class Telling(msgspec.Struct, frozen=True):
    """One act of saying.

    Attributes:
        cue: the word that tells it; its place in the text.
        sources: who says it, head words, joint speakers side by side; empty when not told.
        content: what is said: stretches of the text, (start, end).
        frame: the group of resources/english/speech.yaml, or "according".
        paragraph: the paragraph it stands in.
    """

    cue: Token
    sources: tuple[Token, ...]
    content: tuple[tuple[int, int], ...]
    frame: str
    paragraph: int


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Each verb's groups."""
    found: dict[str, tuple[str, ...]] = {}
    for group, verbs in load("english/speech")["groups"].items():
        for verb in verbs:
            found[verb] = tuple(dict.fromkeys((*found.get(verb, ()), group)))
    return found


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("english/speech")[name])


def tellings(paragraph: Paragraph, index: int) -> Iterator[Telling]:
    """Every telling of a paragraph, in the order of their cues."""
    doc, offset = paragraph.doc, paragraph.offset
    for sentence in doc.sents:
        for token in sentence:
            for sources, content, frame in _at(token, sentence):
                stretches = tuple(
                    (offset + a, offset + b) for a, b in content if doc.text[a:b].strip()
                )
                yield Telling(token, sources, stretches, frame, index)
        colon = _colon(sentence)
        if colon is not None:
            head, (a, b) = colon
            yield Telling(head, (head,), ((offset + a, offset + b),), "says", index)


_Found = tuple[tuple[Token, ...], list[tuple[int, int]], str]


def _at(token: Token, sentence: Span) -> Iterator[_Found]:
    lower = token.lower_
    closing = _closing_name(token)
    if closing is not None:
        yield (closing,), [_chars(token.doc, sentence.start, token.i)], "says"
    elif lower in _words("prepositions") and token.dep_ in {"case", "mark", "fixed"}:
        if token.dep_ == "case" or lower == "according":
            yield from _according(token, sentence)
    elif token.tag_.startswith("VB") and token.dep_ not in {"case", "amod", "compound", "aux"}:
        yield from _verb(token, sentence)
    elif token.lower_ == "official" and token.dep_ == "amod":
        figure = token.head
        told = _groups().get(figure.head.lemma_.lower())  # then the figure itself is the source
        if figure.lemma_.lower() in _words("figures") and figure.dep_ in _SUBJECTS and not told:
            yield (token,), [_chars(token.doc, sentence.start, sentence.end)], "says"
    elif token.pos_ == "NOUN" and token.lemma_.lower() in _words("nouns"):
        yield from _noun(token)


def _according(token: Token, sentence: Span) -> Iterator[_Found]:
    source = token.head
    if token.i + 1 >= sentence.end or source.i <= token.i:
        return
    if token.lower_ == "per" and source.pos_ != "PROPN":
        return
    phrase = (token.i, max(source.right_edge.i, source.i) + 1)
    phrase = (phrase[0], min(phrase[1], _clause_after(source, phrase[1])))
    governor = _telling_above(source.head)
    if governor is not None:
        content = _span(_reach(governor, sentence))
        if content:
            yield _joint(_owner(source)), _minus(content, sentence.doc, phrase), "according"
            return
    whole = [_chars(sentence.doc, sentence.start, sentence.end)]
    yield _joint(_owner(source)), _minus(whole, sentence.doc, phrase), "according"


def _clause_after(source: Token, default: int) -> int:
    """Where a comma ends the source's noun phrase and a clause goes on."""
    for token in source.doc[source.i + 1 : default]:
        if token.dep_ in {"parataxis", "conj", "ccomp"} and any(
            child.dep_ in _SUBJECTS for child in token.children
        ):
            return int(token.left_edge.i)
    return default


def _telling_above(token: Token) -> Token | None:
    """The verb of saying whose complement `token` stands in, if any."""
    for above in (token, *token.ancestors):
        if above.dep_ in {"ccomp", "xcomp"} and _groups().get(above.head.lemma_.lower()):
            return above
    return None


def _verb(verb: Token, sentence: Span) -> Iterator[_Found]:
    lemma = verb.lemma_.lower()
    groups = _groups().get(lemma, ())
    passive = _is_passive(verb)
    if "cites" in groups and not passive:
        cited = [child for child in verb.children if child.dep_ in {"obj", "nsubj"}]
        cited = [child for child in cited if child.i > verb.i]
        if cited:
            yield _joint(_owner(cited[0])), _cited_content(verb, sentence), "says"
            return
    if "carries" in groups and passive and verb.dep_ in {"acl", "acl:relcl"}:
        yield from _carried(verb, sentence)
    frame = next((g for g in groups if g not in {"cites", "carries"}), None)
    if frame is None or _responsibility(verb) or _came_upon(verb):
        return
    if passive:
        agents = [child for child in verb.children if child.dep_ == "obl:agent"]
        if not agents and lemma in {"tell", "inform", "ask", "show", "find", "point", "put"}:
            return
        content = _complements(verb, with_objects=True)
        if not content and frame in {"alleges", "fears"}:
            content = _right_of(verb)
        if content:
            yield (_joint(_owner(agents[0])) if agents else ()), content, frame
        return
    source, turned = _source(verb, sentence)
    content = _content(verb, source, turned, sentence, frame)
    if content:
        yield (_joint(_owner(source)) if source is not None else ()), content, frame


def _responsibility(verb: Token) -> bool:
    """Claiming responsibility or lives says nothing; nor does what merely goes on."""
    if verb.lemma_.lower() == "continue":
        return not any(token.text in _QUOTES for token in verb.sent)
    objects = {c.lemma_.lower() for c in verb.children if c.dep_ == "obj"}
    return bool(objects & {"responsibility", "life", "lives", "victim"})


def _came_upon(verb: Token) -> bool:
    """ "Officers found a man shot": what they came upon, not what they say they learnt."""
    if verb.lemma_.lower() != "find":
        return False
    clauses = [kid for kid in verb.rights if kid.dep_ in _CLAUSES]
    return not any(
        _has_that(clause)
        or clause.tag_ in {"VBD", "VBZ", "VBP"}
        or any(kid.dep_ in {"aux", "aux:pass", "cop"} for kid in clause.lefts)
        for clause in clauses
    )


_QUOTES = frozenset({'"', "“", "”", "``", "''"})


def _is_passive(verb: Token) -> bool:
    if verb.tag_ != "VBN":
        return False
    kids = {child.dep_ for child in verb.children}
    if "aux:pass" in kids or "nsubj:pass" in kids or "obl:agent" in kids:
        return True
    if verb.dep_ == "conj" and _is_passive(verb.head) and not kids & _SUBJECTS:
        return True
    return verb.dep_ in {"acl", "advcl"} and "nsubj" not in kids and "aux" not in kids


def _source(verb: Token, sentence: Span) -> tuple[Token | None, bool]:
    """Whose saying the verb is, and whether the words are turned round ("said the ministry")."""
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS and not _label(child)]
    before = [child for child in subjects if child.i < verb.i]
    for child in before[-1:] or subjects:  # "the driver, police said, was arrested"
        if child.dep_ in _SUBJECTS:
            if child.lower_ in _RELATIVES and verb.dep_ == "acl:relcl":
                return verb.head, False
            if child.lower_ in {"it", "there"} and child.dep_ == "expl":
                return None, False
            return child, child.i > verb.i
    turned = _turned(verb)
    if turned is not None:
        return turned, True
    head = verb.head
    if verb.dep_ in {"acl", "acl:relcl"} and head.pos_ in {"NOUN", "PROPN"}:
        return head, False
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"} and head is not verb:
        return _source(head, sentence)[0], False
    above = _tells_on(verb)
    if above is not None:
        return _source(above, sentence)[0], False
    if verb.dep_ in {"advcl", "xcomp", "ccomp"} and verb.tag_ in {"VBG", "VB", "VBN"}:
        if head.lemma_.lower() in {"cite", "quote"} or _is_passive(head):
            for child in head.children:
                if child.dep_ in {"nsubj:pass", "obj"}:
                    return child, False
        return _source(head, sentence)[0] if head is not verb else None, False
    return None, False


def _tells_on(verb: Token) -> Token | None:
    """ "The army denied that 30 were killed, saying …": the verb whose speaker goes on, not "30"."""
    before = verb.doc[verb.i - 1] if verb.i > verb.sent.start else verb
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or before.text != ",":
        return None
    if _groups().get(verb.head.lemma_.lower()):
        return None
    for above in verb.head.ancestors:
        if above.pos_ == "VERB" and _groups().get(above.lemma_.lower()):
            return above
        if above.dep_ in {"acl:relcl", "advcl", "parataxis"}:
            return None
    return None


def _closing_name(verb: Token) -> Token | None:
    """ "…, on November 11, reports The News": whatever the tree makes of "reports"."""
    if verb.lower_ != "reports" or verb.i == verb.sent.start:
        return None
    after = [word for word in verb.doc[verb.i + 1 : verb.sent.end] if word.dep_ != "punct"]
    names = [word for word in after if word.lower_ != "the"]
    if not 0 < len(names) <= 4 or not all(word.text[:1].isupper() for word in names):
        return None
    return next((word for word in reversed(names) if word.head not in names), names[-1])


def _label(noun: Token) -> bool:
    """ "Correction: an earlier report said": a label before a colon is no subject."""
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    return noun.i == noun.sent.start and after is not None and after.text == ":"


def _turned(verb: Token) -> Token | None:
    """The noun phrase after a verb of saying that closes what was said: "..., reports Dawn"."""
    if verb.lemma_.lower() not in _words("bare") or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    before = verb.doc[verb.i - 1] if verb.i else None
    if before is None or before.sent != verb.sent:
        return None
    if before.text not in _CLOSING and not _runs_into(verb):
        return None
    for child in verb.rights:
        if child.pos_ in {"NOUN", "PROPN", "PRON"} and child.dep_ not in {"obl:unmarked"}:
            if any(kid.dep_ == "case" for kid in child.lefts):
                continue
            return child if child.i - verb.i <= 8 else None
    return None


def _runs_into(verb: Token) -> bool:
    """Whether the verb and a short noun phrase end a sentence: "... on Sunday reports Dawn"."""
    after = [t for t in verb.doc[verb.i + 1 : verb.sent.end] if t.dep_ != "punct"]
    return 0 < len(after) <= 5 and verb.tag_ == "VBZ" and all(t.pos_ != "VERB" for t in after)


def _content(
    verb: Token, source: Token | None, turned: bool, sentence: Span, frame: str
) -> list[tuple[int, int]]:
    doc = verb.doc
    if frame == "calls":
        start = verb.i
        inner = _right_of(verb, start) or [_chars(doc, start, verb.i + 1)]
        return inner if source is not None else []
    own = _complements(verb, with_objects=True)
    if frame in {"alleges", "threatens", "plans"}:
        return own and (_right_of(verb) or own)
    stands_alone = verb.dep_ in {"ROOT", "parataxis"} or (
        verb.dep_ == "conj" and verb.head.dep_ == "ROOT"
    )
    if not stands_alone or verb.lemma_.lower() not in _words("bare") | {"cite"}:
        return own
    if source is None:
        return own
    return _around(verb, source, turned, sentence) or own


def _around(verb: Token, source: Token, turned: bool, sentence: Span) -> list[tuple[int, int]]:
    """What a sentence says besides its source and its verb."""
    doc = verb.doc
    cue_start = min(source.left_edge.i if source.i < verb.i else verb.i, verb.i)
    if source.i > verb.i:
        cue_end = source.right_edge.i + 1 if turned else verb.i + 1
        cue_end = min(cue_end, _clause_after(source, cue_end))
    else:
        cue_end = verb.i + 1
    clauses = [c for c in verb.rights if c.dep_ in _CLAUSES and len(list(c.subtree)) >= 3]
    start = _after_semicolon(doc, sentence.start, cue_start)
    left = [t for t in doc[start:cue_start] if t.dep_ not in _WORDLESS]
    left_clause = any(t.pos_ in {"VERB", "AUX"} for t in left) or any(
        t.text in _OPENING for t in doc[start:cue_start]
    )
    if left_clause and cue_end < sentence.end and doc[cue_end].text == ",":
        clauses = [c for c in clauses if not _set_apart(c)]  # ", he said, though …"
    found: list[tuple[int, int]] = []
    heard = not clauses or _quoted_before(doc, cue_start, start)
    parted = not clauses or turned or doc[cue_start - 1].text in _CLOSING
    if left_clause and heard and parted:
        found.append(_chars(doc, start, cue_start))
    after = _after(verb, cue_end, sentence, clauses, bool(found))
    if after is not None:
        found.append(after)
    return found


def _set_apart(clause: Token) -> bool:
    marks = {kid.lower_ for kid in clause.lefts if kid.dep_ == "mark"}
    return not marks.isdisjoint(
        ("though", "although", "while", "whereas", "after", "as", "because")
    )


def _after_semicolon(doc: Doc, start: int, stop: int) -> int:
    """Where the part of the sentence that the cue stands in starts: "ten died; he said nine"."""
    return next((i + 1 for i in range(stop - 1, start, -1) if doc[i].text == ";"), start)


def _quoted_before(doc: Doc, cue_start: int, start: int) -> bool:
    return any(
        doc[i].text in {'"', "”", "''", "’"} for i in range(max(start, cue_start - 3), cue_start)
    )


def _after(
    verb: Token, cue_end: int, sentence: Span, clauses: list[Token], has_left: bool
) -> tuple[int, int] | None:
    doc = verb.doc
    stop = sentence.end
    for child in verb.rights:
        if child.dep_ == "conj" and any(kid.dep_ in _SUBJECTS for kid in child.children):
            stop = min(stop, child.left_edge.i)
    if verb.dep_ == "parataxis" and not clauses:
        rest = doc[cue_end:stop]
        if not any(t.pos_ in {"VERB", "AUX"} for t in rest):
            return None
        return _chars(doc, cue_end, stop)
    if clauses:
        return _chars(doc, min(c.left_edge.i for c in clauses), stop)
    if has_left:
        following = [c for c in verb.rights if c.i >= cue_end]
        start = next(
            (c.left_edge.i for c in following if c.dep_ in {"obj", "conj"} and c.i >= cue_end), None
        )
        quoted = next((t.i for t in doc[cue_end:stop] if t.text in _OPENING), None)
        start = quoted if quoted is not None else start
        return None if start is None else _chars(doc, start, stop)
    objects = [c for c in verb.rights if c.dep_ in {"obj", "obl", "advcl"} and c.i >= cue_end]
    if verb.lemma_.lower() in _words("addressed"):
        objects = [c for c in objects if c.dep_ != "obj"]
    return _chars(doc, min(c.left_edge.i for c in objects), stop) if objects else None


def _complements(verb: Token, with_objects: bool) -> list[tuple[int, int]]:
    labels = set(_CLAUSES)
    if with_objects:
        labels |= {"obj", "advcl"}
    if verb.lemma_.lower() in _words("addressed"):
        labels -= {"obj"}
    chosen = [c for c in verb.rights if c.dep_ in labels]
    chosen += [c for c in verb.lefts if c.dep_ in {"ccomp"}]
    return [_chars(verb.doc, c.left_edge.i, c.right_edge.i + 1) for c in chosen]


def _right_of(verb: Token, start: int | None = None) -> list[tuple[int, int]]:
    end = verb.right_edge.i + 1
    first = verb.i + 1 if start is None else start
    return [_chars(verb.doc, first, end)] if first < end else []


def _carried(verb: Token, sentence: Span) -> Iterator[_Found]:
    """ "A statement carried by X": X passes on what the sentence reports."""
    if verb.head.lemma_.lower() not in _words("nouns"):
        return
    for child in verb.children:
        if child.dep_ in {"obl:agent", "obl"} and any(k.lower_ == "by" for k in child.lefts):
            yield _joint(child), [_chars(verb.doc, sentence.start, sentence.end)], "says"


def _cited_content(verb: Token, sentence: Span) -> list[tuple[int, int]]:
    """What "citing X" vouches for: what the verb of saying above it tells, or the sentence."""
    content = _span(_reach(verb.head, sentence)) if verb.head is not verb else []
    return content or [_chars(verb.doc, sentence.start, sentence.end)]


def _reach(token: Token, sentence: Span) -> tuple[Token, Token] | None:
    if token.dep_ in {"ROOT", "parataxis"} or (token.head.dep_ == "ROOT" and token.dep_ == "conj"):
        return None
    return token.left_edge, token.right_edge


def _span(edges: tuple[Token, Token] | None) -> list[tuple[int, int]]:
    return [] if edges is None else [_chars(edges[0].doc, edges[0].i, edges[1].i + 1)]


def _noun(noun: Token) -> Iterator[_Found]:
    """ "A report by X that ...", "X's claim that ...": whoever made it says what it holds."""
    held = [c for c in noun.rights if c.dep_ in {"ccomp", "acl"} and _has_that(c)]
    if not held:
        return
    owner = _owner(noun)
    verb = noun.head
    denied = "denies" in _groups().get(verb.lemma_.lower(), ()) and noun.dep_ == "obj"
    if denied:
        return  # the verb's own telling covers it
    content = [_chars(noun.doc, c.left_edge.i, c.right_edge.i + 1) for c in held]
    yield (_joint(owner) if owner is not noun else ()), content, "says"


def _has_that(clause: Token) -> bool:
    return any(kid.dep_ == "mark" and kid.lower_ == "that" for kid in clause.lefts)


def _owner(source: Token) -> Token:
    """Whose report, statement or figures: "figures released by the ministry" -> ministry."""
    if source.lemma_.lower() not in _words("nouns"):
        return source
    for child in source.children:
        if child.dep_ == "nmod:poss" and child.pos_ != "PRON":
            return child
        if child.dep_ in {"nmod", "obl:agent"} and any(
            k.lower_ in {"by", "from"} for k in child.lefts
        ):
            return child
        if child.dep_ in {"acl", "acl:relcl"} and child.lemma_.lower() not in _words("passing"):
            for agent in child.children:
                if agent.dep_ in {"obl:agent", "obl"} and any(
                    k.lower_ in {"by", "from"} for k in agent.lefts
                ):
                    return agent
    before = [
        kid for kid in source.lefts if kid.dep_ == "compound" and kid.pos_ in {"NOUN", "PROPN"}
    ]
    if before and kind_of(before[-1].text, before[-1].lemma_) not in {"unknown", "media"}:
        return before[-1]  # "a police statement"
    return source


def _joint(source: Token) -> tuple[Token, ...]:
    """A source and those that say it with them: "police and the hospital said"."""
    joined = [
        child
        for child in source.rights
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON"}
    ]
    return (source, *joined)


def _colon(sentence: Span) -> tuple[Token, tuple[int, int]] | None:
    """The source that a headline names after its colon: "Five killed in blast: police"."""
    words = [token for token in sentence if not token.is_space]
    marks = [k for k, token in enumerate(words) if token.text == ":"]
    if not marks or words[-1].text in {".", "?", "!"} or sentence.end != len(sentence.doc):
        return None
    tail = words[marks[-1] + 1 :]
    if not 0 < len(tail) <= 5 or any(t.pos_ in {"VERB", "AUX", "NUM", "PUNCT"} for t in tail):
        return None
    inside = set(tail)
    head = next((t for t in tail if t.head not in inside), tail[-1])
    start = words[0].idx
    return head, (start, words[marks[-1]].idx)


def _minus(
    stretches: list[tuple[int, int]], doc: Doc, phrase: tuple[int, int]
) -> list[tuple[int, int]]:
    """Leave the source's own phrase out of what it says."""
    a, b = _chars(doc, *phrase)
    cut: list[tuple[int, int]] = []
    for start, end in stretches:
        if b <= start or end <= a:
            cut.append((start, end))
            continue
        cut += [(s, e) for s, e in ((start, a), (b, end)) if s < e]
    return cut


def _chars(doc: Doc, first: int, stop: int) -> tuple[int, int]:
    last = doc[stop - 1]
    return doc[first].idx, last.idx + len(last)
