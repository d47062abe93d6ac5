"""A page: a function from a typed question to a typed record, shown as HTML or as JSON.

`page` registers one. Its address may hold fields of the question in braces ("/persons/{id}");
the other fields are parameters. From the two types come the parsing, the JSON (the same address
with ".json" after it) and the entry in /openapi.json, so they cannot drift apart.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

import msgspec

from gavah.errors import WrongUsage
from gavah.model.record import Record
from gavah.register import Register, kept
from gavah.register.house import State

if TYPE_CHECKING:
    from gavah.web.application import Web
    from gavah.web.sessions import Session
    from gavah.web.veil import Veil

LONGEST = 500  # characters of one parameter
FARTHEST = 100_000  # pages of a list


class Asked(Record, frozen=True, kw_only=True):
    """The question of a page without parameters."""


class Nothing(Record, frozen=True, kw_only=True):
    """The record of a page that only explains."""


@dataclass(slots=True)
class Visit:
    """One request: the register lent to it, who asks, and what covers names for them."""

    web: "Web"
    register: Register
    session: "Session"
    veil: "Veil"
    path: str = "/"
    state: State = "open"

    @property
    def still(self) -> bool:
        """Whether nothing can be judged now."""
        return self.web.read_only or self.state != "open"


Q = TypeVar("Q", bound=msgspec.Struct)
A = TypeVar("A", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the register; `about` is its line in the OpenAPI description."""

    path: str
    template: str
    asked: type[msgspec.Struct]
    gives: type[msgspec.Struct]
    view: Callable[[Visit, Any], msgspec.Struct]
    about: str


PAGES: list[Page] = []


def page(path: str, template: str) -> Callable[[Callable[[Visit, Q], A]], Callable[[Visit, Q], A]]:
    """Register a function of (visit, question) as the page at `path`."""

    def register(view: Callable[[Visit, Q], A]) -> Callable[[Visit, Q], A]:
        hints = get_type_hints(view, localns={"Register": Register})
        asked = hints["asked"]
        about = (view.__doc__ or "").strip().splitlines()[0]
        PAGES.append(Page(path, template, asked, hints["return"], view, about))
        return view

    return register


def read_question(
    asked: type[Q], parameters: Iterable[tuple[str, str]], within: dict[str, str]
) -> Q:
    """The question that an address asks; empty parameters count as not given.

    Args:
        within: fields that stand in the path.

    Raises:
        WrongUsage: a parameter does not fit; names it.
    """
    many = {one.name for one in msgspec.structs.fields(asked) if "tuple" in str(one.type)}
    held: dict[str, Any] = dict(within)
    known = set(asked.__struct_fields__)
    for name, value in parameters:
        if name not in known or name in within or not value.strip():
            continue
        if len(value) > LONGEST:
            raise WrongUsage(f"{name} is longer than {LONGEST} characters; ask for less")
        value = kept.plain(value.strip())
        if name in many:
            held.setdefault(name, []).append(value)
        else:
            held[name] = value
    held = {name: kept.plain(v) if isinstance(v, str) else v for name, v in held.items()}
    try:
        return msgspec.convert(held, asked, strict=False)
    except msgspec.ValidationError as error:
        raise WrongUsage(f"that cannot be asked: {error}; take the page's own form") from error


class Shelf(Record, frozen=True, kw_only=True):
    """Which part of a long list is shown.

    Attributes:
        total: entries in all; where `open`, there are more than these.
        number: this part, from 1.
        last: the last part that can be reached.
        more: whether there are entries beyond it: only a narrower question reaches them.
    """

    total: int
    number: int
    last: int
    more: bool = False
    open: bool = False

    @classmethod
    def of(
        cls, total: int, asked: int, at_once: int, most: int | None = None, narrowed: bool = False
    ) -> "Shelf":
        """The part asked for, or the last one where there are fewer.

        Args:
            most: entries that can be reached by going from part to part.
            narrowed: `total` was counted to one more than these, and no farther.
        """
        within = total if most is None else min(total, most)
        last = max(1, -(-within // at_once))
        open_ = narrowed and within < total
        return cls(
            total=within if open_ else total, number=min(max(1, asked), last), last=last,
            more=within < total, open=open_,
        )  # fmt: skip

    def start(self, at_once: int) -> int:
        """Where in the whole list this part begins."""
        return (self.number - 1) * at_once
