"""What is read from the two real reports and from corpus/, against the records of a careful reader."""

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from ingest.pipeline import read_report
from ingest.records import Excerpt, Report, Talk
from ingest.text import flat, fold

pytestmark = pytest.mark.slow  # reads the real reports whole

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
GOLD = {path.stem: (SHARED / "reports" / f"{path.stem}.txt", path) for path in sorted((SHARED / "gold").glob("*.json"))}
needs_shared = pytest.mark.skipif(not GOLD, reason="the shared material is not beside this checkout")
TOPICS_RIGHT = 0.9


def read(name: str) -> tuple[Report, Mapping[str, object]]:
    source, gold = GOLD[name]
    return read_report(source, relative=source.name), json.loads(gold.read_text(encoding="utf-8"))


def same(left: object, right: object) -> bool:
    return flat(fold(str(left))) == flat(fold(str(right)))


def talks_of(report: Report) -> list[Talk]:
    return [talk for talk in report.talks if talk.presented and talk.role in ("speaker", "panelist")]


def is_told_of(talk: Talk, gold: Mapping[str, str]) -> bool:
    if gold["speaker"] or talk.speaker:
        return same(talk.speaker, gold["speaker"])
    return same(talk.organisation or talk.place, gold["place"]) or same(talk.place, gold["place"])


def stands_on_its_pages(report: Report, excerpt: Excerpt) -> bool:
    pieces = "".join(report.pages[s.page - 1].text[s.start : s.end] for s in excerpt.spans)
    return flat(pieces) == flat(excerpt.text)


@needs_shared
@pytest.mark.parametrize("name", GOLD)
def test_every_field_of_the_event_is_right(name: str) -> None:
    report, gold = read(name)
    event = gold["event"]
    assert isinstance(event, dict)
    wrong = {}
    for field in fields(report.event):
        value = getattr(report.event, field.name)
        told = list(value.value) if value and isinstance(value.value, tuple) else value and value.value
        if not same(told, event[field.name]):
            wrong[field.name] = (told, event[field.name])
    assert wrong == {}


@needs_shared
@pytest.mark.parametrize("name", GOLD)
def test_every_talk_is_read_and_no_other(name: str) -> None:
    report, gold = read(name)
    talks, wanted = talks_of(report), gold["talks"]
    assert isinstance(wanted, list)
    missing = [one["speaker"] or one["place"] for one in wanted if not any(is_told_of(talk, one) for talk in talks)]
    extra = [talk.speaker or talk.organisation for talk in talks if not any(is_told_of(talk, one) for one in wanted)]
    assert (missing, extra) == ([], [])
    assert len(talks) == len(wanted)


@needs_shared
@pytest.mark.parametrize("name", GOLD)
def test_a_report_read_whole_raises_no_alarm(name: str) -> None:
    report, _ = read(name)
    assert [excerpt.text for excerpt in report.uncovered] == []


@pytest.mark.parametrize("path", sorted((ROOT / "corpus").glob("seminar*")), ids=lambda path: path.name)
def test_a_sample_read_whole_raises_no_alarm(path: Path) -> None:
    assert [excerpt.text for excerpt in read_report(path, relative=path.name).uncovered] == []


@needs_shared
@pytest.mark.parametrize("name", GOLD)
def test_talks_have_their_session_country_and_details(name: str) -> None:
    report, gold = read(name)
    talks, wanted = talks_of(report), gold["talks"]
    assert isinstance(wanted, list)
    wrong: list[tuple[object, ...]] = []
    for one in wanted:
        talk = next(talk for talk in talks if is_told_of(talk, one))
        told = flat(fold("".join([talk.quote.text, talk.topic or "", *(detail.text for detail in talk.details)])))
        lacking = [detail for detail in one.get("details", []) if flat(fold(detail)) not in told]
        if lacking or not same(talk.session, one["session"]) or not same(talk.country, one["country"]):
            wrong.append((one["speaker"] or one["place"], talk.session, talk.country, lacking))
    assert wrong == []


@needs_shared
def test_topics_hold_what_a_reader_calls_the_topic() -> None:
    right: list[bool] = []
    for name in GOLD:
        report, gold = read(name)
        wanted = gold["talks"]
        assert isinstance(wanted, list)
        for one in wanted:
            talk = next(talk for talk in talks_of(report) if is_told_of(talk, one))
            if one["topic"]:
                right.append(flat(fold(one["topic"])) in flat(fold(talk.topic or "")))
    assert sum(right) / len(right) >= TOPICS_RIGHT


@needs_shared
@pytest.mark.parametrize("name", GOLD)
def test_everybody_is_named_with_post_and_place(name: str) -> None:
    report, gold = read(name)
    people = gold["people"]
    assert isinstance(people, list)
    told = {fold(person.name): person for person in report.people}
    missing = [name for name, *_ in people if fold(name) not in told]
    author = report.event.author
    extra = [p.name for p in report.people if not any(same(p.name, name) for name, *_ in people)]
    assert missing == []
    assert [name for name in extra if not (author and same(author.value, name))] == []
    wrong: list[tuple[object, ...]] = []
    for name, affiliation, title, country in people:
        person = told[fold(name)]
        post = fold(f"{person.organisation or ''}{person.title or ''}")
        if fold(affiliation) not in fold(person.organisation or "") and not same(person.place, affiliation):
            wrong.append((name, person.organisation, affiliation))
        if fold(title) not in post or (country and person.country != country):
            wrong.append((name, post, title, person.country))
    assert wrong == []


@needs_shared
@pytest.mark.parametrize("name", GOLD)
def test_roles_are_those_of_the_programme(name: str) -> None:
    report, gold = read(name)
    roles = gold["roles"]
    assert isinstance(roles, list)
    told = {(fold(talk.session or ""), fold(talk.speaker), talk.role) for talk in report.talks if talk.speaker}
    assert [role for role in roles if (fold(role[0]), fold(role[1]), role[2]) not in told] == []


@needs_shared
@pytest.mark.parametrize("name", GOLD)
def test_every_quotation_stands_on_the_pages_it_names(name: str) -> None:
    report, _ = read(name)
    excerpts = [getattr(report.event, f.name).quote for f in fields(report.event) if getattr(report.event, f.name)]
    excerpts += [excerpt for talk in report.talks for excerpt in (talk.quote, *talk.details)]
    excerpts += [person.quote for person in report.people] + [passage.excerpt for passage in report.passages]
    assert [excerpt.text for excerpt in excerpts if not stands_on_its_pages(report, excerpt)] == []
