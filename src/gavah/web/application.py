"""The application: which address is which page, who may ask, and how an answer is written.

Every address has a rule (`rules`), and is not served without one. Before anything is asked of the
register, the gate looks whether the session still stands, how the switch stands, and whether the
role may. A `GavahError` becomes a page that says what was found and what to do; anything else
becomes one that says so and tells nothing of the inside.
"""

import traceback
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from gavah.errors import (
    ContradictoryJudgements,
    GavahError,
    RefusedAccount,
    RefusedJudgement,
    RegisterBusy,
    UnknownId,
    WrongUsage,
)
from gavah.model import Linking
from gavah.register import Register, kept
from gavah.register.classes import SECRET
from gavah.register.house import State, state_of
from gavah.web import views
from gavah.web.catalogue import Catalogue, Catalogues
from gavah.web.comparing import Releases
from gavah.web.discretion import Discretion, Discretions
from gavah.web.html import html
from gavah.web.openapi import described
from gavah.web.pages import Page, Visit, read_question
from gavah.web.pool import Registers
from gavah.web.pulse import Pulse, Watch
from gavah.web.rules import Rule, rule_of
from gavah.web.safety import LARGEST_FORM, ORIGINAL, Safety, is_ours
from gavah.web.sessions import Session, Sessions
from gavah.web.team import NOT_RIGHT, Team, Wait, sign_in, still_signed_in
from gavah.web.veil import Everyone, Veil

COOKIE = "gavah"
_STATUSES: tuple[tuple[type[GavahError], int], ...] = (
    (UnknownId, 404),
    (WrongUsage, 400),
    (ContradictoryJudgements, 409),
    (RefusedJudgement, 422),
    (RefusedAccount, 422),
    (RegisterBusy, 503),
)
_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
Reply = Callable[[Request], Awaitable[Response]]


class Forbidden(GavahError):
    """The form is not of this session, or there is no session."""


class Closed(GavahError):
    """The session has ended."""


class Locked(GavahError):
    """The switch stands at locked."""


class Overtaken(GavahError):
    """Someone judged the same while this form was open; nothing was kept."""


@dataclass(slots=True)
class Web:
    """What requests share: the registers, the sessions, and what is made once a linking.

    Attributes:
        link: links the register anew and keeps the result.
        read_only: nothing can be judged, linked or revealed.
        team: how people sign in; None for the one person at this machine.
        secure: people reach it by https.
    """

    registers: Registers
    link: Callable[[Register], Linking]
    sessions: Sessions = field(default_factory=Sessions)
    watch: Watch = field(default_factory=Watch)
    catalogues: Catalogues = field(default_factory=Catalogues)
    discretions: Discretions = field(default_factory=Discretions)
    releases: Releases = field(default_factory=Releases)
    everyone: Everyone = field(default_factory=Everyone)
    linking: Lock = field(default_factory=Lock)
    opened: Callable[[], None] = lambda: None
    read_only: bool = False
    team: Team | None = None
    secure: bool = False

    @property
    def cookie(self) -> str:
        """The session's cookie; by https no other site or plain connection can set it."""
        return "__Host-gavah" if self.secure else COOKIE

    def pulse(self, register: Register) -> Pulse:
        """Whether anything changed."""
        return self.watch.now(register)

    def catalogue(self, register: Register) -> Catalogue:
        """Incidents in short."""
        return self.catalogues.of(register, self.pulse(register))

    def discretion(self, register: Register, session: Session) -> Discretion | None:
        """What stands for ids that tell something; None for whoever may uncover names."""
        if session.may("reveal"):
            return None
        return self.discretions.of(register, self.everyone, self.pulse(register))


class Answer(msgspec.Struct, frozen=True):
    """What an action gives back: where to go on, and a line of what was done."""

    to: str
    said: str
    seq: int | None = None


