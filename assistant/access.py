"""Sign-in: who is let in to the staff page or the chat, for how long, and how often a password may be guessed.

Alone knows the sessions of staff. They live in memory only: whoever stops the server signs everybody out.
"""

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from hmac import compare_digest
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Literal

from assistant.settings import AssistantSettings
from ingest.errors import SeminarError

_WINDOW_SECONDS = 15 * 60.0
_TRIES_OF_ONE = 5
_TRIES_OF_ALL = 50  # whoever guesses from many addresses: 4,800 a day, against a password nobody has ever used
IDLE_SECONDS = 30 * 60.0
WHOLE_SECONDS = 8 * 60 * 60.0
_SESSIONS = 200
_NAME_CHARACTERS = 60
Whose = Literal["ADMIN", "READER"]
_Network = IPv4Network | IPv6Network


class TooManyTries(SeminarError):
    """The password was guessed too often; `wait_seconds` until the next try is heard."""

    def __init__(self, wait_seconds: float) -> None:
        """Say how long to wait."""
        super().__init__(f"Too many wrong passwords; try again in {wait_seconds:.0f} s.")
        self.wait_seconds = wait_seconds

    @property
    def minutes(self) -> int:
        """The same in whole minutes, at least one."""
        return -(-int(self.wait_seconds) // 60) or 1


@dataclass(frozen=True, slots=True)
class _Session:
    name: str
    begun: float
    used: float


class Access:
    """The sign-in of one kind of people; hand it the settings and a clock that never goes back."""

    def __init__(
        self, settings: AssistantSettings, clock: Callable[[], float] = time.monotonic, whose: Whose = "ADMIN"
    ) -> None:
        """SeminarError for a header without proxies, and for a proxy that is no address."""
        password, header, proxies = {
            "ADMIN": (settings.admin_password, settings.admin_header, settings.admin_proxies),
            "READER": (settings.reader_password, settings.reader_header, settings.reader_proxies),
        }[whose]
        self._password = sha256(password.encode("utf-8")).digest() if password else None
        self.header = header.strip().lower()
        self._proxies = _networks(proxies, f"SEMINAR_{whose}_PROXIES")
        if self.header and not self._proxies:
            raise SeminarError(
                f"SEMINAR_{whose}_HEADER is set to {self.header!r}, but SEMINAR_{whose}_PROXIES names no proxy that "
                "may send it; name the addresses of your proxy, such as 127.0.0.1, separated by blanks."
            )
        self._clock = clock
        self._sessions: dict[bytes, _Session] = {}
        self._failures: list[tuple[float, str]] = []

    @property
    def open(self) -> bool:
        """Whether there is any way to sign in."""
        return bool(self._password or self.header)

    @property
    def by_password(self) -> bool:
        """Whether people can sign in here, beside those whom a proxy names."""
        return self._password is not None

    def named_by_proxy(self, peer: str, values: Sequence[str]) -> str | None:
        """Return whom a trusted proxy names: `peer` is who really connected, `values` what its header says."""
        names = [_name(_decoded(value)) for value in values]
        address = _address(peer)
        trusted = self.header and address and any(address in network for network in self._proxies)
        return names[0] if trusted and len(names) == 1 and names[0] else None

    def knows(self, client: str, password: str) -> bool:
        """Return whether a password is right; TooManyTries before it is even looked at."""
        if self._password is None:
            return False
        client, now = neighbourhood(client), self._clock()
        self._wait(client, now)
        self._failures.append((now, client))
        if not compare_digest(sha256(password.encode("utf-8")).digest(), self._password):
            return False
        self._failures = [failure for failure in self._failures if failure[1] != client]
        return True

    def sign_in(self, client: str, name: str, password: str) -> str | None:
        """Return the token of a new session, None for a wrong password; TooManyTries before it is even looked at."""
        if not self.knows(client, password):
            return None
        now, token = self._clock(), secrets.token_urlsafe(32)
        self._sessions = {key: one for key, one in self._sessions.items() if self._lasts(one, now)}
        while len(self._sessions) >= _SESSIONS:
            del self._sessions[min(self._sessions, key=lambda key: self._sessions[key].used)]
        self._sessions[_key(token)] = _Session(_name(name), now, now)
        return token

    def signed_in(self, token: str) -> str | None:
        """Return the name of a session that still lasts, and count this as its use; the name may be empty."""
        key, now = _key(token), self._clock()
        session = self._sessions.get(key)
        if session is None or not self._lasts(session, now):
            self._sessions.pop(key, None)
            return None
        self._sessions[key] = replace(session, used=now)
        return session.name

    def sign_out(self, token: str) -> None:
        """End a session."""
        self._sessions.pop(_key(token), None)

    def _wait(self, client: str, now: float) -> None:
        self._failures = [failure for failure in self._failures if now - failure[0] < _WINDOW_SECONDS]
        of_one = [at for at, who in self._failures if who == client]
        for tries, allowed in ((of_one, _TRIES_OF_ONE), ([at for at, _ in self._failures], _TRIES_OF_ALL)):
            if len(tries) >= allowed:
                raise TooManyTries(tries[-allowed] + _WINDOW_SECONDS - now)

    @staticmethod
    def _lasts(session: _Session, now: float) -> bool:
        return now - session.used < IDLE_SECONDS and now - session.begun < WHOLE_SECONDS


def _key(token: str) -> bytes:
    """Return what a token is kept under, so that looking one up tells nothing by its time."""
    return sha256(token.encode("utf-8")).digest()


def _name(typed: str) -> str:
    """Return a name as it is shown in the history of builds: one line, not long."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in typed).split())[:_NAME_CHARACTERS]


def _decoded(value: str) -> str:
    """Return what a header says: it comes as bytes that were taken for Latin."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _networks(setting: str, variable: str) -> tuple[_Network, ...]:
    try:
        return tuple(ip_network(one, strict=False) for one in setting.split())
    except ValueError as error:
        raise SeminarError(f"{variable}: {error}; write addresses separated by blanks.") from error


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def neighbourhood(client: str) -> str:
    """Return what counts as one client: of IPv6 the first half, for one person has all addresses of it."""
    address = _address(client)
    return str(ip_network(f"{address}/64", strict=False)) if isinstance(address, IPv6Address) else client
