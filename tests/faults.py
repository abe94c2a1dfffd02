"""A corpus with two generations of its index, ways to damage it, and the question whether anything was lost."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from assistant.pipeline import Assistant
from ingest.amendments import Change, Correction
from ingest.builds import Build, build_index
from ingest.corrections import add_correction, read_corrections
from ingest.generations import open_store
from ingest.homes import VECTORS
from ingest.store import RECORDS, open_generation
from tests import samples
from tests.fakes import BigramEmbeddings

ROOT = Path(__file__).parents[1]
_BUILDING = """
import sys
from pathlib import Path
from ingest.errors import SeminarError
from tests.faults import Home
print("begins", flush=True)
try:
    print(Home(Path(sys.argv[1])).build(apart=True).generation)
except SeminarError as error:
    print(error, file=sys.stderr)
    sys.exit(2)
"""
OLDER, CURRENT = "000001", "000002"  # the generations of `Home`
QUESTION = "高齢者の見守りについて教えてください"  # told in both, found by words and meaning
THEME = "観光と介護"  # a staff correction


class Home:
    """A folder with `corpus/` and `data/`: the first generation holds one report, the current one two."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.data = folder / "corpus", folder / "data"

    @classmethod
    def begin(cls, folder: Path) -> "Home":
        """Build both generations, with a staff correction in force."""
        home = cls(folder)
        home.corpus.mkdir()
        home.put("harbin", samples.HARBIN)
        report = home.build().documents[0].report
        assert report
        made = ("高齢化社会と地域福祉", "某", "2026-01-05")
        add_correction(home.data, Correction("", report, "event", "set", "theme", (Change("value", THEME),), *made))
        home.put("guilin", samples.GUILIN)
        home.build()
        return home

    def copy(self, folder: Path) -> "Home":
        """Return a copy that can be damaged."""
        shutil.copytree(self.corpus, folder / "corpus")
        shutil.copytree(self.data, folder / "data")
        return Home(folder)

    def put(self, name: str, text: str) -> None:
        (self.corpus / f"{name}.txt").write_text(text, encoding="utf-8")

    def build(self, *, apart: bool = False) -> Build:
        """Build with fake vectors; `apart` as the product does it, with processes that read and check."""
        model = BigramEmbeddings()
        return build_index(self.corpus, open_store(self.data, apart=apart), model.fingerprint, lambda: model, _quiet)

    def start_build(self) -> "subprocess.Popen[str]":
        """Start a build in a process group of its own and return it once it begins; it ends as the command does."""
        command = [sys.executable, "-c", _BUILDING, str(self.corpus.parent)]
        child = subprocess.Popen(
            command, cwd=ROOT, text=True, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert child.stdout
        assert child.stdout.readline() == "begins\n"
        return child

    def open(self) -> Assistant:
        return Assistant(self.data, BigramEmbeddings().embed_query)

    @property
    def generation(self) -> Path:
        """The folder of the generation that was current before anything was built again."""
        return self.data / "generations" / CURRENT

    def themes(self) -> set[str]:
        """Return the theme of every report that a new program would answer from."""
        with closing(open_generation(self.data)) as generation:
            return {str(report.event.theme.value) for report in generation.reports if report.event.theme}


def answers(assistant: Assistant) -> bool:
    """Tell whether a question that needs words and vectors is answered from a report that every generation holds."""
    *_, answer = assistant.answer(QUESTION, [])
    return answer.status == "answered" and "見守り" in answer.text


def lost(home: Home) -> list[str]:
    """Return what is missing once a build has repaired the data folder."""
    missing = [] if answers(home.open()) else ["an answer"]
    missing += sorted({THEME, "観光による地域振興"} - home.themes())
    missing += [] if read_corrections(home.data) else ["the staff correction"]
    with closing(open_generation(home.data)) as generation:
        originals = (home.data / "documents" / report.sha256 for report in generation.reports)
        missing += [f"the original {path.name}" for path in originals if not path.exists()]
    store = open_store(home.data, apart=False)
    missing += [] if store.is_whole() else ["soundness"]
    missing += [path.name for path in (home.data / "generations").glob("*.draft")]
    return missing


def _quiet(what: str, done: int, total: int) -> None:
    """Say nothing of how far a build is."""


def _garble(path: Path) -> None:
    path.write_bytes(os.urandom(path.stat().st_size))


def _flip(path: Path) -> None:
    """Change some bytes of every third page of an SQLite file, the first left as it is."""
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data) - 200, 3 * 4096):
        data[at : at + 200] = bytes(byte ^ 0xFF for byte in data[at : at + 200])
    path.write_bytes(data)


