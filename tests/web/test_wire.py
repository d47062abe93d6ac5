"""A team over TLS of our own, and behind a proxy that says whom it asks for."""

import http.client
import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree
from urllib.parse import urlencode

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from gavah.register import open_register
from gavah.register.accounts import Accounts
from gavah.web.limits import FROM_ONE
from tests.running import ran
from tests.web.conftest import Case, serving

PASSWORD = "four words stand apart"


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name)
        .public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem, private = folder / "cert.pem", folder / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )  # fmt: skip
    return pem, private


@pytest.fixture
def own(ready: Path, tmp_path: Path) -> Case:
    """A case with an admin."""
    copytree(ready, tmp_path / "case")
    with open_register(tmp_path / "case") as register:
        Accounts(register).add("Chief", "admin", PASSWORD, codes=False, by="test")
    return Case(tmp_path / "case", None)


def test_over_tls_the_cookie_goes_over_tls_alone(own: Case, tmp_path: Path) -> None:
    pem, private = certificate(tmp_path)
    port, trusted = free_port(), ssl.create_default_context(cafile=str(pem))
    options = ("--team", "--url", f"https://localhost:{port}", "--tls-cert", str(pem),
               "--tls-key", str(private), "--port", str(port))  # fmt: skip
    for served in serving(own, *options):
        assert served.base == f"https://localhost:{port}"

        def ask(method: str, path: str, body: str | None = None, **headers: str) -> http.client.HTTPResponse:  # fmt: skip
            connection = http.client.HTTPSConnection("localhost", port, context=trusted, timeout=30)
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            return answer

        form = urlencode({"name": "Chief", "password": PASSWORD, "code": ""})
        site = f"https://localhost:{port}"
        assert ask("POST", "/sign-in", form, Origin=f"http://localhost:{port}").status == 403
        answer = ask("POST", "/sign-in", form, Origin=site)
        assert answer.status == 303
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-gavah=")
        for needed in ("secure", "httponly", "samesite=strict", "path=/"):
            assert needed in cookie.lower()
        assert "domain" not in cookie.lower()
        assert "max-age" in answer.headers["strict-transport-security"]
        value = cookie.split(";")[0]
        assert ask("GET", "/incidents", Cookie=value).status == 200
        # a cookie that another site or a plain connection could have set opens nothing
        bare = value.replace("__Host-gavah", "gavah")
        assert ask("GET", "/incidents.json", Cookie=bare).status == 401
        assert ask("GET", "/incidents", Cookie=value, Host="outside.invalid").status == 421


def test_behind_a_proxy_each_address_is_counted_by_itself_and_its_word_alone_is_taken(
    own: Case,
) -> None:
    options = ("--team", "--url", "https://register.example", "--behind-proxy", "127.0.0.1")
    port = free_port()
    for _ in serving(own, *options, "--port", str(port)):

        def try_from(address: str, password: str) -> int:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            body = urlencode({"name": "Chief", "password": password, "code": ""})
            headers = {"Host": "register.example", "X-Forwarded-For": address}
            connection.request("POST", "/sign-in", body, headers)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            return answer.status

        said = [try_from("192.0.2.1", "a wrong password") for _ in range(FROM_ONE + 1)]
        assert said == [401] * FROM_ONE + [429]
        # what a guesser wrote into the header himself stands before what the proxy adds
        assert try_from("198.51.100.7, 192.0.2.1", PASSWORD) == 429
        assert try_from("192.0.2.2", PASSWORD) == 303


def test_a_certificate_that_is_none_is_named(own: Case, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pem"
    bad.write_text("no certificate")
    done = ran(
        "serve", *own.options, "--team", "--url", "https://localhost", "--port", "0",
        "--tls-cert", bad, "--tls-key", bad,
    )  # fmt: skip
    assert done.returncode == 3
    assert b"certificate cannot be used" in done.stderr
    assert b"Traceback" not in done.stderr
