"""Settings that cannot be used: said to people, without what they hold."""

from collections.abc import Callable

import pytest

from assistant.__main__ import main as assistant
from ingest.__main__ import main as ingest


@pytest.mark.parametrize(("main", "command"), [(assistant, "serve"), (ingest, "status")], ids=["assistant", "ingest"])
def test_a_setting_that_cannot_be_used_is_named_without_what_it_holds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], main: Callable[[list[str]], int], command: str
) -> None:
    monkeypatch.setenv("SEMINAR_CHAT_TIMEOUT", "s3cret")
    assert main([command]) == 2
    out, err = capsys.readouterr()
    assert (out, "s3cret" in err) == ("", False)
    assert "SEMINAR_CHAT_TIMEOUT: Input should be a valid number" in err
