"""A bundle for a machine without the internet: complete for that machine, checked on arrival, whose work it holds."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.bundling.bundle import write_licences, write_lock
from tests.bundling.targets import TARGETS, Target, install_text
from tests.bundling.wheels import NotBundled, collect_wheels, read_wheel

ROOT = Path(__file__).parents[1]
LINUX, WINDOWS = TARGETS["linux-x86_64"], TARGETS["windows-x86_64"]

# What the project needs, and what that needs: colorama on Windows, an extra, a circle.
WHEELS: Mapping[str, Sequence[str]] = {
    "chat": ["Requires-Dist: loop; sys_platform != 'win32'", "Requires-Dist: colours; sys_platform == 'win32'"],
    "web": ["Requires-Dist: fast; extra == 'standard'", "Requires-Dist: chat", "Requires-Dist: odd; extra == 'odd'"],
    "loop": ["License-Expression: MIT", "Home-page: over there"],
    "colours": ["License: BSD", "Project-URL: Changes, elsewhere", "Project-URL: Homepage, at home"],
    "fast": ["License: It may be used\n  by everybody", "Classifier: License :: OSI Approved :: ISC License"],
    "stray": [],
}
LOCK = "# all\n" + "".join(f"{name}==1.0\n" for name in WHEELS)
NEEDED = ["chat>=1", "web[standard]>=1"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of small wheels, so that nothing is fetched."""
    for name, lines in WHEELS.items():
        with zipfile.ZipFile(tmp_path / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
            head = ["Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *lines]
            wheel.writestr(f"{name}-1.0.dist-info/METADATA", "\n".join([*head, "", ""]))
            wheel.writestr(f"{name}-1.0.dist-info/licenses/LICENSE.txt", "You may.")
            wheel.writestr(
                f"{name}-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            wheel.writestr(f"{name}-1.0.dist-info/RECORD", "")
            wheel.writestr(f"{name}.py", "")
    return tmp_path


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param(LINUX, ["chat", "fast", "loop", "web"], id="linux"),
        pytest.param(WINDOWS, ["chat", "colours", "fast", "web"], id="windows"),
    ],
)
def test_it_holds_what_is_needed_on_that_machine_and_no_more(target: Target, expected: list[str], folder: Path) -> None:
    collected = collect_wheels(NEEDED, LOCK, target, "3.12", folder)
    assert [wheel.name for wheel in collected] == expected


@pytest.mark.parametrize(
    ("lock", "told"),
    [
        pytest.param(LOCK.replace("fast==1.0\n", ""), "no version of fast, needed on linux-x86_64", id="unlocked"),
        pytest.param(LOCK + "more==2\n", "more-2.0.*is not more>=3", id="outside-its-bounds"),
    ],
)
def test_a_lock_file_that_does_not_fit_is_told_of(lock: str, told: str, folder: Path) -> None:
    (folder / "more-2.0-py3-none-any.whl").write_bytes((folder / "stray-1.0-py3-none-any.whl").read_bytes())
    with zipfile.ZipFile(folder / "more-2.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("more-2.0.dist-info/METADATA", "Name: more\nVersion: 2\n\n")
    with pytest.raises(NotBundled, match=told):
        collect_wheels([*NEEDED, *(["more>=3"] if "more" in lock else [])], lock, LINUX, "3.12", folder)


def test_licences_are_taken_from_the_wheels(folder: Path) -> None:
    write_licences([read_wheel(path) for path in sorted(folder.glob("*.whl"))], folder / "LICENSES.tsv")
    rows = [line.split("\t") for line in (folder / "LICENSES.tsv").read_text(encoding="utf-8").splitlines()]
    about = {row[0]: row[1:4] for row in rows}
    assert about["loop"] == ["1.0", "MIT", "over there"]
    assert about["colours"] == ["1.0", "BSD", "at home"]
    assert about["fast"] == ["1.0", "ISC License", ""]
    assert about["chat"] == ["1.0", "not named: see its licence file", ""]
    assert rows[1][4] == "chat-1.0.dist-info/licenses/LICENSE.txt"


@pytest.mark.slow
@pytest.mark.parametrize("damaged", [pytest.param(False, id="whole"), pytest.param(True, id="damaged-on-the-way")])
def test_pip_takes_only_the_wheels_that_were_sent(damaged: bool, folder: Path) -> None:
    write_lock([read_wheel(folder / "fast-1.0-py3-none-any.whl")], folder / "requirements.lock")
    if damaged:
        with zipfile.ZipFile(folder / "fast-1.0-py3-none-any.whl", "a") as wheel:
            wheel.writestr("more.py", "")
    install = [sys.executable, "-m", "pip", "install", "--no-index", "--find-links", str(folder)]
    install += ["--target", str(folder / "into"), "-r", str(folder / "requirements.lock")]
    run = subprocess.run(install, capture_output=True, text=True, check=False)
    assert (run.returncode != 0, "DO NOT MATCH THE HASHES" in run.stderr) == (damaged, damaged), run.stderr


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_the_lines_to_install_name_no_index(target: Target) -> None:
    text = install_text(target, "3.12")
    assert ("--no-index --find-links wheels" in text, "3.12 -m venv .venv" in text, "{" in text) == (True, True, False)


def test_make_asks_no_index_where_it_is_given_wheels(tmp_path: Path) -> None:
    if not shutil.which("make"):
        pytest.skip("no make installed")
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "requirements.lock", tmp_path)
    (tmp_path / "usb").mkdir()
    run = _make(tmp_path, "WHEELS=usb")
    assert (run.returncode, "make bundle" in run.stderr) == (2, True)
    (tmp_path / "usb" / "requirements.lock").touch()
    (tmp_path / "usb" / "python-version").write_text("3.12\n", encoding="ascii")
    run = _make(tmp_path, "WHEELS=usb")
    assert 'install --no-index --find-links "usb" -r "usb/requirements.lock"' in run.stdout
    assert "python3.12 python3;" in run.stdout
    assert "\t@$" not in run.stdout


def _make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["make", "--dry-run", "setup", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
