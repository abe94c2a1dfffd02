"""Refuse and record every call of this process to another host.

A folder with a module of this name on PYTHONPATH is all a child process needs: Python imports it before anything else.
An audit hook sees what monkeypatched sockets miss (subclasses, `connect_ex`, name look-ups); it cannot be taken out
again, so where it writes is a variable. Not seen: sockets opened by native code and by programs other than Python.
"""

import ipaddress
import os
import socket
import sys
import traceback
from pathlib import Path

RECORD = "SEMINAR_TEST_NETWORK_RECORD"  # the file to record in; without it, nothing is watched
_LOCAL_NAMES = ("", "localhost", "localhost.", "ip6-localhost")
_INTERNET = (socket.AF_INET, socket.AF_INET6)


class NetworkRefused(PermissionError):
    """Something called another host; an OSError, so that code under test behaves as on a closed network."""


def install() -> None:
    """Watch this process from now on."""
    sys.addaudithook(_audit)


def is_local(host: object) -> bool:
    """Tell whether a name or an address is this machine's; None and the wildcard addresses are for listening."""
    name = os.fsdecode(host) if isinstance(host, bytes) else host
    if name is None or name in _LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(str(name).split("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        caller, address = arguments[:2]
        if isinstance(caller, socket.SocketType) and caller.family in _INTERNET and isinstance(address, tuple):
            _check(event, address[0])
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        _check(event, arguments[0])


def _check(event: str, host: object) -> None:
    record = os.environ.get(RECORD)
    if not record or is_local(host):
        return
    callers = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_stack()[-6:-2]]
    test = os.environ.get("PYTEST_CURRENT_TEST", "")
    with Path(record).open("a", encoding="utf-8") as file:
        file.write(f"{event} {host!r} by {' > '.join(callers)} {test}\n")
    raise NetworkRefused(f"{event} {host!r}: no call to another host")


if __name__ == "sitecustomize" and os.environ.get(RECORD):
    install()
