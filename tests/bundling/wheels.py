"""Wheels for a machine: those the project needs there, fetched by pip, and what they say of themselves."""

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.bundling.targets import Target, environment

_LONGEST_LICENCE = 100  # characters: what is longer is a licence's text, not its name
_LICENCE_FILE = re.compile(
    r"[^/]+\.dist-info/(?:licenses/(?:[^/]+/)?)?[^/]*(?:licen[sc]e|copying|notice)[^/]*", re.IGNORECASE
)
_HOMES = ("homepage", "home", "source", "source code", "repository", "github")


class NotBundled(Exception):
    """A bundle cannot be made; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel on disk with what its metadata say."""

    path: Path
    metadata: Message

    @property
    def name(self) -> str:
        """Its package, in the one way of writing it that all agree upon."""
        return canonicalize_name(str(self.metadata["Name"]))

    @property
    def version(self) -> str:
        """Its version, with the local part that tells a build without CUDA."""
        return str(self.metadata["Version"])

    @property
    def requires(self) -> tuple[Requirement, ...]:
        """What it needs, on any machine."""
        return tuple(Requirement(str(line)) for line in self.metadata.get_all("Requires-Dist", []))

    @property
    def licence(self) -> str:
        """Its licence as the metadata name it: the expression, else the field, else the classifiers."""
        stated = str(self.metadata["License-Expression"] or self.metadata["License"] or "").strip()
        if stated and "\n" not in stated and len(stated) <= _LONGEST_LICENCE and stated.lower() != "unknown":
            return stated
        classifiers = map(str, self.metadata.get_all("Classifier", []))
        named = [
            one.rsplit(" :: ", 1)[1] for one in classifiers if one.startswith("License ::") and one.count("::") > 1
        ]
        return ", ".join(named) or "not named: see its licence file"

    @property
    def licence_files(self) -> tuple[str, ...]:
        """The files in the wheel that hold the text of its licence."""
        with ZipFile(self.path) as archive:
            return tuple(name for name in archive.namelist() if _LICENCE_FILE.fullmatch(name))

    @property
    def home(self) -> str:
        """The address of its project."""
        labelled = (str(line).split(", ", 1) for line in self.metadata.get_all("Project-URL", []))
        addresses = {label.lower(): address for label, address in labelled}
        known = (addresses[label] for label in _HOMES if label in addresses)
        return str(self.metadata["Home-page"] or next(known, None) or next(iter(addresses.values()), ""))

    @property
    def digest(self) -> str:
        """The sha256 of the file."""
        with self.path.open("rb") as file:
            hashed = sha256()
            while piece := file.read(1 << 20):
                hashed.update(piece)
        return hashed.hexdigest()


def read_wheel(path: Path) -> Wheel:
    """Return a wheel with its metadata."""
    with ZipFile(path) as archive:
        (name,) = (one for one in archive.namelist() if one.endswith(".dist-info/METADATA") and one.count("/") == 1)
        return Wheel(path, HeaderParser().parsestr(archive.read(name).decode("utf-8")))


def read_pins(lock: str, markers: Mapping[str, str]) -> dict[str, str]:
    """Return the version of every package that a lock file pins for a machine."""
    lines = (Requirement(line) for line in lock.splitlines() if line and not line.startswith("#"))
    return {
        canonicalize_name(line.name): next(iter(line.specifier)).version
        for line in lines
        if line.marker is None or line.marker.evaluate(dict(markers))
    }


def collect_wheels(needed: Sequence[str], lock: str, target: Target, python: str, folder: Path) -> tuple[Wheel, ...]:
    """Fetch what the requirements need on that machine, and what that needs, in the locked versions; by name.

    Each wheel's own metadata tell what it needs there, so that the folder is complete whatever machine it is made on.
    """
    markers = environment(target, python)
    pins = read_pins(lock, markers)
    found = {wheel.name: wheel for wheel in map(read_wheel, sorted(folder.glob("*.whl")))}
    found = {name: wheel for name, wheel in found.items() if _public(wheel.version) == pins.get(name)}
    todo = [one for one in map(Requirement, needed) if _holds(one, markers, "")]
    seen: set[tuple[str, str]] = set()
    while todo:
        names = {canonicalize_name(one.name): one for one in todo}
        if unknown := sorted(names.keys() - pins.keys()):
            raise NotBundled(f"requirements.lock pins no version of {', '.join(unknown)}, needed on {target.name}.")
        _fetch([f"{name}=={pins[name]}" for name in sorted(names.keys() - found.keys())], target, python, folder)
        found |= {wheel.name: wheel for wheel in map(read_wheel, folder.glob("*.whl")) if wheel.name in names}
        following: list[Requirement] = []
        for one in todo:
            wheel = found[canonicalize_name(one.name)]
            if not one.specifier.contains(wheel.version, prereleases=True):
                raise NotBundled(f"{wheel.path.name} is not {one}: requirements.lock has to be made anew.")
            for extra in {"", *one.extras} - {extra for name, extra in seen if name == wheel.name}:
                seen.add((wheel.name, extra))
                following += [need for need in wheel.requires if _holds(need, markers, extra)]
        todo = following
    return tuple(found[name] for name in sorted({name for name, _ in seen}))


def _holds(requirement: Requirement, markers: Mapping[str, str], extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({**markers, "extra": extra})


def _fetch(pins: Sequence[str], target: Target, python: str, folder: Path) -> None:
    own = [pin for pin in pins if pin.startswith("torch==") and target.torch_index]
    if own and not _download(own, target, python, folder, ["--index-url", target.torch_index or "", "--retries", "0"]):
        print(f"{target.torch_index} was not reached; {own[0]} is taken from where pip finds it.")
        own = []
    rest = [pin for pin in pins if pin not in own]
    if rest and not _download(rest, target, python, folder, []):
        raise NotBundled(f"pip could not fetch all of {', '.join(rest)} for {target.name} with Python {python}.")


def _download(pins: Sequence[str], target: Target, python: str, folder: Path, options: Sequence[str]) -> bool:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", *options]
    command += [word for tag in target.tags for word in ("--platform", tag)]
    command += ["--python-version", python, "--implementation", "cp", "--dest", str(folder), *pins]
    quiet = subprocess.DEVNULL if options else None
    return subprocess.run(command, check=False, stderr=quiet).returncode == 0


def _public(version: str) -> str:
    return version.split("+")[0]
