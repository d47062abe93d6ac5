"""Names and ids in place of those that are not told: keyed, so that nobody can guess them back.

The key lies in the register and in no export. One person has the same pseudonym in every release
of one profile, and unlike ones in two profiles, so that releases cannot be laid side by side.
"""

import hmac
import secrets
from base64 import b32encode

import sqlalchemy as sa

from gavah.register import Register, schema

_KEY = "pseudonyms"


def key_of(register: Register) -> bytes:
    """The register's own key; made when it is first asked for."""
    meta = schema.meta
    question = sa.select(meta.c.value).where(meta.c.key == _KEY)
    for row in register.session.rows(question):
        return bytes.fromhex(row.value)
    with register.session.writing() as connection:
        held = connection.execute(question).scalar()
        if held is None:
            held = secrets.token_hex(32)
            connection.execute(meta.insert().values(key=_KEY, value=held))
    return bytes.fromhex(held)


class Pseudonyms:
    """Pseudonyms of one profile."""

    def __init__(self, key: bytes, profile: str) -> None:
        self._key = hmac.digest(key, profile.encode(), "sha256")
        self._taken: dict[str, str] = {}

    def person(self, id_: str) -> str:
        """ "Person K7QM2X": six letters and digits, more where two persons would share them."""
        whole = b32encode(self._digest("person", id_)).decode()
        for length in range(6, len(whole)):
            made = f"Person {whole[:length]}"
            if self._taken.setdefault(made, id_) == id_:
                return made
        raise AssertionError("two persons with one digest")

    def id(self, id_: str) -> str:
        """Another id of the same kind."""
        return f"{id_[:2]}{self._digest('id', id_).hex()[:20]}"

    def _digest(self, what: str, id_: str) -> bytes:
        return hmac.digest(self._key, f"{what} {id_}".encode(), "sha256")
