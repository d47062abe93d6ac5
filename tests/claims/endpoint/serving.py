"""A real HTTP server that answers as an OpenAI-compatible endpoint does, honestly or not."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Reply = tuple[int, dict[str, str], bytes]


def entry(**told: Any) -> dict[str, Any]:
    """One entry of an answer, with what is not told left empty."""
    return {
        "type": "harm", "act": "killed", "evidence": "", "act_words": "", "polarity": "affirmed",
        "modality": "asserted", "scope": "incident", "count_words": None, "count_number": None,
        "victims_words": None, "victims_names": [], "perpetrators_words": [], "place_words": None,
        "when_words": None, "speakers_words": [], **told,
    }  # fmt: skip


def completion(content: str, finish: str = "stop") -> Reply:
    """A chat completion with that content."""
    choice = {"message": {"role": "assistant", "content": content}, "finish_reason": finish}
    return 200, {}, json.dumps({"choices": [choice]}).encode()


def answer(*entries: dict[str, Any]) -> Reply:
    """A chat completion that tells these entries."""
    return completion(json.dumps({"claims": entries}))


class Served:
    """A running server: its address, and every request it got."""

    def __init__(self, replies: Callable[[int], Reply]) -> None:
        self.requests: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.requests.append((self.path, dict(self.headers), json.loads(body)))
                status, headers, content = replies(len(outer.requests))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"


@contextmanager
def serving(*replies: Reply) -> Iterator[Served]:
    """Answer with each reply in turn, the last again and again."""
    served = Served(lambda n: replies[min(n, len(replies)) - 1])
    thread = Thread(target=served.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield served
    finally:
        served.server.shutdown()
        thread.join()
        served.server.server_close()
