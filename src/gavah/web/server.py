"""Runs the server: for one person on loopback, opened by a link that works once; or for a team.

A team signs in. Beyond loopback that needs an address that begins with https, and either a
certificate of our own or a proxy that speaks TLS for us: no password goes over a bare wire.
"""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn

from gavah.errors import GavahError, WrongUsage
from gavah.model import Linking
from gavah.register import Register
from gavah.register.accounts import Accounts
from gavah.web.application import Web, application
from gavah.web.comparing import Releases
from gavah.web.discretion import Discretions, key_for
from gavah.web.pool import Registers
from gavah.web.team import Team

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Shared:
    """How a team reaches the server.

    Attributes:
        url: what people type: https://register.example.org; None: loopback, for a trial.
        certificate, key: files, where this server speaks TLS itself.
        proxy: address of the proxy in front, which speaks TLS and says whom it asks for.
    """

    url: str | None = None
    certificate: Path | None = None
    key: Path | None = None
    proxy: str | None = None

    def host(self) -> str | None:
        """Name and port that people ask for, as their browser sends it.

        Raises:
            WrongUsage: the address is no https://…; or it is not said who speaks TLS.
        """
        if (self.certificate is None) != (self.key is None):
            raise WrongUsage("name both files: --tls-cert FILE --tls-key FILE")
        if self.url is None:
            if self.certificate or self.proxy:
                raise WrongUsage("say under which address people reach it: --url https://NAME")
            return None
        try:
            parts = urlsplit(self.url)
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        if parts.scheme != "https" or not parts.hostname or parts.path.strip("/") or parts.username:
            raise WrongUsage(f"{self.url!r} is no address of a server: write --url https://NAME")
        if self.certificate is None and self.proxy is None:
            raise WrongUsage(
                "passwords would go over a bare wire: name a certificate (--tls-cert, --tls-key), "
                "or the address of the proxy in front that speaks TLS (--behind-proxy ADDRESS)"
            )
        name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        return name if port in (None, 443) else f"{name}:{port}"


def serve(
    opener: Callable[[], Register],
    link: Callable[[Register], Linking],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    read_only: bool = False,
    team: Shared | None = None,
    releases: Path | None = None,
    say: Callable[[str], None],
) -> None:
    """Serve until interrupted.

    Args:
        opener: opens the register; called again for each request that finds none idle.
        link: links a register anew and keeps the result.
        port: 0 takes any that is free.
        read_only: refuse every judgement, linking and revealing.
        team: people sign in with their accounts.
        releases: the folder of releases to compare with; None: "releases" in the case.
        say: tells the person at the terminal where to look.

    Raises:
        WrongUsage: others could reach it without accounts or TLS; no admin has an account.
        GavahError: the port is taken; the certificate cannot be used.
    """
    asked_for = _refuse_bare(opener, host, team)
    listening = _listening(host, port)
    taken = int(listening.getsockname()[1])
    name = f"[{host}]" if ":" in host else host
    registers = Registers(opener)
    web = Web(registers, link, read_only=read_only, releases=Releases(releases))
    hosts = {f"{one}:{taken}" for one in ("127.0.0.1", "localhost", "[::1]")}
    if team is not None:
        web.team, web.secure = Team(), team.url is not None
        with registers.lent() as register:
            web.discretions = Discretions(key_for(register))
        if asked_for is not None:
            hosts = {asked_for}
    try:
        config = uvicorn.Config(
            application(web, hosts), log_level="warning", access_log=False, server_header=False,
            date_header=False, lifespan="off", timeout_graceful_shutdown=2, **_wire(team),
        )  # fmt: skip
        config.load()
    except (OSError, ssl.SSLError) as error:
        listening.close()
        raise GavahError(
            f"the certificate cannot be used ({error}); name its file and that of its key"
        ) from error
    if team is None:

        def invite() -> None:
            say(f"open http://{name}:{taken}/open?token={web.sessions.link()}")

        web.opened = invite
        invite()
        say("the link works once; the next one follows here. End with Ctrl-C")
    else:
        say(f"sign in at {team.url or f'http://{name}:{taken}'}/sign-in   (port {taken} here)")
        say("accounts: gavah account; on a bad day: gavah switch locked. End with Ctrl-C")
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        registers.close()
        listening.close()


def _refuse_bare(opener: Callable[[], Register], host: str, team: Shared | None) -> str | None:
    """Let nobody in who does not sign in, and no password out that is not covered by TLS."""
    if team is None:
        if host not in LOOPBACK:
            raise WrongUsage(
                f"{host} can be reached by others: serve a team there (--team --url https://NAME), "
                "or serve on 127.0.0.1, and reach it from elsewhere through ssh -L"
            )
        return None
    asked_for = team.host()
    if host not in LOOPBACK and asked_for is None:
        raise WrongUsage(
            f"{host} can be reached by others: say under which address they reach it "
            "(--url https://NAME), and who speaks TLS: --tls-cert and --tls-key, or --behind-proxy"
        )
    with opener() as register:
        if not any(one.role == "admin" and not one.disabled for one in Accounts(register).all()):
            raise WrongUsage(
                "no admin has an account yet; make one: gavah account add NAME --role admin"
            )
    return asked_for


def _wire(team: Shared | None) -> dict[str, Any]:
    if team is None:
        return {"proxy_headers": False}
    wire: dict[str, Any] = {"proxy_headers": team.proxy is not None}
    if team.proxy is not None:
        wire["forwarded_allow_ips"] = team.proxy
    if team.certificate is not None and team.key is not None:
        wire |= {"ssl_certfile": str(team.certificate), "ssl_keyfile": str(team.key)}
    return wire


def _listening(host: str, port: int) -> socket.socket:
    listening = socket.socket(
        socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM
    )
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)  # who follows the link at once waits, and is not refused
    except OSError as error:
        listening.close()
        raise GavahError(
            f"port {port} of {host} cannot be used ({error.strerror}); name another: --port 8001"
        ) from error
    return listening
