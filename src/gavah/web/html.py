"""A record as HTML: the templates, and the words they share with the report."""

from functools import cache
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from gavah import __version__
from gavah.export.report.page import figure, span
from gavah.linking.titles import act_words, when_words
from gavah.model import Claim, Count, When
from gavah.web.plain import about_claim, count_words, doubt_words, fate_words, said_words
from gavah.web.sessions import Session

FIELD_WORDS = {
    "act": "act", "count": "count", "victims": "victims", "perpetrators": "perpetrators, as said",
    "place": "place", "when": "date", "speakers": "who says so",
}  # fmt: skip


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("gavah.web", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        figure=figure, span=span, version=__version__, fields=FIELD_WORDS, days=days,
        country=country_name, asked_with=asked_with,
    )  # fmt: skip
    environment.filters.update(
        act=act_words, id=lambda one: quote(one, safe=""), count=count_words, doubt=doubt_words,
        fate=fate_words, said=said_words, about=about_claim, number=lambda n: f"{n:,}",
        cap=lambda one: one[:1].upper() + one[1:], words=lambda one: str(one).replace("_", " "),
    )  # fmt: skip
    return environment


def html(template: str, record: Any, *, session: Session | None, path: str, **more: Any) -> str:
    """The page of a record."""
    made = _environment().get_template(template)
    given = {"asked": None, "query": "", **more}
    return made.render(page=record, session=session, path=path, **given)


def asked_with(query: str, **changes: object) -> str:
    """The address of the page asked with some parameters changed; None drops one."""
    held = {name: value for name, value in parse_qsl(query) if name not in changes}
    held |= {name: str(value) for name, value in changes.items() if value not in (None, "")}
    return "?" + urlencode(held)


def days(when: When | None) -> str:
    """The days in words: "3 June 2019", "November 2019"."""
    return "date not known" if when is None else when_words(when)


@cache
def _countries() -> dict[str, str]:
    from gavah.export.report.atlas import country_names

    return country_names()


def country_name(code: str | None) -> str:
    """A country's name in English; the code itself where the outlines know none."""
    return _countries().get(code or "", code or "")


__all__ = ["Claim", "Count", "country_name", "days", "html"]
