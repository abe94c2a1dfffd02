"""Problems a person can fix, each with a message that names the thing, what was expected and what to do.

SeminarError
├── UnreadableDocument   one document; it is skipped and the rest goes on
│   └── NotReadNow       through no fault of its own: the next build tries again
├── CorpusNotFound       the corpus folder is missing
├── DataNotUsable        the data folder cannot be read or written
├── IndexNotFound        nothing has been built yet
├── IndexDamaged         a generation does not pass its check
├── VectorsNotReachable  the Chroma server that holds the vectors does not answer
├── BuildRunning         another build holds the lock
├── ModelNotUsable       the embedding model cannot be loaded
├── CorrectionNotUsable  a staff correction, or a file of them, is not as expected
└── BackupNotUsable      a backup cannot be written, read or put into place
"""

from collections.abc import Sequence

_NAMED = 3


class SeminarError(Exception):
    """A problem with a message for people; the commands print it and end with 2."""


class UnreadableDocument(SeminarError):
    """One document cannot be read."""


class NotReadNow(UnreadableDocument):
    """One document could not be read this time."""


class CorpusNotFound(SeminarError):
    """The corpus folder is missing or no folder."""


class DataNotUsable(SeminarError):
    """The data folder cannot be read or written."""


class IndexNotFound(SeminarError):
    """No index has been built in this data folder."""


class IndexDamaged(SeminarError):
    """A generation of the index does not pass its check."""


class VectorsNotReachable(SeminarError):
    """The Chroma server that holds the vectors does not answer, or its address is none."""


class BuildRunning(SeminarError):
    """Another build holds the lock."""


class ModelNotUsable(SeminarError):
    """The embedding model cannot be loaded or fits the index no longer."""


class CorrectionNotUsable(SeminarError):
    """A staff correction, or a file of them, is not as expected."""


class BackupNotUsable(SeminarError):
    """A backup cannot be written, read or put into place."""


def first_of(names: Sequence[str]) -> str:
    """Return the first of names for a message, and a sign where there are more."""
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
