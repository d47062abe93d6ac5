"""Authenticated encryption of a stream under a passphrase, piece by piece, for backups.

The key is made from the passphrase by scrypt (RFC 7914); each piece of 64 KiB is sealed with
ChaCha20-Poly1305 (RFC 8439) under a nonce that holds its number and whether it is the last
(the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). So no piece can be
changed, moved, left out or cut off without the opening of it failing.
"""

import io
import secrets
from typing import Annotated, Any, BinaryIO, Literal

import msgspec

from gavah.errors import RegisterError

_PIECE = 64 * 1024
_TAG = 16
_N = 2**17  # OWASP's recommendation for scrypt: 128 MiB, about half a second


class Parameters(msgspec.Struct, frozen=True, kw_only=True):
    """What the head of an encrypted file says, beside which the passphrase is needed."""

    cipher: Literal["chacha20-poly1305"] = "chacha20-poly1305"
    kdf: Literal["scrypt"] = "scrypt"
    n: Annotated[int, msgspec.Meta(gt=1, le=2**20)]
    r: Annotated[int, msgspec.Meta(gt=0, le=32)] = 8
    p: Annotated[int, msgspec.Meta(gt=0, le=16)] = 1
    salt: bytes
    nonce: Annotated[bytes, msgspec.Meta(min_length=7, max_length=7)]


def parameters() -> Parameters:
    """Fresh ones."""
    return Parameters(n=_N, salt=secrets.token_bytes(16), nonce=secrets.token_bytes(7))


def _cipher(passphrase: str, said: Parameters) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    derive = Scrypt(salt=said.salt, length=32, n=said.n, r=said.r, p=said.p)
    return ChaCha20Poly1305(derive.derive(passphrase.encode("utf-8", "surrogatepass")))


def _nonce(said: Parameters, number: int, last: bool) -> bytes:
    return said.nonce + number.to_bytes(4, "big") + bytes([last])


class Sealing(io.RawIOBase):
    """Writes what it is given, sealed, to another file. Close it, or the end is missing."""

    def __init__(self, out: BinaryIO, passphrase: str, said: Parameters, head: bytes) -> None:
        super().__init__()
        self._out = out
        self._said = said
        self._head = head  # authenticated with every piece
        self._cipher = _cipher(passphrase, said)
        self._held = bytearray()
        self._number = 0

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._held += content
        while len(self._held) > _PIECE:  # the last piece is sealed by `close`, even when full
            self._seal(bytes(self._held[:_PIECE]), last=False)
            del self._held[:_PIECE]
        return len(content)

    def _seal(self, piece: bytes, *, last: bool) -> None:
        nonce = _nonce(self._said, self._number, last)
        self._out.write(self._cipher.encrypt(nonce, piece, self._head))
        self._number += 1

    def close(self) -> None:
        if not self.closed:
            self._seal(bytes(self._held), last=True)
            super().close()


class Unsealing(io.RawIOBase):
    """Reads what `Sealing` wrote.

    Raises:
        RegisterError: on reading: the passphrase is another, or a byte was changed or is missing.
    """

    def __init__(self, read: BinaryIO, passphrase: str, said: Parameters, head: bytes) -> None:
        super().__init__()
        self._read = read
        self._said = said
        self._head = head
        self._cipher = _cipher(passphrase, said)
        self._next = read.read(_PIECE + _TAG)
        self._open = b""
        self._number = 0
        self._done = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._open and not self._done:
            self._unseal()
        taken = self._open[: len(buffer)]
        buffer[: len(taken)] = taken
        self._open = self._open[len(taken) :]
        return len(taken)

    def _unseal(self) -> None:
        from cryptography.exceptions import InvalidTag

        here, self._next = self._next, self._read.read(_PIECE + _TAG)
        self._done = not self._next
        try:
            nonce = _nonce(self._said, self._number, self._done)
            self._open = self._cipher.decrypt(nonce, here, self._head)
        except InvalidTag:
            raise RegisterError(
                "the backup does not open: the passphrase is another one, or the file was changed "
                "or cut; try the passphrase again, then another copy of the file"
            ) from None
        self._number += 1
