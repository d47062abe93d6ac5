"""Which lines of a reading are its title, byline, dateline, captions and furniture; the rest is
article.

Nothing is taken out of the text: each mark is a span with its reason (docs/terms.md, "Not text").
A caption that stands twice is a caption and a doubled one: pages carry it as the picture's text
and again below it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gavah.model import NotText
from gavah.reading.bylines import body_of, byline
from gavah.reading.datelines import Filed, dateline
from gavah.reading.furniture import furniture, furniture_within
from gavah.reading.lines import Line, joined
from gavah.reading.written_dates import WrittenDate, find_date

_VAGUE = {None, "boilerplate", "byline"}  # reasons that a line's own words may better
HEAD = 12  # lines among which the title and the byline are sought
_WORDS = re.compile(r"\w+")
_STAMP = re.compile(
    r"[\W_]*(?:(?:last |first )?(?:published|updated|posted|modified|created|issued|date|release date"
    r"|this story is from|originally published)(?: on| at)?\b[:\s]*)?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_CLOCK = re.compile(
    r"\b(?:\d{1,2}[:.]\d{2}(?::\d{2})?|[ap]\.?m\.?|gmt|utc|e[sd]t|c[sd]t|p[sd]t|m[sd]t|ist|bst|cest?|at|on"
    r"|updated|published|posted|modified|last|(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?|and)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Marked:
    """What was found on the lines of one text."""

    not_text: list[NotText] = field(default_factory=list)
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    title: tuple[int, int] | None = None
    byline: str | None = None
    filed: Filed | None = None
    stamp: WrittenDate | None = None


def mark(text: str, lines: Sequence[Line], title: str | None, *, guess_title: bool) -> Marked:
    """Mark the lines. Sets `reason` on the lines that are no article.

    Args:
        title: the title as given or as the page says it.
        guess_title: whether a first line that looks like a title is one when none was given.
    """
    found = Marked()
    for line in lines:
        if line.reason in _VAGUE and line.end - line.start <= 400:
            line.reason = furniture(text[line.start : line.end]) or line.reason
    _title(text, lines, title, found, guess_title=guess_title)
    _captions(text, lines)
    _byline(text, lines, found)
    _stamps(text, lines, found)
    _dateline(text, lines, found)
    _finish(text, lines, found)
    return found


def _free(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.reason is None]


def _around(lines: Sequence[Line]) -> list[Line]:
    """The article's lines, with those up to twelve before and two after it on its page."""
    kept = [n for n, line in enumerate(lines) if line.reason is None]
    if not kept:
        return list(lines)
    near = lines[max(0, kept[0] - 12) : kept[-1] + 3]
    return [line for line in near if line.reason in _VAGUE]


def fold(words: str) -> str:
    """Letters and digits only, small: what two writings of one headline share."""
    return "".join(_WORDS.findall(words)).lower().replace("_", "")


def _title(
    text: str, lines: Sequence[Line], title: str | None, found: Marked, *, guess_title: bool
) -> None:
    if title is not None:
        _given_title(text, lines, title, found)
        return
    free = _free(lines)
    if not guess_title or len(free) < 2:
        return
    first, after = free[0], free[1]
    words = text[first.start : first.end]
    apart = after.block != first.block or after.end - after.start > 2 * len(words)
    if (
        apart
        and len(words) <= 200
        and 3 <= len(_WORDS.findall(words)) <= 30
        and (words[-1] not in ".,;:؛،-–—" or words.endswith("..."))
        and byline(words) is None
        and dateline(text, first.start, first.end) is None
        and not _is_stamp(words)
    ):
        first.reason = "title"
        found.title = (first.start, first.end)
        _again(text, free[1:HEAD], fold(words))


def _given_title(text: str, lines: Sequence[Line], title: str, found: Marked) -> None:
    """The line, among the first, that says the title, or begins with it."""
    wanted = fold(title)
    if len(wanted) < 8:
        return
    if _wrapped_title(text, lines, wanted, found):
        return
    head = [
        line for line in lines if line.reason in {None, "title", "related", "boilerplate", "date"}
    ]
    for line in sorted(head[:40], key=lambda line: (not line.heading, line.start)):
        if line.end - line.start > 400:
            continue
        said = fold(text[line.start : line.end])
        # "Headline | Outlet", "Headline - Outlet" and "Headline of the ti..." are the same title
        same = said == wanted or (len(said) >= 20 and said in wanted and _most(said, wanted))
        if same or (
            len(said) > len(wanted) >= 20 and said.startswith(wanted) and _most(wanted, said)
        ):
            line.reason = "title"
            found.title = (line.start, line.end)
            _again(text, lines, said)
            return
    for line in _free(lines)[:3]:
        end = _led(text, line, title)
        if end is not None:
            found.title = (line.start, end)
            found.not_text.append(NotText(start=line.start, end=end, reason="title"))
            line.start = (
                end + len(text[end : line.end]) - len(text[end : line.end].lstrip(" .:|-–—"))
            )
            if line.start >= line.end:
                line.reason = "title"
            return


