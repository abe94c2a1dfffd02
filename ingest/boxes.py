"""Lines set into a text that goes on around them: captions in brackets over several lines, notices between rules."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.lines import Line

_OPENS = re.compile(r"[〔（(【［\[](?:写真|照片|插[图圖]|挿[図絵]|[图圖図]片?|[上下左右][图圖図])")
_CLOSES = {"〔": "〕", "（": "）", "(": ")", "【": "】", "［": "］", "[": "]"}
_RULE = re.compile(r"[─━―—＝=_＿*＊・…]{10,}")
_LONGEST_CAPTION, _LONGEST_NOTICE = 4, 8  # lines


def find_boxes(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines that are no part of the sentences they stand among."""
    return {number for box in (*_captions(lines), *_notices(lines)) for number in box}


def _captions(lines: Sequence[Line]) -> Iterator[range]:
    """Yield the lines from a bracket that opens a caption to the line in which it closes, if that is another one."""
    for index, line in enumerate(lines):
        if not _OPENS.match(line.text):
            continue
        sign = line.text[0]
        depth = 0
        for end in range(index, min(index + _LONGEST_CAPTION, len(lines))):
            text = lines[end].text
            depth += text.count(sign) - text.count(_CLOSES[sign])
            if depth <= 0:
                yield from [range(index, end + 1)] if end > index and text.endswith(_CLOSES[sign]) else []
                break


def _notices(lines: Sequence[Line]) -> Iterator[range]:
    """Yield the lines between two rules where a sentence breaks off before the first: 「屋根の|…|上の猫まで."""
    rules = [index for index, line in enumerate(lines) if _RULE.fullmatch(line.text)]
    for first, last in pairwise(rules):
        before = lines[first - 1] if first > 1 else None
        broken = (
            before
            and not (before.ended or before.after_blank)
            and "。" in "".join(line.text for line in lines[max(0, first - 3) : first])
        )
        if broken and last - first <= _LONGEST_NOTICE and last + 1 < len(lines) and not lines[last + 1].indented:
            yield range(first, last + 1)
