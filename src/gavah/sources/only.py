"""What of a pile is wanted: pages of some domains, pages in some languages; decided before reading.

Only pages are asked about: a copy of an archive by its URL, before it is unpacked, and HTML by its
words. What is passed over is not taken at all, and counted.
"""

from collections import Counter
from collections.abc import Callable
from urllib.parse import urlsplit


class Only:
    """Which pages are taken.

    Attributes:
        passed: how many pages were passed over, by why.
    """

    def __init__(
        self,
        domains: tuple[str, ...] = (),
        languages: tuple[str, ...] = (),
        told: Callable[[bytes], str | None] = lambda page: None,
    ) -> None:
        """With neither domains nor languages everything is taken.

        Args:
            domains: hosts; those below them are taken too.
            languages: ISO 639-1.
            told: the language of a page at a glance; None where that cannot be told, and then the
                page is taken.
        """
        self.domains = tuple(name.lower().strip(".") for name in domains)
        self.languages, self._told = frozenset(languages), told
        self.passed: Counter[str] = Counter()

    def url(self, url: str) -> bool:
        """Whether a page of that URL is taken; one without a URL is not, where domains are named."""
        if not self.domains:
            return True
        try:
            host = (urlsplit(url).hostname or "").rstrip(".")
        except ValueError:
            host = ""
        wanted = any(host == name or host.endswith("." + name) for name in self.domains)
        self.passed["domain"] += not wanted
        return wanted

    def page(self, content: bytes) -> bool:
        """Whether a page of these bytes is taken."""
        if not self.languages:
            return True
        told = self._told(content)
        wanted = told is None or told in self.languages
        self.passed["language"] += not wanted
        return wanted


EVERYTHING = Only()
