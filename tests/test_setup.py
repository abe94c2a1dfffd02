"""A fresh machine: what the lock file pins, and what the Makefile says where Python does not fit."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]

# Stand in for `python` on machines unlike this one: what they answer to the questions of the Makefile.
TOO_OLD = '#!/bin/sh\ncase "$2" in *print*) echo python3.9;; *) exit 1;; esac\n'
NO_VENV = f'#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; *) exec {sys.executable} "$@";; esac\n'
NO_PYTHON = "#!/bin/sh\nexit 127\n"

WRONG_PYTHONS = {
    "too_old": (TOO_OLD, ["Python 3.11, 3.12 or 3.13 is needed", "found: python3.9", "apt install", "brew install"]),
    "no_python": (NO_PYTHON, ["Python 3.11, 3.12 or 3.13 is needed", "found: none"]),
    "no_venv": (NO_VENV, ["no venv module", f"apt install python3.{sys.version_info.minor}-venv"]),
}


def _locked() -> list[Requirement]:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if not line.startswith("#")]


def test_every_package_is_pinned_to_one_version() -> None:
    assert [str(one) for one in _locked() if [rule.operator for rule in one.specifier] != ["=="]] == []


def test_the_lock_file_brings_no_cuda_and_suits_both_systems() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "\ntorch==2.13.0\n" in text
    assert [word for word in ("nvidia-", "cuda-", "triton", "+cpu", "--hash", "file:", "://") if word in text] == []


def test_every_direct_dependency_is_locked_within_its_bounds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    direct = map(Requirement, project["project"]["dependencies"] + project["dependency-groups"]["dev"])
    locked = {canonicalize_name(one.name): next(iter(one.specifier)).version for one in _locked()}
    outside = [one for one in direct if not one.specifier.contains(locked.get(canonicalize_name(one.name), "0"))]
    assert [str(one) for one in outside] == []


@pytest.mark.parametrize(("python", "expected"), WRONG_PYTHONS.values(), ids=WRONG_PYTHONS)
def test_a_python_that_does_not_fit_is_named_with_the_remedy(python: str, expected: list[str], tmp_path: Path) -> None:
    if not shutil.which("make"):
        pytest.skip("no make installed")
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    candidate = tmp_path / "python"
    candidate.write_text(python)
    candidate.chmod(0o755)
    command = ["make", "setup", f"PYTHON={candidate}"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert [words for words in expected if words not in run.stderr] == []
    assert not (tmp_path / ".venv").exists()
