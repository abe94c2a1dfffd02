"""Where the vectors of a generation are: in its own folder, or in a collection of a Chroma server that it names.

A generation that says so itself needs no setting to be read, and an old one stays readable when the setting changes.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

from ingest.errors import IndexDamaged, VectorsNotReachable

VECTORS = "chroma"  # folder within that of a generation
TABLE = "chroma.sqlite3"  # in it, where the vectors are there too
COLLECTION = "collection.json"  # in it, where a server has them


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection of a Chroma server; `address` is the server's, as in `SEMINAR_CHROMA_URL`."""

    address: str
    name: str

    @property
    def unreachable(self) -> VectorsNotReachable:
        """What to say where the server does not answer."""
        return VectorsNotReachable(
            f"The Chroma server at {self.address} cannot be reached, and it holds the vectors. Start it, or see to the "
            "way there; for another server set SEMINAR_CHROMA_URL and run 'python -m ingest build'."
        )


def read_address(setting: str) -> str:
    """Return the address of a Chroma server without a last slash; VectorsNotReachable for what is none."""
    parts = urlsplit(setting.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise VectorsNotReachable(
            "SEMINAR_CHROMA_URL is no address of a Chroma server; write it as http://127.0.0.1:8000, without a name or "
            "password in it."
        )
    return setting.strip().rstrip("/")


def name_collection(folder: Path, address: str) -> None:
    """Note in a folder of vectors that a server will have them, in a collection whose name nobody else has."""
    folder.mkdir(exist_ok=True)
    made = Collection(address, f"seminar-{folder.parent.name.split('-')[0]}-{token_hex(6)}")
    (folder / COLLECTION).write_text(json.dumps(asdict(made)), encoding="utf-8")


def collection_of(folder: Path) -> Collection | None:
    """Return the collection that a folder of vectors names, None where they are in it; IndexDamaged if it is torn."""
    try:
        noted = json.loads((folder / COLLECTION).read_text(encoding="utf-8"))
        return Collection(str(noted["address"]), str(noted["name"]))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"{folder / COLLECTION} cannot be read: {error}. Run 'python -m ingest build'.") from error