def application(web: Web, hosts: Iterable[str]) -> Starlette:
    """The whole application.

    Args:
        hosts: names and ports that it answers to.
    """
    from gavah.web.actions import ACTIONS

    routes = [
        Route("/static/{name}", _ruled("GET", "/static/{name}", _static), methods=["GET"]),
        Route("/openapi.json", _ruled("GET", "/openapi.json", _openapi), methods=["GET"]),
    ]
    if web.team is None:
        opening = _ruled("GET", "/open", partial(_open, web))
        routes.append(Route("/open", opening, methods=["GET"]))
    else:
        for method, reply in (("GET", _sign_in_page), ("POST", _sign_in)):
            ruled = _ruled(method, "/sign-in", partial(reply, web))
            routes.append(Route("/sign-in", ruled, methods=[method]))

    def guarded(
        method: str, path: str, reply: Callable[[Request, Session, State], Awaitable[Response]]
    ) -> None:
        answer = _guarded(web, reply, rule_of(method, path))
        routes.append(Route(path.replace("{id}", "{id:path}"), answer, methods=[method]))

    guarded("GET", "/incidents.csv", partial(_csv, web))
    guarded("GET", "/documents/{id}/original", partial(_original, web))
    for path, act in ACTIONS.items():
        guarded("POST", path, partial(_act, web, act))
    for one in views.PAGES:
        rule = rule_of("GET", one.path)
        for path, as_json in _addresses(one.path):
            answer = _guarded(web, partial(_show, web, one, as_json), rule, as_json=as_json)
            routes.append(Route(path, answer, methods=["GET"]))
    return Starlette(
        routes=routes,
        middleware=[Middleware(Safety, hosts=tuple(hosts), secure=web.secure)],
        exception_handlers={HTTPException: partial(_missing, web)},
    )


def _ruled(method: str, path: str, reply: Reply) -> Reply:
    """An address that answers to strangers, if its rule says so."""
    if not rule_of(method, path).stranger:
        raise LookupError(f"{method} {path} must not answer without a session")
    return reply


def _addresses(path: str) -> list[tuple[str, bool]]:
    """Where a page and its JSON are; the JSON comes first, for its ".json" would fit an id."""
    within = path.replace("{id}", "{id:path}")
    beside = "/overview.json" if path == "/" else f"{within}.json"
    return [(beside, True), (within, False)]


def _guarded(
    web: Web, reply: Callable[[Request, Session, State], Awaitable[Response]], rule: Rule,
    as_json: bool = False,
) -> Reply:  # fmt: skip
    async def answer(request: Request) -> Response:
        session = web.sessions.of(request.cookies.get(web.cookie))
        if session is None:
            return _closed(web, request, as_json)
        try:
            state = await run_in_threadpool(gate, web, session, rule)
            return await reply(request, session, state)
        except Closed:
            web.sessions.close(session)
            return _closed(web, request, as_json)
        except GavahError as error:
            status = next((code for kind, code in _STATUSES if isinstance(error, kind)), 500)
            status = {Forbidden: 403, Overtaken: 409, Locked: 423}.get(type(error), status)
            heading = _HEADINGS.get(status, "That did not work")
            return _said(web, request, session, status, heading, str(error), as_json)
        except Exception:
            traceback.print_exc()
            return _said(web, request, session, 500, "Something broke", _BROKE, as_json)

    return answer


def gate(web: Web, session: Session, rule: Rule) -> State:
    """Let a request through, or not; says how the switch stands.

    Raises:
        Closed: the session has ended: its account was disabled, reset or given another role.
        Locked: the switch is turned further than the rule allows.
        Forbidden: the role does not grant it.
    """
    with web.registers.lent() as register, register.session.still():
        state = state_of(register)
        if not still_signed_in(register, session):
            raise Closed
    if rule.needs is not None and not session.may(rule.needs):
        raise Forbidden(
            f"Your account is a {session.role}’s, which may not do this. Ask whoever leads the team."
        )
    if rule.allows(session.role, state):
        return state
    if state == "locked":
        raise Locked("Somebody locked this register. Nothing is shown until it is opened again.")
    raise Forbidden("The register is read-only: nothing can be judged or revealed now.")


def _closed(web: Web, request: Request, as_json: bool) -> Response:
    if (
        web.team is not None
        and request.method == "GET"
        and not as_json
        and not _wants_json(request)
    ):
        return RedirectResponse("/sign-in", 303)
    words = _SIGN_IN if web.team is not None else _CLOSED
    return _said(web, request, None, 401, "This register is closed to you", words, as_json)


_SIGN_IN = "Sign in first; a session ends after an hour without a request."
_CLOSED = (
    "Open it with the link that gavah serve printed. A link works once; "
    "the terminal shows the next one."
)
_BROKE = "What went wrong is told in the terminal. Nothing was kept of what you sent."
_HEADINGS = {
    400: "That cannot be asked", 403: "Not from this page", 404: "Nothing answers to that",
    409: "Someone was here before you", 422: "That judgement was not kept",
    423: "The register is locked", 503: "The register is busy",
}  # fmt: skip


