"""Signed tokens: what an embedding page says of its reader, and the session a reader is given.

Both are JSON Web Tokens under HMAC with SHA-256, for which every language a portal is written in has a library.
Sessions hold in every process that serves the same data folder, and end with a change of the password or the secret.
"""

import os
import secrets
import time
from hashlib import sha256
from hmac import digest
from pathlib import Path

from ingest.errors import SeminarError

AUDIENCE = "seminar-chat"  # what an embedding page writes into its token
SESSION_SECONDS = 8 * 60 * 60
_OFFER_SECONDS = 10 * 60  # the longest an embedding page's token may last
_LEEWAY_SECONDS = 30  # between the clocks of two machines
_ALGORITHM = "HS256"  # the only one that is read, whatever a token says of itself
_LONGEST = 2048  # characters
_SESSION = "seminar-session"
_KEY_BYTES = 32


def read_offer(token: str, secret: str) -> str | None:
    """Return the name an embedding page's token gives its reader, maybe empty; None if it lets nobody in."""
    return _read(token, secret.encode("utf-8"), AUDIENCE, _OFFER_SECONDS)


class Sessions:
    """The sessions of readers, of which nothing is kept: a token says all there is to know, and nobody can make one."""

    def __init__(self, folder: Path, *means: str) -> None:
        """Take the key from a folder, made when it is first used; other `means` of signing in make it another key."""
        self._path = folder / "readers.key"
        self._means = "\0".join(means).encode("utf-8")
        self._key = b""

    def begin(self, name: str) -> str:
        """Return the token of a new session."""
        import jwt

        now = int(time.time())
        claims = {"aud": _SESSION, "sub": name, "iat": now, "exp": now + SESSION_SECONDS}
        return jwt.encode(claims, self._signing(), _ALGORITHM)

    def name(self, token: str) -> str | None:
        """Return whose session it is, maybe nameless; None for one that is over or none."""
        return _read(token, self._signing(), _SESSION, SESSION_SECONDS) if token else None

    def _signing(self) -> bytes:
        if not self._key:
            self._key = digest(_kept_key(self._path), self._means, sha256)
        return self._key


def _read(token: str, key: bytes, audience: str, longest_seconds: int) -> str | None:
    import jwt

    if len(token) > _LONGEST or not token.isascii():
        return None
    try:
        claims = jwt.decode(
            token,
            key,
            algorithms=[_ALGORITHM],
            audience=audience,
            leeway=_LEEWAY_SECONDS,
            options={"require": ["exp", "iat", "aud"], "strict_aud": True},
        )
    except (jwt.PyJWTError, OverflowError, RecursionError):
        return None
    if int(claims["exp"]) - int(claims["iat"]) > longest_seconds:
        return None
    return str(claims.get("sub", ""))


def _kept_key(path: Path) -> bytes:
    """Return the key in a file that only this program may read; of two processes that make it, one does."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        if not path.exists():
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(_KEY_BYTES))
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        key = path.read_bytes()
    except OSError as error:
        raise SeminarError(f"The key of the sign-in cannot be kept in {path}: {error.strerror}.") from error
    if len(key) < _KEY_BYTES:
        raise SeminarError(f"{path} is damaged; delete it, then start again: everybody signs in anew.")
    return key
