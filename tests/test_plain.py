from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.plain import from_json, shape_of, to_json
from ingest.records import Report, Run, Sentence

RUNS = st.builds(Run, st.integers(0), st.integers(1), st.integers(1), st.integers(0), st.booleans())
st.register_type_strategy(Run, RUNS)
st.register_type_strategy(float, st.floats(0, 1))


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])  # no matter how busy the machine is
@given(st.from_type(Report))
def test_every_report_comes_back_as_it_went_in(report: Report) -> None:
    assert from_json(Report, to_json(report)) == report


def test_a_field_that_was_not_there_yet_takes_its_default() -> None:
    @dataclass(frozen=True)
    class Old:
        name: str

    @dataclass(frozen=True)
    class New:
        name: str
        place: str | None = None
        runs: tuple[Run, ...] = ()

    assert from_json(New, to_json(Old("花岡"))) == New("花岡")


def test_shapes_differ_where_records_do() -> None:
    assert shape_of(Report) != shape_of(Sentence)
    assert shape_of(Report) == shape_of(Report)


@pytest.mark.parametrize("text", ['{"name": 1}', "{}", "[]", "no JSON"], ids=["other", "lacking", "list", "broken"])
def test_what_is_of_another_shape_is_refused(text: str) -> None:
    @dataclass(frozen=True)
    class Named:
        name: str

    with pytest.raises(ValueError, match="Named"):
        from_json(Named, text)
