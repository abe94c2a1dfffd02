"""Who is speaking where minutes give every utterance with a label: 事務局（室崎室長）　資料3をご覧ください.

A label that heads several lines, one of them prose, is no row of a programme: the people in it ask and answer where
the report is made, and are heard at the meeting it tells of only where they say so themselves (私の方でお話しした).
"""

import re
from collections import Counter
from collections.abc import Iterable

from ingest.patterns import pattern
from ingest.text import fold

_LABEL = (
    r"^((?:[^。、「」『』\u3000] *\u3000)?[^。、「」『』（）()\u3000:：|0-9]{2,14}"
    r"(?:[（(][^（）()]{1,14}[）)])?)\u3000(?=\S)"
)
_HELD = r"委員|[会議座部室課局所校院]長|事務局|主[査幹任事]|理事|監事|顧問|幹事|進行|司会|[議会] 長|氏$|[)]$"
_OFTEN = 2  # lines


def find_labels(texts: Iterable[str]) -> frozenset[str]:
    """Return the labels that head several of these lines or sentences, prose behind one of them."""
    counts: Counter[str] = Counter()
    prose: set[str] = set()
    for text in texts:
        match = re.match(_LABEL, text)
        rest = text[match.end() :] if match else ""
        if match and pattern(_HELD).search(fold(match[1])) and "\u3000" not in rest:
            counts[match[1]] += 1
            prose |= {match[1]} if "。" in rest else set()
    return frozenset(label for label in prose if counts[label] >= _OFTEN or len(prose) > _OFTEN)


def label_end(text: str, labels: Iterable[str]) -> int:
    """Return where the label ends with which a text begins, 0 for none."""
    return next((len(label) + 1 for label in labels if text.startswith(label + "\u3000")), 0)
