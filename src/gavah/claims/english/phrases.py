"""Word lists whose entries may be several words long, found in a row of tokens, longest first."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gavah.claims.english.tokens import HYPHENS, Token, tokens
from gavah.resources import load


class Found(NamedTuple):
    """An entry at a place: the index after its last token, and its tag."""

    stop: int
    tag: str


class Phrases:
    """Phrases, each with a tag; "-" in a phrase stands for any hyphen."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        """Keep the phrases by their first word; of equal phrases the first one counts."""
        kept: dict[tuple[str, ...], str] = {}
        for phrase, tag in entries:
            kept.setdefault(tuple(token.low for token in tokens(phrase)), tag)
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for words, tag in sorted(kept.items(), key=lambda entry: (-len(entry[0]), entry[0])):
            self._by_first.setdefault(words[0], []).append((words[1:], tag))
        self.longest = max(map(len, kept), default=0)
        self.firsts = frozenset(self._by_first)

    def at(self, row: Sequence[Token], at: int) -> Found | None:
        """The longest phrase that starts at token `at`."""
        if at >= len(row):
            return None
        for rest, tag in self._by_first.get(_plain(row[at].low), ()):
            stop = at + 1 + len(rest)
            if stop > len(row):
                continue
            for step, word in enumerate(rest, at + 1):
                if row[step].low != word and _plain(row[step].low) != word:
                    break
            else:
                return Found(stop, tag)
        return None


def _plain(low: str) -> str:
    return "-" if low in HYPHENS else low


def listed(name: str, tag: str, **wanted: str) -> list[tuple[str, str]]:
    """Entries of the list `name` whose fields are as wanted, tagged with their field `tag`."""
    return [
        (word, row[tag])
        for row in load(name)
        if all(row.get(field) == value for field, value in wanted.items())
        for word in row["words"]
    ]


def words(name: str, *kinds: str) -> frozenset[str]:
    """The single words of the list `name`, of the given kinds, or of all."""
    return frozenset(
        str(word)
        for row in load(name)
        if not kinds or row.get("kind") in kinds
        for word in row["words"]
    )
