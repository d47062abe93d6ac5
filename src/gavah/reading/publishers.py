"""What kind of source a publisher is: an outlet, a state body, an NGO, the UN, or a party.

A publisher is a party when it is listed as one, or when the report names it among those who act
or suffer ("its members were killed", "supporters of …"), not only as the one who tells. The kind
is a reading aid; who says a thing is always printed with it (docs/terms.md, "Publisher").
"""

import re
from functools import cache
from urllib.parse import urlsplit

from gavah.resources import load

# call signs and channel names of broadcasters, and words that run together in hosts of outlets
_STATION = re.compile(
    r"[wk][a-z]{2,3}(?:tv|radio|fm|am|\d{1,2})?|(?:abc|cbs|nbc|fox|pix|kiro|news)\d{1,2}\w*|cbs\w+|nbc\w+"
)
_WORDS = re.compile(r"[\w'’.-]*\w")


def publisher_kind(name: str | None, url: str | None, text: str) -> str:
    """ "media", "ngo", "un", "state", "security", "court", "medical", "party" or "unknown".

    Args:
        name: the publisher, or the body in the byline.
        url: where the report was published.
        text: the article, without its byline and furniture.
    """
    listed = _listed(name) if name else None
    if listed in {"party", "un"}:
        return listed
    acts = bool(name) and _acts(name or "", text)
    if acts and listed in {None, "ngo"}:
        return "party"
    return listed or _of_host(url) or (_of_host(name) if name else None) or "unknown"


def is_body(name: str) -> bool:
    """Whether a name in a byline is an outlet's or an organisation's rather than a person's."""
    if _listed(name) is not None:
        return True
    words = re.split(r"[\s/&-]+", name.strip())
    return all(word.isupper() and len(word) > 1 and "." not in word for word in words)


def host_of(url: str | None) -> str | None:
    """The host of a URL without "www."; of an archived page, the host that was archived."""
    if not url:
        return None
    archived = re.search(r"/web/\d{4,14}\w{0,3}/(https?://\S+)", url)
    try:
        host = urlsplit(archived[1] if archived else url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _listed(name: str) -> str | None:
    """The kind by the words of the name: the list of bodies first, then what outlets are called."""
    lists = load("reading/publishers")
    low = name.lower()
    words = set(_WORDS.findall(low)) | set(re.split(r"[\W_]+", low))

    def holds(listed: list[str]) -> bool:
        return any(_has(low, words, one) for one in listed)

    if holds(_bodies()["party"]):
        return "party"
    for kind in ("un", "ngo", "state"):
        if holds(lists[kind]):
            return kind
    return "media" if holds(lists["outlets"]) else None


def _has(low: str, words: set[str], listed: str) -> bool:
    return listed in low if " " in listed or "-" in listed else listed in words


@cache
def _bodies() -> dict[str, list[str]]:
    kinds = load("english/sources")["kinds"]
    weak = {"opposition", "movement", "party", "front", "faction", "fighter", "gunman", "brigade"}
    return {"party": [word for word in kinds["party"] if word not in weak]}


def _of_host(url: str | None) -> str | None:
    host = host_of(url) or (url.lower() if url and "." in url and " " not in url else None)
    if host is None:
        return None
    for entry in load("reading/publishers")["hosts"]:
        if host.endswith(tuple(entry["ends"])) or any(part in host for part in entry["holds"]):
            return str(entry["kind"])
    outlets: list[str] = load("reading/publishers")["outlets"]
    parts = re.split(r"[\W_]+", host)
    names = [part for part in parts[:-1] if part]
    for name in names:
        if name in outlets or _STATION.fullmatch(name):
            return "media"
        if any(
            len(word) > 3 and (name.startswith(word) or name.endswith(word)) for word in outlets
        ):
            return "media"
    return None


def _acts(name: str, text: str) -> bool:
    """Whether the text names the publisher among those who act, beside an actor's noun."""
    lists = load("reading/publishers")["actors"]
    before, after = set(lists["before"]), lists["after"]
    names = {part for part in re.split(r"[/,()|]+|\s-\s", name) if len(part.strip()) > 2} | {name}
    for one in sorted(part.strip() for part in names):
        for found in re.finditer(rf"(?<!\w){re.escape(one)}(?!\w)", text[:50_000]):
            then = re.match(r"[\w/()-]*\s+([\w-]+)", text[found.end() : found.end() + 60])
            if then and then[1].lower() in before:
                return True
            ahead = text[max(0, found.start() - 80) : found.start()].lower().rstrip(" (/-")
            if re.search(rf"(?:{'|'.join(after)})(?: the)?$", ahead):
                return True
    return False
