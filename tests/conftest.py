"""What holds for every test: no call to another host, no setting from the person's own environment."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.netguard import sitecustomize as netguard

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_REFUSED = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Watch this process and, through their environment, every Python it starts."""
    for name in [name for name in os.environ if name.startswith("SEMINAR_")]:
        del os.environ[name]
    handle, record = tempfile.mkstemp(prefix="network-", suffix=".txt")
    os.close(handle)
    guard = str(Path(netguard.__file__).parent)
    os.environ[netguard.RECORD] = record
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (guard, os.environ.get("PYTHONPATH"))))
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "localhost,127.0.0.1,::1"
    netguard.install()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the whole run if anything called another host, whoever swallowed the error."""
    record = Path(os.environ.pop(netguard.RECORD))
    refused = record.read_text(encoding="utf-8").splitlines()
    record.unlink()
    session.config.stash[_REFUSED] = refused
    if refused:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Show what was refused."""
    refused = config.stash.get(_REFUSED, [])
    if refused:
        terminalreporter.section("calls to another host", red=True)
        for line in refused:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of an installed Chromium, or skip."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium installed")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> "Iterator[Browser]":
    """Return a browser that reaches this machine only, or skip."""
    from tests.browsing import open_browser

    with open_browser(chromium) as opened:
        yield opened
