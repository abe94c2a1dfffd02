"""How large a document may be and what reading it may cost: every limit in one place, with its reason.

Reports are some pages long; the limits lie far above the largest anyone keeps, and below what would stop a build.
"""

from dataclasses import dataclass

MOST_BYTES = 100 << 20  # a scan of 200 pages has about this; the largest report at hand has 0.6 MB
MOST_TEXT_BYTES = 8 << 20  # of plain text and web pages: eight times the characters a document may have
MOST_PAGES = 1000
MOST_CHARACTERS = 1_000_000  # of a whole document: a book of 500 pages; 40,000 are read in a second
MOST_SCANS = 200  # pages of one document read by OCR, 2 to 4 s each
MOST_PARTS = 5000  # files inside a Word document; a hundred pictures make a hundred
MOST_UNPACKED = 200 << 20  # bytes of those files: packed tightly, 1 MB becomes 1 GB


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process apart may use for one request."""

    seconds: int  # of computing
    patience: int  # seconds by the clock, where the computer is busy with other work
    memory: int  # bytes of address space; reading takes 60 to 200 MB


READING = Limits(seconds=60, patience=180, memory=1 << 30)  # 1,000,000 characters take 25 s
DRAWING = Limits(seconds=5, patience=20, memory=1 << 30)  # a page of text takes 0.4 s with the start of the process
SCAN = Limits(seconds=60, patience=180, memory=1 << 30)  # one page by OCR: 2 s, the first of a document 12 s
