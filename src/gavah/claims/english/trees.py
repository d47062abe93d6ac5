"""Words with their trees, copied out of the parser once: what every rule of the reader looks at.

The parser's own tokens make a new object or string at each look; rules look at each word hundreds
of times. Here everything is a plain attribute, and nothing of the parser is kept, so its memory
can be given back after each document.

Names follow spaCy's: `dep_` a Universal Dependencies relation, `tag_` a Penn tag, `pos_` a
universal part of speech, `idx` code points from the paragraph's start. Children, ancestors and
edges are in the order of the text, the edges of a subtree inclusive.
"""

from collections.abc import Iterator, Sequence


class Token:
    """One word, figure, mark or run of blanks.

    Attributes:
        i: its place among the paragraph's words.
        idx: where it starts, in code points of the paragraph.
        lower_: in lower case.
        head: the word it hangs on; itself for a root.
        lefts, rights: what hangs on it before and after; children: both.
        doc, sent: its paragraph and its sentence.
        base: its lemma as `lemmas.lemma` gives it, once asked for.
    """

    __slots__ = (
        "_edges", "base", "children", "dep_", "doc", "head", "i", "idx", "is_space", "lefts",
        "lemma_", "lower_", "pos_", "rights", "sent", "tag_", "text",
    )  # fmt: skip

    doc: "Doc"
    sent: "Span"
    head: "Token"
    lefts: Sequence["Token"]
    rights: Sequence["Token"]
    children: Sequence["Token"]
    _edges: "tuple[Token, Token] | None"

    def __init__(
        self, i: int, idx: int, text: str, lower: str, lemma: str, pos: str, tag: str, dep: str
    ) -> None:
        """Stand alone; `Doc` joins the words."""
        self.i = i
        self.idx = idx
        self.text = text
        self.lower_ = lower
        self.lemma_ = lemma
        self.pos_ = pos
        self.tag_ = tag
        self.dep_ = dep
        self.is_space = text.isspace()
        self.base: str | None = None
        self._edges = None
        self.lefts = self.rights = self.children = ()

    def __len__(self) -> int:
        """Its length in code points."""
        return len(self.text)

    def __repr__(self) -> str:
        """The word."""
        return self.text

    @property
    def whitespace_(self) -> str:
        """The blank that follows it; empty where the next word touches it."""
        end = self.idx + len(self.text)
        return " " if self.doc.text[end : end + 1] == " " else ""

    @property
    def ancestors(self) -> Iterator["Token"]:
        """What it hangs on, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, other: "Token") -> bool:
        """Whether `other` hangs on it, at any remove."""
        return any(one is self for one in other.ancestors)

    @property
    def subtree(self) -> Iterator["Token"]:
        """The word and all that hangs on it, each branch as a whole."""
        for kid in self.lefts:
            yield from kid.subtree
        yield self
        for kid in self.rights:
            yield from kid.subtree

    @property
    def left_edge(self) -> "Token":
        """The first word of its subtree."""
        return self._edged()[0]

    @property
    def right_edge(self) -> "Token":
        """The last word of its subtree."""
        return self._edged()[1]

    def _edged(self) -> "tuple[Token, Token]":
        if self._edges is None:
            first = last = self
            below = list(self.children)
            while below:
                token = below.pop()
                if token.i < first.i:
                    first = token
                elif token.i > last.i:
                    last = token
                below += token.children
            self._edges = first, last
        return self._edges


class Span(list[Token]):
    """A sentence: words `start` to `end` (exclusive) of its paragraph."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: "Doc", start: int, end: int) -> None:
        """Take the words out of the paragraph."""
        super().__init__(doc[start:end])
        self.doc = doc
        self.start = start
        self.end = end


class Doc(list[Token]):
    """The words of a paragraph, whose own text is `text`; `sents` are its sentences."""

    __slots__ = ("sents", "text")

    def __init__(
        self, text: str, words: Sequence[Token], heads: Sequence[int], starts: Sequence[int]
    ) -> None:
        """Join words into trees.

        Args:
            heads: for each word, the index of the word it hangs on; its own for a root.
            starts: index of each sentence's first word, in order; the first is 0.
        """
        super().__init__(words)
        self.text = text
        lefts: dict[int, list[Token]] = {}
        rights: dict[int, list[Token]] = {}
        for token, head in zip(words, heads, strict=True):
            token.doc = self
            token.head = words[head]
            if token.i != head:
                (lefts if token.i < head else rights).setdefault(head, []).append(token)
        for at, kids in lefts.items():
            words[at].lefts = words[at].children = kids
        for at, kids in rights.items():
            words[at].rights = kids
            words[at].children = [*words[at].lefts, *kids]
        ends = [*starts[1:], len(words)]
        self.sents = [Span(self, *ends_at) for ends_at in zip(starts, ends, strict=True)]
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence
