"""How an explanation looks on a terminal: the reason, then each pair with its lines of evidence."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gavah.cli.words import short, some
from gavah.linking.explaining import Compared, Explanation, Line


def put(explained: Explanation, out: Console) -> None:
    """Show why two are, or are not, one."""
    held = "one" if explained.one else "two"
    out.print(
        Text(f"{short(explained.left)} and {short(explained.right)} are held to be {held}", "bold")
    )
    for reason in explained.because:
        out.print(Padding(Text(reason), (0, 0, 0, 2)))
    for pair in explained.pairs:
        out.print(_pair(pair, explained))
    rest = explained.of - len(explained.pairs)
    if rest > 0:
        out.print(Text(f"{some(rest, 'less likely pair')} of their tellings not shown", "dim"))
    out.print(
        Text(
            "To decide it yourself: gavah judge same|different ID ID --by NAME --because WHY", "dim"
        )
    )


def _pair(pair: Compared, explained: Explanation) -> Padding:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    sum_ = (
        "excluded" if pair.weight is None else f"{pair.weight:+.1f}: {pair.probability:.0%} likely"
    )
    met = "" if pair.found else ", not compared when linking"
    grid.add_row(Text(), Text(), Text(f"{short(pair.left)} and {short(pair.right)}{met}", "bold"))
    grid.add_row(
        Text(f"{explained.prior:+.1f}"),
        Text("before"),
        Text("what any two weigh that are found by one key"),
    )
    for line in pair.evidence:
        grid.add_row(Text(f"{line.weight:+.1f}"), Text(_verdict(line)), _words(line))
    needed = f"{explained.threshold:+.1f} are needed"
    grid.add_row(Text("="), Text("sum"), Text(f"{sum_}; {needed}", "bold"))
    return Padding(grid, (1, 0, 0, 2))


def _verdict(line: Line) -> str:
    if line.excludes:
        return "excludes"
    return "for" if line.weight > 0 else "against" if line.weight < 0 else "open"


def _words(line: Line) -> Text:
    text = Text(line.words)
    quotes = [" · ".join(f"“{words}”" for words in side) for side in (line.left, line.right)]
    if any(quotes):
        text.append(f"\n{quotes[0] or '–'}  |  {quotes[1] or '–'}", "dim")
    return text
