"""What staff type on the page becomes a correction that is stored, shown as waiting, and holds after the next build."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from assistant.amending import ADDED, Line, correction_typed, lines_of, removal_of
from assistant.desk import Desk, Workplace
from assistant.opening import Opening
from ingest.builds import build_index
from ingest.corrections import add_proved
from ingest.generations import open_store
from ingest.records import Report
from ingest.store import open_generation
from tests import samples
from tests.fakes import BigramEmbeddings

pytestmark = pytest.mark.slow  # a build makes an index with Chroma


class Office:
    """A report in an index, and the staff page's view of it."""

    def __init__(self, home: Path) -> None:
        (home / "corpus").mkdir()
        (home / "corpus" / "luoyang.txt").write_text(samples.LUOYANG, encoding="utf-8")
        self.desk = Desk(Workplace(home / "corpus", home / "data"), "ja", Opening(lambda: pytest.fail("not opened")))
        self.build()

    def build(self) -> None:
        model, place = BigramEmbeddings(), self.desk.place
        store = open_store(place.data, apart=False)
        build_index(place.corpus, store, model.fingerprint, lambda: model, lambda *_: None)

    @property
    def report(self) -> Report:
        with closing(open_generation(self.desk.place.data)) as generation:
            (report,) = generation.reports
            return report

    def line(self, named: str) -> Line:
        """Return the line of an event field, or of the talk of somebody."""
        lines = lines_of(self.desk, self.report)
        return next(one for one in lines if named == one.key or (one.talk and named == one.talk.speaker))

    def type(self, line: Line, quote: str, **typed: str) -> None:
        """Store what was typed over a line."""
        correction = correction_typed(self.report, line, {**line.values, **typed}, quote, "山田")
        assert correction
        add_proved(self.desk.place.data, self.report, correction)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def test_every_field_of_the_event_and_every_talk_has_a_line_and_one_more_can_be_added(office: Office) -> None:
    lines = lines_of(office.desk, office.report)
    assert len({line.key for line in lines}) == len(lines)
    assert len(lines) == 17 + len(office.report.talks) + 1
    assert lines[-1].key == ADDED
    assert "150" in office.line("participants_total").label


@pytest.mark.parametrize("typed", [{}, {"value": "150"}], ids=["nothing", "the-same"])
def test_what_is_not_changed_is_no_correction(office: Office, typed: Mapping[str, str]) -> None:
    line = office.line("participants_total")
    assert correction_typed(office.report, line, {**line.values, **typed}, line.quote, "山田") is None


def test_what_is_typed_waits_for_the_next_build_and_then_holds(office: Office) -> None:
    speaker = next(talk.speaker for talk in office.report.talks if talk.speaker and talk.presented)
    last = next(talk.speaker for talk in reversed(office.report.talks) if talk.speaker and talk.speaker != speaker)
    assert speaker and last
    count, talk, other = office.line("participants_total"), office.line(speaker), office.line(last)
    office.type(count, count.quote, value="151")
    office.type(talk, talk.quote, topic="-水辺--の話", place="")
    add_proved(office.desk.place.data, office.report, removal_of(office.report, other, "山田"))
    office.type(office.line("organizer"), "", value="")
    office.type(office.line(ADDED), count.quote, speaker="王小明", country="CN")
    waiting = office.desk.say("mark_waiting")
    assert office.line("participants_total").label == f"参加者数：151{waiting}"
    assert office.line(speaker).label.endswith(f"-水辺--の話{waiting}")
    assert office.line("王小明").label.endswith(waiting)
    office.build()
    assert office.line("participants_total").label == f"参加者数：151{office.desk.say('mark_staff')}"
    assert office.line(speaker).values["topic"] == "-水辺--の話"
    assert office.line(speaker).values["place"] == ""
    assert office.line("organizer").values == {"value": ""}
    assert office.line("王小明").values["country"] == "CN"
    assert last not in {one.speaker for one in office.report.talks}
