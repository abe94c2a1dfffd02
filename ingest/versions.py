"""What an index is made with, so that one made with something else is noticed instead of answering wrongly."""

from functools import cache
from hashlib import sha256

from ingest.plain import shape_of
from ingest.records import Report

# Words keep their positions: phrases need them, and without them every row found is cut into words again to be ranked
# (30,000 passages: 80 ms a question instead of 9 ms, for a file 15 % smaller).
SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, reader TEXT NOT NULL, report TEXT, problem TEXT);
CREATE TABLE reports (id TEXT PRIMARY KEY, path TEXT NOT NULL, json TEXT NOT NULL);
CREATE TABLE passages (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, report TEXT NOT NULL, number INTEGER NOT NULL,
    heading TEXT NOT NULL, excerpt TEXT NOT NULL
);
CREATE INDEX passages_of_report ON passages (report);
CREATE VIRTUAL TABLE words USING fts5 (heading, text, tokenize = 'ascii');
"""


@cache
def records_shape() -> str:
    """Return a short digest of the tables and records of a generation: a program of another one cannot read it."""
    return sha256(f"{SCHEMA}{shape_of(Report)}".encode()).hexdigest()[:16]