def _wrapped_title(text: str, lines: Sequence[Line], wanted: str, found: Marked) -> bool:
    """A title that stands on two or three lines."""
    head = list(lines[:8])
    for n, line in enumerate(head):
        for length in (2, 3):
            run = head[n : n + length]
            if len(run) == length and fold(text[line.start : run[-1].end]) == wanted:
                for part in run:
                    part.reason = "title"
                found.title = (line.start, run[-1].end)
                return True
    return False


def _most(part: str, whole: str) -> bool:
    return len(part) * 10 >= len(whole) * 6


def _again(text: str, lines: Sequence[Line], said: str) -> None:
    for line in lines:
        short = line.end - line.start <= 400
        if line.reason is None and short and fold(text[line.start : line.end]) == said:
            line.reason = "title"


def _led(text: str, line: Line, title: str) -> int | None:
    """Where the title ends when the line begins with it and goes on."""
    wanted = _WORDS.findall(title.lower())
    if len(wanted) < 4:
        return None
    reach = text[line.start : min(line.end, line.start + 3 * len(title) + 20)]
    words = list(_WORDS.finditer(reach))
    if [word[0].lower() for word in words[: len(wanted)]] != wanted or len(words) == len(wanted):
        return None
    end = words[len(wanted) - 1].end()
    while end < len(reach) and reach[end] in ".!?'\"’”»)":
        end += 1
    return line.start + end


def _captions(text: str, lines: Sequence[Line]) -> None:
    """Lines that stand twice; what stands more often is the way its page is built."""
    seen: dict[str, list[int]] = {}
    for n, line in enumerate(lines):
        if line.reason in _VAGUE | {"caption"} and line.end - line.start <= 2_000:
            folded = fold(text[line.start : line.end])
            if len(folded) >= 12:
                seen.setdefault(folded, []).append(n)
    for folded, places in seen.items():
        at, n = places[0], places[-1]
        first, line = lines[at], lines[n]
        pictured = any(lines[place].reason == "caption" for place in places)
        if len(places) != 2 and not (pictured and len(places) == 3):
            continue
        said = text[line.start : line.end]
        sentence = said.rstrip("\"'”’)")[-1:] in {".", "!", "?", "؟"}
        adjacent = n - at == 1 or (n - at == 2 and lines[at + 1].reason is not None)
        if pictured or (len(said) <= 300 and adjacent and not sentence and not line.table):
            for place in places:
                lines[place].reason = "doubled_caption"
            first.reason = "caption"
        elif len(folded) >= 60 and line.reason is None and first.reason is None:
            # a sentence keeps its first place in the article: a lead often stands twice
            line.reason = "doubled"


def _byline(text: str, lines: Sequence[Line], found: Marked) -> None:
    free = _around(lines)
    for n, line in enumerate(free):
        if not (n < 2 * HEAD or n >= len(free) - 5) or line.heading:
            continue
        who = byline(text[line.start : line.end])
        if who is None:
            continue
        line.reason = "byline"
        if who and (
            found.byline is None or (body_of(who) and not body_of(found.byline) and n < HEAD)
        ):
            found.byline = who


def _stamps(text: str, lines: Sequence[Line], found: Marked) -> None:
    """Lines near the head that say when the report was published, and nothing else."""
    for line in _around(lines)[: 2 * HEAD]:
        said = text[line.start : line.end]
        if len(said) <= 120 and _is_stamp(said):
            line.reason = "date"
            if found.stamp is None:
                found.stamp = find_date(text, line.start, line.end)


def _is_stamp(said: str) -> bool:
    written = find_date(said) if len(said) <= 120 else None
    if written is None:
        return False
    rest = _CLOCK.sub(" ", said[: written.start] + " " + said[written.end :])
    matched = _STAMP.fullmatch(rest)
    return matched is not None and len(re.findall(r"[^\W\d_]{2,}", matched["rest"])) == 0


def _dateline(text: str, lines: Sequence[Line], found: Marked) -> None:
    free = _free(lines)
    for line in free[:6]:
        filed = dateline(text, line.start, line.end)
        if filed is None:
            continue
        # a dateline leads into a report; a line of its own needs a date or capitals
        found.filed = filed
        found.not_text.append(NotText(start=filed.start, end=filed.end, reason="dateline"))
        line.start = min(filed.after, line.end)
        if line.start >= line.end:
            line.start, line.reason = filed.start, "dateline"
            found.not_text.pop()
        return


def _finish(text: str, lines: Sequence[Line], found: Marked) -> None:
    article: list[Line] = []
    for line in lines:
        if line.reason is not None:
            found.not_text.append(NotText(start=line.start, end=line.end, reason=line.reason))
            continue
        within = furniture_within(text[line.start : min(line.end, line.start + 300)])
        if within is not None:
            start, end, reason = within
            found.not_text.append(
                NotText(start=line.start + start, end=line.start + end, reason=reason)
            )
            line.start += (
                end
                + len(text[line.start + end : line.end])
                - len(text[line.start + end : line.end].lstrip())
            )
            if line.start >= line.end:
                continue
        article.append(line)
    # a marked line between two others parts their paragraphs
    parted = 0
    for line in lines:
        parted += line.reason is not None
        line.block += parted * 1_000_000
    found.paragraphs = list(joined(text, article))
    found.not_text.sort(key=lambda span: (span.start, span.end))
