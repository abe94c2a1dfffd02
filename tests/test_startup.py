"""How soon a starting server answers."""

import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.serving import serving, wait_for


@pytest.mark.slow
def test_health_is_there_within_four_seconds_and_the_page_within_six(tmp_path: Path) -> None:
    started = time.monotonic()
    with serving(tmp_path, loaded=False) as address:
        alive = time.monotonic() - started
        wait_for(address)
        page = time.monotonic() - started
        with pytest.raises(HTTPError, match="503") as refused:
            urlopen(f"{address}ready", timeout=10)
        refused.value.close()
        (tmp_path / "loaded").touch()
        wait_for(f"{address}ready")
    assert (alive < 4, page < 6) == (True, True), (alive, page)
