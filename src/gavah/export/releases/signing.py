"""Ed25519 signatures (RFC 8032) over a release's manifest, and the key that makes them.

The private key is a PEM file (PKCS 8) that only its owner can read. Whoever gets a release needs
the fingerprint of the public key by another way: the folder alone shows only that it is whole.
"""

import os
from hashlib import sha256
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gavah.errors import WrongUsage

SIGNATURE = "manifest.sig"


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in `manifest.sig`: hexadecimal digits, of the public key and of the signature."""

    algorithm: str
    key: str
    signature: str


def key_in(path: Path) -> Ed25519PrivateKey:
    """The private key of a file; made there when there is none, readable by its owner alone.

    Raises:
        WrongUsage: the file holds no such key.
    """
    if not path.exists():
        made = Ed25519PrivateKey.generate()
        content = made.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )  # fmt: skip
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
        return made
    try:
        held = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise WrongUsage(f"{path} holds no key that opens ({error}); name another") from error
    if not isinstance(held, Ed25519PrivateKey):
        raise WrongUsage(f"{path} holds a key of another kind; releases are signed with Ed25519")
    return held


def signed(content: bytes, key: Ed25519PrivateKey) -> bytes:
    """The signature file for these bytes."""
    made = Signature(
        algorithm="Ed25519", key=key.public_key().public_bytes_raw().hex(),
        signature=key.sign(content).hex(),
    )  # fmt: skip
    return msgspec.json.encode(made) + b"\n"


def fingerprint(key: str) -> str:
    """How people compare a public key: SHA-256 of its bytes, the first 32 digits in fours."""
    digits = sha256(bytes.fromhex(key)).hexdigest()[:32]
    return " ".join(digits[at : at + 4] for at in range(0, 32, 4))


def holds(content: bytes, signature: bytes) -> str | None:
    """The public key whose signature of these bytes holds; None where it does not."""
    try:
        said = msgspec.json.decode(signature, type=Signature)
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(said.key))
        key.verify(bytes.fromhex(said.signature), content)
    except (msgspec.DecodeError, InvalidSignature, ValueError):
        return None
    return said.key if said.algorithm == "Ed25519" else None
