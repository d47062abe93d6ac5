"""Which claim answers which gold claim: one to one, and as well as can be, in each document.

A claim can meet a gold claim of its type and act when its act, or a passage of its `also`, stands
in one of the gold claim's evidence passages. Among all ways to pair them the one with the most
agreement is taken (the assignment problem; J. Munkres, 1957, in the O(n³) form with potentials).
"""

from collections.abc import Iterable, Sequence

from gavah.scoring.agreeing import agreements
from gavah.scoring.gold import Told

Agreed = dict[str, bool]


def meetings(
    gold: Sequence[Told], claims: Sequence[Told], text: str, title: str
) -> dict[int, tuple[int, Agreed]]:
    """For each gold claim met (its index): the claim's index, and which fields agree."""
    fields: dict[tuple[int, int], Agreed] = {}
    weights: dict[tuple[int, int], int] = {}
    for g, asked in enumerate(gold):
        quotes = [asked["evidence"], *(asked.get("also") or ())]
        stretches = {"text": _slices(text, quotes), "title": _slices(title, quotes)}
        for c, told in enumerate(claims):
            if (asked["type"], asked["act"]) != (told.get("type"), told.get("act")):
                continue
            acts = [(told.get("anchors") or {}).get("act"), *(told.get("also") or ())]
            if any(_stands(act, stretches) for act in acts if isinstance(act, dict)):
                agreed = fields[g, c] = agreements(asked, told)
                weights[g, c] = 100 + sum(agreed.values()) + 3 * agreed["count"]
    return {g: (c, fields[g, c]) for g, c in assign(weights, len(gold), len(claims)).items()}


def _stands(act: Told, stretches: dict[str, list[tuple[int, int]]]) -> bool:
    row = stretches.get(act.get("in", "text"), [])
    return any(start <= act.get("start", -1) < end for start, end in row)


def _slices(text: str, quotes: Iterable[str]) -> list[tuple[int, int]]:
    found = []
    for quote in quotes:
        at = text.find(quote) if quote else -1
        while at >= 0:
            found.append((at, at + len(quote)))
            at = text.find(quote, at + 1)
    return found


def assign(weights: dict[tuple[int, int], int], rows: int, columns: int) -> dict[int, int]:
    """The pairing of most weight: row to column; only pairs that have a weight are made.

    >>> assign({(0, 0): 5, (0, 1): 4, (1, 0): 4}, 2, 2)
    {0: 1, 1: 0}
    """
    if not weights:
        return {}
    size, top = max(rows, columns), max(weights.values())
    far = top * size + 1
    row_price, column_price = [0] * (size + 1), [0] * (size + 1)
    held, way = [0] * (size + 1), [0] * (size + 1)  # held[column] is its row; 0 is none
    for row in range(1, size + 1):
        held[0], column = row, 0
        least, used = [far] * (size + 1), [False] * (size + 1)
        while True:
            used[column] = True
            here, step, following = held[column], far, 0
            for other in range(1, size + 1):
                if used[other]:
                    continue
                cost = top - weights.get((here - 1, other - 1), 0)
                spare = cost - row_price[here] - column_price[other]
                if spare < least[other]:
                    least[other], way[other] = spare, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(size + 1):
                if used[other]:
                    row_price[held[other]] += step
                    column_price[other] -= step
                else:
                    least[other] -= step
            column = following
            if held[column] == 0:
                break
        while column:
            held[column] = held[way[column]]
            column = way[column]
    pairs = ((held[column] - 1, column - 1) for column in range(1, size + 1))
    return {row: column for row, column in sorted(pairs) if (row, column) in weights}
