"""What every answer carries and every request must: headers, our own host name, a form of ours.

The policy lets a page load only files of this server: no inline script or style, no other host,
no plug-in, no frame but our own. A copy as published is shown under a stricter one (`ORIGINAL`),
in a frame without scripts, forms or an origin.
"""

import secrets
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gavah.web.sessions import Session

LARGEST_FORM = 256 * 1024  # bytes
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
ORIGINAL_STYLE = files("gavah.web").joinpath("static/original.css").read_text(encoding="utf-8")
_STYLE_HASH = b64encode(sha256(ORIGINAL_STYLE.encode()).digest()).decode()
ORIGINAL = (
    f"sandbox; default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # "no-referrer" would take the origin from our own forms
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), usb=()",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}

_SECURE = {"strict-transport-security": "max-age=31536000"}


class Safety:
    """Wraps the application: refuses strange hosts and huge forms, adds the headers."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], secure: bool = False) -> None:
        """
        Args:
            hosts: names and ports that the server answers to ("127.0.0.1:8000"); another name
                in the request is another site's page, calling us by a name of its own.
            secure: whether people reach it by https.
        """
        self.app = app
        self.hosts = frozenset(hosts)
        scheme = "https" if secure else "http"
        self.origins = frozenset(f"{scheme}://{host}" for host in self.hosts)
        self.headers = {**_HEADERS, **(_SECURE if secure else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    if name not in headers:
                        headers[name] = value
                if headers["content-security-policy"] == ORIGINAL:
                    del headers["x-frame-options"]
                    headers["x-frame-options"] = "SAMEORIGIN"
            await send(message)

        refusal = self._refusal(Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        await self.app(scope, receive, guarded)

    def _refusal(self, headers: Headers) -> PlainTextResponse | None:
        if headers.get("host", "") not in self.hosts:
            return PlainTextResponse("this server does not answer to that name\n", 421)
        origin = headers.get("origin")
        if origin is not None and origin not in self.origins:
            return PlainTextResponse("asked from another site\n", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST_FORM:
            return PlainTextResponse("more than a form holds\n", 413)
        return None


def is_ours(session: Session, given: str | None) -> bool:
    """Whether a form carries the session's own token."""
    return given is not None and secrets.compare_digest(given.encode(), session.csrf.encode())