def _said(
    web: Web, request: Request, session: Session | None, status: int, heading: str, words: str,
    as_json: bool,
) -> Response:  # fmt: skip
    if as_json or _wants_json(request):
        body = msgspec.json.encode({"status": status, "error": heading, "detail": words})
        return Response(body, status, media_type="application/json")
    back = request.headers.get("referer", "")
    page = html(
        "said.html.jinja", None, session=session, path=request.url.path, heading=heading,
        words=words, back=back if request.method == "POST" else "", frame=None,
    )  # fmt: skip
    return Response(page, status, media_type="text/html")


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


async def _missing(web: Web, request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    session = web.sessions.of(request.cookies.get(web.cookie))
    words = "There is no page at this address." if error.status_code == 404 else error.detail
    heading = _HEADINGS.get(error.status_code, "That cannot be asked")
    return _said(web, request, session, error.status_code, heading, words, False)


async def _open(web: Web, request: Request) -> Response:
    """Trade the one-time link for a session."""
    session = web.sessions.open(request.query_params.get("token", ""))
    if session is None:
        return _said(web, request, None, 401, "This link was used before", _CLOSED, False)
    web.opened()
    answer = RedirectResponse("/", 303)
    return _with_cookie(web, answer, session)


def _with_cookie(web: Web, answer: Response, session: Session) -> Response:
    answer.set_cookie(
        web.cookie, session.id, httponly=True, samesite="strict", path="/", secure=web.secure
    )
    return answer


async def _sign_in_page(web: Web, request: Request) -> Response:
    """The form; whoever has a session goes on."""
    if web.sessions.of(request.cookies.get(web.cookie)) is not None:
        return RedirectResponse("/", 303)
    return _form_to_sign_in(200, "")


def _form_to_sign_in(status: int, words: str) -> Response:
    page = html("sign-in.html.jinja", None, session=None, path="/sign-in", words=words, frame=None)
    return Response(page, status, media_type="text/html")


async def _sign_in(web: Web, request: Request) -> Response:
    """Trade name, password and code for a session; never one that was there before."""
    team = web.team
    assert team is not None
    form = await _form(request)
    address = request.client.host if request.client else ""

    def done() -> Session | None:
        with web.registers.lent() as register:
            return sign_in(team, web.sessions, register, form, address)

    try:
        session = await run_in_threadpool(done)
    except Wait as wait:
        minutes = -(-wait.seconds // 60)
        said = (
            f"Too many tries failed. Wait {minutes} minutes, or ask an admin to reset your account."
        )
        answer = _form_to_sign_in(429, said)
        answer.headers["retry-after"] = str(wait.seconds)
        return answer
    except GavahError as error:
        return _said(web, request, None, 503, "That did not work", str(error), False)
    except Exception:
        traceback.print_exc()
        return _said(web, request, None, 500, "Something broke", _BROKE, False)
    if session is None:
        return _form_to_sign_in(401, NOT_RIGHT)
    before = web.sessions.of(request.cookies.get(web.cookie))
    if before is not None:
        web.sessions.close(before)
    return _with_cookie(web, RedirectResponse("/", 303), session)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    kind = name.rpartition(".")[2]
    held = files("gavah.web").joinpath("static", name)
    if kind not in _TYPES or "/" in name or not held.is_file():
        raise HTTPException(404)
    return Response(
        held.read_bytes(), media_type=_TYPES[kind], headers={"cache-control": "max-age=300"}
    )


async def _openapi(request: Request) -> Response:
    return Response(msgspec.json.encode(described(views.PAGES)), media_type="application/json")


async def _show(
    web: Web, one: Page, as_json: bool, request: Request, session: Session, state: State
) -> Response:
    return await run_in_threadpool(_shown, web, one, as_json, request, session, state)


def visiting(
    web: Web, register: Register, session: Session, path: str, state: State = "open"
) -> Visit:
    """One request's view of the register, with every withheld name covered."""
    veil = Veil(register, web.everyone, web.pulse(register))
    return Visit(web=web, register=register, session=session, veil=veil, path=path, state=state)


def _shown(
    web: Web, one: Page, as_json: bool, request: Request, session: Session, state: State
) -> Response:
    within = {name: str(value) for name, value in request.path_params.items()}
    parameters = request.query_params.multi_items()
    with web.registers.lent() as register:
        with register.session.still(), discreet(web, register, session) as discretion:
            if discretion is not None:
                within = discretion.meant(within)
                parameters = [(name, discretion.meant(one, name)) for name, one in parameters]
            asked = read_question(one.asked, parameters, within)
            visit = visiting(web, register, session, request.url.path, state)
            record = one.view(visit, asked)
            frame = None if as_json else views.frame(visit)
            if discretion is not None:
                record = discretion.shown(record, nameless=session.role == "viewer")
                asked = discretion.shown(asked)
                frame = None if frame is None else discretion.shown(frame)
        audited(visit, within)
    if as_json:
        return Response(kept.written(record).encode(), media_type="application/json")
    page = html(
        one.template, record, session=session, path=request.url.path, asked=asked, frame=frame,
        query=request.url.query,
    )  # fmt: skip
    return Response(page, media_type="text/html")


@contextmanager
def discreet(web: Web, register: Register, session: Session) -> Iterator[Discretion | None]:
    """What stands for ids; an error that names one names what stands for it."""
    discretion = web.discretion(register, session)
    try:
        yield discretion
    except GavahError as error:
        if discretion is not None:
            error.args = tuple(
                discretion.said(one) if isinstance(one, str) else one for one in error.args
            )
        raise


def audited(visit: Visit, within: Mapping[str, str]) -> None:
    """Log that restricted names were read, where a team reads them; before they are sent.

    The person at this machine is not logged anew for each page: who, when and why was logged
    when the names were uncovered.
    """
    if visit.veil.only != SECRET or visit.session.account is None:
        return
    subject = [visit.register.resolve(one)[1] for one in within.values()]
    visit.register.log("restricted read", subject, {"page": visit.path}, visit.session.account)


async def _csv(web: Web, request: Request, session: Session, state: State) -> Response:
    from gavah.web.spreadsheet import incidents_csv

    def made() -> Response:
        with web.registers.lent() as register:
            visit = visiting(web, register, session, request.url.path, state)
            table = incidents_csv(visit, request.query_params.multi_items())
        named = {"content-disposition": 'attachment; filename="incidents.csv"'}
        return Response(table, media_type="text/csv; charset=utf-8", headers=named)

    return await run_in_threadpool(made)


async def _original(web: Web, request: Request, session: Session, state: State) -> Response:
    from gavah.web.original import original

    def made() -> Response:
        id_ = str(request.path_params["id"])
        claim = request.query_params.get("claim")
        with (
            web.registers.lent() as register,
            discreet(web, register, session) as discretion,
        ):
            if discretion is not None:
                id_ = discretion.meant(id_, "id")
                claim = discretion.meant(claim, "claim")
            visit = visiting(web, register, session, request.url.path, state)
            page = original(visit, id_, claim)
            audited(visit, {"id": id_})
        return Response(page, media_type="text/html", headers={"content-security-policy": ORIGINAL})

    return await run_in_threadpool(made)


async def _act(
    web: Web, act: Callable[[Visit, dict[str, Any]], Answer], request: Request, session: Session,
    state: State,
) -> Response:  # fmt: skip
    form = await _form(request)
    if not is_ours(session, form.pop("csrf", None) or request.headers.get("x-csrf")):
        raise Forbidden("The form is not of this session; open the page again and send it anew.")

    if web.read_only and rule_of("POST", request.url.path).least == "open":
        raise Forbidden("The register is served read-only: nothing can be judged or revealed now.")

    def done() -> Answer:
        with (
            web.registers.lent() as register,
            discreet(web, register, session) as discretion,
        ):
            given = form if discretion is None else discretion.meant(form)
            return act(visiting(web, register, session, request.url.path, state), given)

    answer = await run_in_threadpool(done)
    if _wants_json(request):
        return Response(msgspec.json.encode(answer), media_type="application/json")
    session.said = answer.said
    return RedirectResponse(answer.to, 303)


async def _form(request: Request) -> dict[str, Any]:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_FORM:
            raise WrongUsage("more than a form holds")
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            held = msgspec.json.decode(body, type=dict[str, Any])
        except msgspec.DecodeError as error:
            raise WrongUsage(f"the body is no JSON object: {error}") from error
        return held
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    form: dict[str, Any] = {}
    for name, value in pairs:
        form[name] = f"{form[name]}\n{value}" if name in form else value
    return form


__all__ = ["Answer", "Forbidden", "Overtaken", "Web", "application", "visiting"]
