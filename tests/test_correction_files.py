"""Staff corrections as files: out and in again the same, also by way of a spreadsheet program."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.amendments import Change, TalkKey
from ingest.corrections import (
    add_correction,
    add_corrections,
    export_corrections,
    import_corrections,
    read_corrections,
)
from ingest.errors import CorrectionNotUsable
from tests.test_corrections_kept import count_of

KEY = TalkKey("基調講演", "並木心", None, "並木心市長が、\n発表「しました」")
TALK = replace(count_of("b" * 12), kind="talk", target=KEY)
ODD = (
    count_of("a" * 12),
    replace(count_of("0123456789ab"), action="remove", values=(), quote=None),
    replace(TALK, values=(Change("place", None), Change("topic", '=1+1, "a"'))),
    replace(TALK, action="remove", target=TalkKey(speaker="'王"), values=(), quote=None),
    replace(TALK, action="add", target=None, values=(Change("speaker", "-a"),), author="李"),
)


@pytest.mark.parametrize("ending", [".json", ".csv"])
def test_what_is_exported_comes_back_the_same_and_once(tmp_path: Path, ending: str) -> None:
    stored = tuple(add_corrections(tmp_path / "data", ODD))
    file = tmp_path / f"corrections{ending}"
    assert export_corrections(tmp_path / "data", file) == len(ODD)
    for data in (tmp_path / "data", tmp_path / "empty", tmp_path / "empty"):
        import_corrections(data, file)
        assert read_corrections(data) == stored
    again = tmp_path / f"again{ending}"
    export_corrections(tmp_path / "empty", again)
    assert again.read_bytes() == file.read_bytes()


def test_a_spreadsheet_program_reads_the_table_and_may_save_it_its_way(tmp_path: Path) -> None:
    stored = add_correction(tmp_path, replace(count_of("a" * 12), date="2026-04-01"))
    file = tmp_path / "corrections.csv"
    export_corrections(tmp_path, file)
    assert file.read_bytes().startswith(b"\xef\xbb\xbfid,report,")
    saved = file.read_text(encoding="utf-8-sig").replace("2026-04-01", "2026/4/1").replace(",166,", ",167,")
    file.write_bytes((saved + "," * saved.splitlines()[0].count(",") + "\r\n").encode("cp932"))
    import_corrections(tmp_path, file)
    assert read_corrections(tmp_path) == (replace(stored, values=(Change("value", "167"),)),)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a"])
def test_no_cell_is_a_formula(tmp_path: Path, cell: str) -> None:
    add_correction(tmp_path, replace(count_of("a" * 12), author=cell))
    export_corrections(tmp_path, tmp_path / "a.csv")
    assert f",{cell}," not in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")


GOOD = {"report": "a" * 12, "kind": "event", "action": "set", "target": "year", "values": {"value": 2017}}
GOOD |= {"quote": "2017年", "author": "山田"}


def beside_good(**changes: object) -> str:
    return json.dumps([GOOD, GOOD | changes])


REFUSED = {
    "number": ("a.json", "[1]", "no object"),
    "object": ("a.json", "{}", "no list"),
    "broken": ("a.json", "[", "export"),
    "quote": ("a.json", beside_good(quote=""), "correction 2: The quote is missing"),
    "value": ("a.json", beside_good(values={"value": "x"}), "year is 'x'"),
    "field": ("a.json", beside_good(target="colour"), "'colour' is no field"),
    "report": ("a.json", beside_good(report="4.1E+11"), "12 digits"),
    "unknown": ("a.json", beside_good(colour="red"), "'colour' is no field"),
    "kind": ("a.json", beside_good(kind="page"), "kind is one of"),
    "date": ("a.json", beside_good(date="2026-02-30"), "date"),
    "talk": ("a.json", beside_good(kind="talk"), "no field of a talk"),
    "column": ("a.csv", "id,colour\n", "'colour' is no column"),
    "cells": ("a.csv", "id,report\n1,2,3\n", "more cells"),
    "empty": ("a.csv", "", "no column"),
    "ending": ("a.xlsx", "", "json or"),
    "missing": ("missing.json", None, "cannot be read"),
}


@pytest.mark.parametrize(("name", "text", "told"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_not_as_expected_is_refused_whole(
    tmp_path: Path, name: str, text: str | None, told: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionNotUsable, match=told) as refused:
        import_corrections(tmp_path / "data", tmp_path / name)
    assert name in str(refused.value)
    assert read_corrections(tmp_path / "data") == ()