def cut_segments(generation: Path) -> None:
    """Cut the files that hold the graph of the vectors; Chroma fills them from a thousand vectors on."""
    for path in (generation / VECTORS).rglob("*.bin"):
        os.truncate(path, min(10, path.stat().st_size))


def flip_segments(generation: Path) -> None:
    """Change bytes of the graph without changing a size."""
    for path in (generation / VECTORS).rglob("*.bin"):
        _flip(path)


def lose_segments(generation: Path) -> None:
    """Remove the folders of the graph."""
    for path in (generation / VECTORS).glob("*/"):
        shutil.rmtree(path)


Damage = Callable[[Home], object]

# Each with the generation that answers from then on, until the next build.
DAMAGES: dict[str, tuple[Damage, str]] = {
    "CURRENT garbled": (lambda home: (home.data / "CURRENT").write_bytes(b"\xff\xfe\x00"), CURRENT),
    "CURRENT emptied": (lambda home: (home.data / "CURRENT").write_bytes(b""), CURRENT),
    "CURRENT lost": (lambda home: (home.data / "CURRENT").unlink(), CURRENT),
    "CURRENT names none": (lambda home: (home.data / "CURRENT").write_bytes(b"000099\n"), CURRENT),
    "CURRENT leads out": (lambda home: (home.data / "CURRENT").write_bytes(b"../../corpus\n"), CURRENT),
    "generation lost": (lambda home: shutil.rmtree(home.generation), OLDER),
    "manifest lost": (lambda home: (home.generation / "manifest.json").unlink(), OLDER),
    "records cut": (lambda home: os.truncate(home.generation / RECORDS, 9000), OLDER),
    "records garbled": (lambda home: _garble(home.generation / RECORDS), OLDER),
    "records flipped": (lambda home: _flip(home.generation / RECORDS), OLDER),
    "records lost": (lambda home: (home.generation / RECORDS).unlink(), OLDER),
    "vectors lost": (lambda home: shutil.rmtree(home.generation / VECTORS), OLDER),
    "vectors cut": (lambda home: os.truncate(home.generation / VECTORS / "chroma.sqlite3", 5000), OLDER),
    "vectors garbled": (lambda home: _garble(home.generation / VECTORS / "chroma.sqlite3"), OLDER),
    "vectors flipped": (lambda home: _flip(home.generation / VECTORS / "chroma.sqlite3"), OLDER),
    "vectors emptied": (lambda home: os.truncate(home.generation / VECTORS / "chroma.sqlite3", 0), OLDER),
    "segments cut, not yet filled": (lambda home: cut_segments(home.generation), CURRENT),
    "truth cut": (lambda home: os.truncate(home.data / "truth.sqlite3", 5000), CURRENT),
    "truth garbled": (lambda home: _garble(home.data / "truth.sqlite3"), CURRENT),
    "truth flipped": (lambda home: _flip(home.data / "truth.sqlite3"), CURRENT),
    "truth emptied": (lambda home: os.truncate(home.data / "truth.sqlite3", 0), CURRENT),
    "truth lost": (lambda home: (home.data / "truth.sqlite3").unlink(), CURRENT),
    "originals lost": (lambda home: shutil.rmtree(home.data / "documents"), CURRENT),
}
