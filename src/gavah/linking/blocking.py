"""Which mentions are worth comparing: pairs that share a block, within a budget for each block.

Blocks: day and place, month and place, a pair of name words, copies of one text, day and figure,
month and a telling word, two telling words.
A block above its budget is not compared all against all: its mentions are put in order of day and
publication and each meets its neighbours only, so cost grows with mentions, not with their square.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import numpy as np

from gavah.linking import postings
from gavah.linking.mentions import Mention
from gavah.linking.places import RANK, place_keys
from gavah.linking.spans import days
from gavah.linking.weights import WEIGHTS

_W = WEIGHTS["blocking"]


def pairs(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Index pairs (smaller first) of mentions of one kind in different documents, each once."""
    left, right = candidates(mentions)
    return zip(left.tolist(), right.tolist(), strict=True)


def candidates(mentions: Sequence[Mention]) -> tuple[Any, Any]:
    """The same pairs as two arrays, in order."""
    held = [rows(mention, at) for at, mention in enumerate(mentions)]
    if not held:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    found = postings.in_order(np.concatenate(held))
    return postings.met(found, [mention.document for mention in mentions])


def rows(mention: Mention, owner: int) -> postings.Rows:
    """A mention's standing in each of its blocks."""
    blocks = map(postings.hashed, keys(mention))
    return postings.rows(blocks, order(mention), postings.tie(mention.key), owner)


def keys(mention: Mention) -> list[str]:
    """The blocks a mention stands in."""
    kind, when = mention.kind[0], mention.when
    found = {f"{kind}|name|{key}" for n in (*mention.names, *mention.suspects) for key in n.keys}
    found |= {
        f"{kind}|word|{word}|{_quarter(mention)}"
        for n in mention.names
        for word in n.words
        if len(word) > 4
    }
    found.add(f"{kind}|root|{mention.root}")
    at = sorted({key for place in mention.places for key in place_keys(place)})
    if mention.kind == "occurrence" and mention.published is not None:
        months = {_month(mention.published), _month(mention.published + timedelta(15))}
        heavy = sorted(mention.terms, key=lambda term: (-mention.terms[term], term))
        telling = mention.telling.union(heavy[: _W["terms"]])
        found |= {f"t|{month}|{word}" for month in months for word in telling}
        found |= {
            f"w|{one}|{other}"
            for one, other in combinations(sorted(heavy[: _W["paired_terms"]]), 2)
        }
        words = sorted(mention.telling, key=lambda word: (-len(word), word))[: _W["words"]]
        found |= {f"w|{one}|{other}" for one, other in combinations(sorted(words), 2)}
    if mention.kind == "period":
        country = mention.place.country if mention.place else None
        if when is not None:
            found |= {f"p|{place}|{when.start.year}" for place in (*at, f"country {country}")}
            found |= {f"p|{place}|{when.end.year}" for place in (*at, f"country {country}")}
        return sorted(found)
    if when is not None and days(when) <= 10:
        span = [when.start + timedelta(n) for n in range(-1, days(when) + 2)]
        found |= {f"o|{day}|{place}" for day in span for place in at}
        wide = mention.place is not None and RANK[mention.place.precision] <= 2
        country = mention.place.country if mention.place else None
        acts = [act for act in mention.acts if act in mention.counts]
        found |= {f"o|{day}|{country}|{act}" for day in span[1:-1] for act in acts if country}
        if mention.place is None or wide:
            found |= {
                f"o|{day}|{act}|{mention.counts[act][0]}" for day in span[1:-1] for act in acts
            }
        else:
            found |= {
                f"o|{day}|{act}|{mention.counts[act][0]}" for day in (when.start,) for act in acts
            }
    for month in _months(mention):
        found |= {f"o|{month}|{place}" for place in at}
    return sorted(found)


def _months(mention: Mention) -> set[str]:
    """Months in which it happened or was reported."""
    found: list[date] = []
    if mention.when is not None and days(mention.when) <= 62:
        found += [mention.when.start, mention.when.end]
    elif mention.published is not None:
        found += [mention.published, mention.published - timedelta(20)]
    return {_month(day) for day in found}


def _month(day: date) -> str:
    return f"{day.year}-{day.month:02}"


def _quarter(mention: Mention) -> str:
    day = mention.when.start if mention.when else mention.published
    return f"{day.year}-{(day.month - 1) // 3}" if day else "unknown"


def order(mention: Mention) -> tuple[int, int]:
    """Where a mention stands in its blocks: by its day, then by publication, as ordinals."""
    day = mention.when.start if mention.when else mention.published
    return (
        (day or date.max).toordinal(),
        (mention.published or date.max).toordinal(),
    )
