"""The passwords of the two roles: random, kept in one file, known to the server only as digests."""

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pathway.embedded.files import SECRET, write_whole

ITERATIONS = 4096  # what PostgreSQL itself uses; the passwords are random, so more gain nothing


@dataclass(frozen=True, slots=True)
class Credentials:
    """The passwords of both roles, in letters that an address can carry as they are."""

    owner: str = field(repr=False)
    app: str = field(repr=False)


def new_credentials() -> Credentials:
    """Return new passwords of 256 random bits each."""
    return Credentials(owner=secrets.token_urlsafe(32), app=secrets.token_urlsafe(32))


def read_credentials(path: Path) -> Credentials | None:
    """Return the passwords kept in `path`, or nothing if the file is gone or spoilt."""
    try:
        return Credentials(**json.loads(path.read_text("utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def keep_credentials(credentials: Credentials, path: Path) -> None:
    """Write the passwords to a file that only we can read."""
    write_whole(path, json.dumps(asdict(credentials)), mode=SECRET)


def scram_digest(password: str) -> str:
    """Return what PostgreSQL stores in place of a password; the password can't be had from it.

    Source:
        RFC 5802 section 3 and RFC 7677 for the keys; PostgreSQL, "pg_authid", for the form.
    """
    salt = secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, ITERATIONS)
    stored_key = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    keys = f"{_base64(stored_key)}:{_base64(server_key)}"
    return f"SCRAM-SHA-256${ITERATIONS}:{_base64(salt)}${keys}"


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
