"""Runs the server for one person: on loopback, opened by a link that works once."""

import socket
from collections.abc import Callable

import uvicorn

from gavah.errors import GavahError, WrongUsage
from gavah.model import Linked
from gavah.register import Register
from gavah.web.application import Web, application
from gavah.web.pool import Registers

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def serve(
    opener: Callable[[], Register],
    link: Callable[[Register], Linked],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    read_only: bool = False,
    say: Callable[[str], None],
) -> None:
    """Serve until interrupted.

    Args:
        opener: opens the register; called again for each request that finds none idle.
        link: links a register anew and keeps the result.
        port: 0 takes any that is free.
        read_only: refuse every judgement, linking and revealing.
        say: tells the person at the terminal where to look.

    Raises:
        WrongUsage: the host is not this machine's own loopback.
        GavahError: the port is taken.
    """
    if host not in LOOPBACK:
        raise WrongUsage(
            f"{host} can be reached by others, and there are no accounts yet; "
            "serve on 127.0.0.1, and reach it from elsewhere through ssh -L"
        )
    family = socket.AF_INET6 if host == "::1" else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)  # who follows the link at once waits, and is not refused
    except OSError as error:
        listening.close()
        raise GavahError(
            f"port {port} of {host} cannot be used ({error.strerror}); name another: --port 8001"
        ) from error
    taken = int(listening.getsockname()[1])
    name = f"[{host}]" if ":" in host else host
    registers = Registers(opener)
    web = Web(registers, link, read_only=read_only)

    def invite() -> None:
        say(f"open http://{name}:{taken}/open?token={web.sessions.link()}")

    web.opened = invite
    hosts = {f"{one}:{taken}" for one in ("127.0.0.1", "localhost", "[::1]")}
    config = uvicorn.Config(
        application(web, hosts), log_level="warning", access_log=False, server_header=False,
        date_header=False, lifespan="off", timeout_graceful_shutdown=2,
    )  # fmt: skip
    invite()
    say("the link works once; the next one follows here. End with Ctrl-C")
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        registers.close()
        listening.close()
