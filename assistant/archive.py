"""All reports of one generation, arranged for answering: by edition, by year, by host, every sentence with its places.

It is the only copy of the records in memory; lists and facts are computed from it, never from a search.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import accumulate

from assistant.cues import ON_ITSELF, cue
from assistant.outlines import Part, parts_of
from ingest.places import PlaceMention, find_places
from ingest.readings import said_as
from ingest.records import Event, Report, Sentence, Talk, Value
from ingest.text import fold, folded_key


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a report, folded once; `compact` is the folded text without blanks."""

    report: Report
    sentence: Sentence
    folded: str
    compact: str


_HEAD = re.compile(f"^.{{2,}}?(?:{fold('大学|学院|研究院|研究所|アカデミー|公司|協会|大使館|連盟|市長会|知事会')})")
_QUOTED = re.compile(f'[{fold("「『“《")}]([^「」『』“”《》"、。,()]{{3,16}})[{fold("」』”》")}]')
_KATAKANA = re.compile("[ァ-ヺー]+")
_LONGEST_PART = 30  # characters; a question may be one run of 2,000
_OPENS_COMPOUNDS = 4  # characters: ドローンレース is about drones, クラスター not about classes


class Archive:
    """The reports of this series and, set apart, those of others."""

    def __init__(self, reports: Iterable[Report]) -> None:
        """Arrange the reports: newest edition first."""
        everything = list(reports)
        self.reports = tuple(sorted((r for r in everything if not r.other_series), key=_newest_first))
        self.others = tuple(r for r in everything if r.other_series)
        self._by_id = {report.id: report for report in everything}
        self._saying: dict[str, frozenset[int]] = {}

    def prepare(self) -> None:
        """Arrange what most questions need, so that the first of them does not wait for it."""
        _ = (self.editions, self._line_starts, self.prose_set, self._told, self.names_said, self.organisations)

    def report(self, identifier: str) -> Report | None:
        """Return a report by its id, None for none such."""
        return self._by_id.get(identifier)

    @cached_property
    def unread(self) -> dict[str, tuple[int, ...]]:
        """The pages from which nothing could be read, by the id of their report; reports without any are left out."""
        return {report.id: pages for report in self._by_id.values() if (pages := report.unreadable_pages)}

    @cached_property
    def editions(self) -> dict[int, tuple[Report, ...]]:
        """The reports of each edition, newest edition first."""
        found: dict[int, tuple[Report, ...]] = {}
        for report in self.reports:
            number = whole(report.event.edition)
            if number is not None:
                found[number] = (*found.get(number, ()), report)
        return found

    @cached_property
    def unnumbered(self) -> tuple[Report, ...]:
        """The reports that tell the year of an edition, but not its number, and are alone in telling of that year."""
        told = {None, *(whole(report.event.year) for reports in self.editions.values() for report in reports)}
        return tuple(r for r in self.reports if whole(r.event.edition) is None and whole(r.event.year) not in told)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every sentence of every report of this series."""
        texts = ((r, s, fold(s.text)) for r in self.reports for s in r.sentences)
        return tuple(Line(r, s, folded, folded.replace(" ", "")) for r, s, folded in texts)

    @cached_property
    def text(self) -> str:
        """All that the reports of this series say, folded, and their labels; what does not stand here is not there."""
        return "\n".join([*(line.compact for line in self.lines), *(label.replace(" ", "") for label in self.labels)])

    def holding(self, words: Sequence[str]) -> list[int]:
        """Return the numbers of the lines that hold any of these folded words without blanks, in one run over all."""
        sought = re.compile("|".join(map(re.escape, words)))
        return list(_holding(sought, self.text, self._line_starts)) if words else []

    @cached_property
    def _line_starts(self) -> list[int]:
        """Where each line begins in `text`, and where the labels behind them do."""
        return list(accumulate((len(line.compact) + 1 for line in self.lines), initial=0))

    def telling(self, sought: re.Pattern[str]) -> dict[str, set[str]]:
        """Return the texts in which a pattern is found once blanks and hyphens are gone, by the id of their report."""
        found = defaultdict[str, set[str]](set)
        for number in _holding(sought, *self._told):
            report, text = self._pieces[number]
            found[report].add(text)
        return found

    @cached_property
    def _pieces(self) -> list[tuple[str, str]]:
        """Every text that lists look at, with the id of its report."""
        return [(report.id, text) for report in self.reports for text in _texts(report)]

    @cached_property
    def _told(self) -> tuple[str, list[int]]:
        """All of them, folded, without blanks and hyphens, and where each begins."""
        told = [fold(text).replace(" ", "").replace("-", "") for _, text in self._pieces]
        return "\n".join([*told, ""]), list(accumulate((len(text) + 1 for text in told), initial=0))

    @cached_property
    def prose(self) -> tuple[int, ...]:
        """The numbers of the lines that can be evidence: no titles or headings, nothing a report says of itself."""
        plain = (n for n, line in enumerate(self.lines) if line.sentence.kind not in ("title", "byline", "heading"))
        return tuple(number for number in plain if not cue(ON_ITSELF).search(self.lines[number].folded))

    @cached_property
    def prose_set(self) -> frozenset[int]:
        """The same numbers, to look one up."""
        return frozenset(self.prose)

    def saying(self, source: str) -> frozenset[int]:
        """Return the numbers of the lines of prose in which a cue is found, kept: cues are few, lines many."""
        if source not in self._saying:
            sought = cue(source)
            self._saying[source] = frozenset(n for n in self.prose if sought.search(self.lines[n].folded))
        return self._saying[source]

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """A chat model's words for what talks are about, folded: to find talks by, never to be quoted."""
        return tuple({fold(label) for report in self.reports for talk in report.talks for label in talk.labels})

    def parts(self, word: str) -> list[str]:
        """Return a folded word if the reports hold it, else its longest parts of two characters or more they hold."""
        if not word:
            return []
        if word.isascii():
            alone = re.compile(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])")
            lines = (self.lines[number].folded for number in self.holding((word.replace(" ", ""),)))
            return [word] if any(alone.search(text) for text in (*lines, *self.labels)) else []
        if _KATAKANA.fullmatch(word):  # of イラスト no part is a word
            whole = (
                re.compile(rf"(?<![ァ-ヺー]){word}(?![ァ-ヺー])") if len(word) < _OPENS_COMPOUNDS else re.compile(word)
            )
            return [word] if whole.search(self.text) else []
        found: list[str] = []
        at = 0
        while at < len(word) - 1:
            end = next(
                (end for end in range(min(len(word), at + _LONGEST_PART), at + 1, -1) if word[at:end] in self.text),
                None,
            )
            if end is not None:
                found.append(word[at:end])
            at = end if end is not None else at + 1
        return found

    @cached_property
    def quoted(self) -> frozenset[str]:
        """The names of things that the reports put in quotation marks, folded and without blanks."""
        return frozenset(name for line in self.lines for name in _QUOTED.findall(line.compact))

    @cached_property
    def loanwords(self) -> frozenset[str]:
        """The words that the reports write in katakana, three characters or longer."""
        return frozenset(word for word in _KATAKANA.findall(self.text) if len(word) > 2)

    @cached_property
    def line_places(self) -> tuple[tuple[PlaceMention, ...], ...]:
        """The places named in each of `lines`."""
        return tuple(tuple(find_places(line.sentence.text)) for line in self.lines)

    def lines_of(self, report: Report) -> Iterator[tuple[Line, tuple[PlaceMention, ...]]]:
        """Yield the lines of one report, each with its places."""
        here = self._line_ranges[report.id]
        return zip(self.lines[here], self.line_places[here], strict=True)

    def numbers_of(self, report: str) -> range:
        """Return the numbers of the lines of a report of this series by its id, none for another."""
        here = self._line_ranges.get(report, slice(0))
        return range(here.start or 0, here.stop)

    @cached_property
    def _line_ranges(self) -> dict[str, slice]:
        ends = accumulate(len(report.sentences) for report in self.reports)
        return {r.id: slice(end - len(r.sentences), end) for r, end in zip(self.reports, ends, strict=True)}

    @cached_property
    def places(self) -> frozenset[str]:
        """The ids of the places the reports speak of; of places of one name those told apart somewhere, else all."""
        speakers = [(t.place or t.organisation, t.country) for r in self.reports for t in r.talks]
        named = [m for name, country in speakers if name for m in find_places(name, country=country)]
        mentions = [*named, *(mention for places in self.line_places for mention in places)]
        clear = {place.id for m in mentions if len(m.places) == 1 for place in (*m.chain, *m.places)}
        unclear = (m.places for m in mentions if not any(place.id in clear for place in m.places))
        return frozenset(clear | {place.id for places in unclear for place in places})

    @cached_property
    def organisations(self) -> frozenset[str]:
        """The organisations people come from, folded, and what each is an office of: 中山大学都市化研究院, 中山大学."""
        stated = [person.organisation for report in self.reports for person in report.people]
        stated += [talk.organisation for report in self.reports for talk in report.talks]
        named = {fold(name) for name in stated if name and len(name) > 1}  # 市 alone stands in every question
        heads = {match[0] for name in named if (match := _HEAD.match(name))}
        return frozenset(name for name in named | heads if not any(m.end == len(name) for m in find_places(name)))

    @cached_property
    def names(self) -> dict[str, str]:
        """Every person's full name, folded and without blanks and points, with the name as the reports write it."""
        people = (person.name for report in self.reports for person in report.people)
        speakers = (talk.speaker for report in self.reports for talk in report.talks if talk.speaker)
        everybody = {folded_key(name): name for name in (*speakers, *people)}
        return {**{key.replace("・", ""): name for key, name in everybody.items()}, **everybody}

    @cached_property
    def names_said(self) -> dict[str, tuple[str, ...]]:
        """The folded names by how they are said: Chinese ones in pinyin, Japanese family names in kana and letters."""
        said = defaultdict[str, tuple[str, ...]](tuple)
        for name in self.names:
            for key in said_as(name):
                said[key] = (*said[key], name)
        return dict(said)

    def part_of(self, talk: Talk) -> Part:
        """Return the part of the programme that a talk of this series stands in, the object itself, not one like it."""
        return self._parts.get(id(talk), Part())

    @cached_property
    def _parts(self) -> dict[int, Part]:
        return {talk: part for report in self.reports for talk, part in parts_of(report).items()}

    def of_year(self, year: int) -> tuple[Report, ...]:
        """Return the reports about this year's edition."""
        return tuple(report for report in self.reports if whole(report.event.year) == year)

    @property
    def latest(self) -> int | None:
        """The highest edition in the index."""
        return max(self.editions, default=None)


