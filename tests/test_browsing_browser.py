"""The browser of the tests reaches no other host, and what it tries is recorded as Python's own calls are."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.netguard.sitecustomize import RECORD

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("host", ["elsewhere.example", "192.0.2.1"], ids=["name", "number"])
@pytest.mark.parametrize(
    "script",
    ["fetch(`http://${host}/`, { mode: 'no-cors' })", "new Image().src = `https://${host}/x.png`"],
    ids=["fetch", "image"],
)
def test_a_call_to_another_host_is_refused_and_recorded(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, script: str
) -> None:
    record = tmp_path / "refused.txt"
    monkeypatch.setenv(RECORD, str(record))
    page = browser.new_page()
    page.evaluate(f"host => {{ {script}; }}", host)
    for _ in range(50):
        page.wait_for_timeout(100)
        if record.exists():
            break
    page.close()
    assert host in record.read_text(encoding="utf-8")
