"""A real nginx, with the recipe of assistant/README.md."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest

from tests.serving import free_port, wait_for

Style = Literal["kept", "stripped"]
STYLES: tuple[Style, ...] = ("kept", "stripped")
PREFIX = "/seminar"
_README = Path(__file__).parents[1] / "assistant" / "README.md"


def recipe() -> str:
    """Return the lines of nginx that the README tells people to copy."""
    blocks = _README.read_text(encoding="utf-8").split("```")
    return next(block for block in blocks if "proxy_pass" in block)


@contextmanager
def nginx(folder: Path, servers: Sequence[str], style: Style) -> Iterator[str]:
    """Run nginx before these servers until the block ends; return the address of what it shows, with the prefix."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        pytest.skip("no nginx installed")
    port, ports = free_port(), [re.sub(r".*:(\d+)/?$", r"\1", server) for server in servers]
    listed = "".join(f"server 127.0.0.1:{one} max_fails=1 fail_timeout=2s;" for one in ports)
    said = re.sub(r"(\s*server 127\.0\.0\.1:\d+;[^\n]*)+", f"\n{listed}", recipe())
    said = said.replace("listen 80;", f"listen 127.0.0.1:{port};")
    if style == "stripped":
        said = said.replace("proxy_pass http://seminar;", "proxy_pass http://seminar/;")
    own = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;" if os.name == "posix" and os.geteuid() == 0 else ""
    whole = f"{user} pid {folder}/pid; error_log {folder}/error.log; events {{ worker_connections 512; }}\n"
    (folder / "nginx.conf").write_text(f"{whole}http {{ access_log off; {own}\n{said} }}", encoding="utf-8")
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    with subprocess.Popen([*command, "-g", "daemon off;"]) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}{PREFIX}/health")
            yield f"http://127.0.0.1:{port}{PREFIX}/"
        finally:
            process.terminate()
