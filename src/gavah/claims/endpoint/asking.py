"""Asks an OpenAI-compatible endpoint (POST …/chat/completions), and asks again when it is busy.

The one place where gavah opens a connection to read. Redirects are not followed: the text goes
to the address that was named, and nowhere else.
"""

import json
import time
from collections.abc import Callable
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from gavah.errors import EndpointFailed, UnreadableAnswer, WrongUsage

ATTEMPTS = 4
PAUSE = 1.0
_AGAIN = frozenset((408, 409, 425, 429, 500, 502, 503, 504))
_LARGEST = 32 * 1024 * 1024


class Endpoint:
    """One model behind one address.

    Args:
        url: the base that "/chat/completions" is added to: http://127.0.0.1:8080/v1.
        model: the name that the endpoint knows the model by.
        key: sent as a bearer token when given; never printed.
        timeout: seconds that one answer may take.
        sleep: waits between attempts.

    Raises:
        WrongUsage: `url` is no http or https address.
    """

    def __init__(
        self,
        url: str,
        model: str,
        key: str | None = None,
        timeout: float = 300.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise WrongUsage(
                f"{url!r} is no address of an endpoint; give one like http://127.0.0.1:8080/v1"
            )
        self.url = url.rstrip("/")
        self.model = model
        self._key = key
        self._timeout = timeout
        self._sleep = sleep
        self._opener: OpenerDirector = build_opener(_NoRedirects)

    def ask(self, system: str, user: str, schema: dict[str, Any]) -> str:
        """The content of the model's answer, bound to `schema`, at temperature 0.

        Raises:
            EndpointFailed: it cannot be reached, refuses, or stays busy: reading stops here.
            UnreadableAnswer: it answered something that is no chat completion, or cut it short.
        """
        body = {
            "model": self.model,
            "messages": [
                {"role": "system", "content": system},
                {"role": "user", "content": user},
            ],
            "temperature": 0,
            "seed": 0,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "claims", "strict": True, "schema": schema},
            },
        }
        reply = self._post(json.dumps(body).encode())
        try:
            choice = json.loads(reply)["choices"][0]
            content = choice["message"]["content"]
        except (ValueError, LookupError, TypeError) as error:
            raise UnreadableAnswer(
                f"{self.url} answered something that is no chat completion;"
                " check that the address is that of an OpenAI-compatible endpoint"
            ) from error
        if choice.get("finish_reason") == "length" or not isinstance(content, str):
            raise UnreadableAnswer(
                f"{self.url} cut its answer short; raise the model's limit of output tokens"
            )
        return content

    def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json", "User-Agent": "gavah"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = Request(f"{self.url}/chat/completions", body, headers)  # noqa: S310
        for attempt in range(ATTEMPTS):
            try:
                with self._opener.open(request, timeout=self._timeout) as reply:
                    return bytes(reply.read(_LARGEST))
            except HTTPError as error:
                said = error.read(300).decode("utf-8", "replace").strip()
                problem = f"answered {error.code} {error.reason}: {said}"
                if error.code not in _AGAIN:
                    break
            except (URLError, HTTPException, OSError) as error:
                problem = f"does not answer ({getattr(error, 'reason', error)})"
            if attempt + 1 < ATTEMPTS:
                self._sleep(PAUSE * 2**attempt)
        raise EndpointFailed(
            f"{self.url} {problem}; what is read is kept: mend it and run the same command again"
        )


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        return None