def _holding(sought: re.Pattern[str], text: str, starts: Sequence[int]) -> Iterator[int]:
    """Yield the numbers of the pieces of a text that hold what is sought; the last start is where the pieces end."""
    match = sought.search(text)
    while match and match.start() < starts[-1]:
        number = bisect_right(starts, match.start()) - 1
        yield number
        match = sought.search(text, starts[number + 1])


def _texts(report: Report) -> Iterator[str]:
    """Yield everything in which a report can tell of a subject."""
    yield written(report.event.theme) or ""
    yield from (sentence.text for sentence in report.sentences)
    for person in report.people:
        yield from (person.quote.text, f"{person.organisation or ''}{person.title or ''}")
    for talk in report.talks:
        introduced = talk.introduction.text if talk.introduction else ""
        yield from (talk.topic or "", talk.quote.text, talk.organisation or "")
        yield f"{talk.organisation or ''}{talk.title or ''}{introduced}"
        yield from (*(detail.text for detail in talk.details), *talk.labels)


def whole(value: Value | None) -> int | None:
    """Return the number a field holds, None where it holds none."""
    return value.value if value and isinstance(value.value, int) else None


def edition_of(report: Report) -> int | None:
    """Return the edition a report is about; None where it states none, or is of another series."""
    return None if report.other_series else whole(report.event.edition)


def written(value: Value | None) -> str | None:
    """Return the text a field holds, None where it holds none."""
    return value.value if value and isinstance(value.value, str) else None


def first_value(reports: Sequence[Report], field: str) -> Value | None:
    """Return the field of the first report of an edition that states it."""
    return next((value for report in reports if (value := field_of(report.event, field))), None)


def field_of(event: Event, name: str) -> Value | None:
    """Return one field of an event by its name; KeyError for a name that is none."""
    values: dict[str, Value | None] = {field.name: getattr(event, field.name) for field in fields(event)}
    return values[name]


def _newest_first(report: Report) -> tuple[int, int, str]:
    return (-(whole(report.event.edition) or 0), -(whole(report.event.year) or 0), report.path)
