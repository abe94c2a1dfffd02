"""What was read from a document, told as plain data: every value with the text that proves it."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from ingest.pipeline import read_report
from ingest.previews import plain_reading, reading_of

CORPUS = Path(__file__).parents[1] / "corpus"


def pieces(pages: Sequence[Mapping[str, object]], spans: Sequence[Mapping[str, int]]) -> str:
    """Return the stored text that spans name, without blanks."""
    texts = [str(pages[span["page"] - 1]["text"])[span["start"] : span["end"]] for span in spans]
    return re.sub(r"\s", "", "".join(texts))


@pytest.mark.parametrize("name", ["seminar21_zhengzhou_2025.pdf", "seminar16_shenyang_2017.docx"])
def test_every_value_is_told_with_the_stored_text_that_proves_it(name: str) -> None:
    preview = plain_reading(reading_of(read_report(CORPUS / name, relative=name)))
    told = json.loads(json.dumps(preview, ensure_ascii=False))
    pages, event, proofs = told["pages"], told["event"], told["proofs"]
    assert {field for field, value in event.items() if value is not None} == proofs.keys()
    claims = [*proofs.values(), *told["people"], *told["talks"], *told["listed"], *told["uncovered"]]
    assert len(claims) > 20
    for claim in claims:
        assert claim["spans"]
        assert re.sub(r"\s", "", claim["quote"]) == pieces(pages, claim["spans"])
    for talk in told["talks"]:
        for detail, spans in zip(talk["details"], talk["detail_spans"], strict=True):
            assert re.sub(r"\s", "", detail) == pieces(pages, spans)


def test_pages_are_told_with_their_text_and_why_one_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("第21回日中地域間交流推進セミナー\n2025年7月に開かれました。\n\f\f終わり\n", encoding="utf-8")
    reading = reading_of(read_report(file, relative=file.name))
    assert plain_reading(reading)["unreadable_pages"] == [2]
    assert [(page.page, bool(page.text.strip()), bool(page.unreadable)) for page in reading.pages] == [
        (1, True, False),
        (2, False, True),
        (3, True, False),
    ]
