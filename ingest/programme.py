"""Rows of programmes: who is listed with which post, role, session and topic, whatever separates the fields.

A list item, a table row, a line of labels (讲者：姓名｜单位｜题目) is cut into fields; each field is a name, an
affiliation, a topic, a session or a label by its column's head, else by what it looks like.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.affiliations import owners_of, person_of
from ingest.facts import SERIES
from ingest.fields import BULLETS, LABELS, TIME, Field, classify, find_fields, head_of, join_names, stripped
from ingest.mastheads import is_metadata
from ingest.names import is_name, titles
from ingest.organisations import leading_place
from ingest.patterns import pattern
from ingest.people import find_introductions
from ingest.places import find_places
from ingest.posts import Introduction
from ingest.records import Role
from ingest.roles import find_session, is_opening
from ingest.wordings import Wording


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a programme: `topic` and `session` are the parts text[start:end] that name them."""

    people: tuple[Introduction, ...] = ()
    body: tuple[int, int] | None = None
    role: Role | None = None
    topic: tuple[int, int] | None = None
    session: tuple[int, int] | None = None
    affiliation: str | None = None
    tabular: bool = False
    headed: bool = False  # a heading that is a name: what follows is this person's
    credited: bool = False  # in brackets below the words that are this person's

    @property
    def nameless(self) -> bool:
        """Whether its people have neither post, organisation nor role: any two words might be."""
        known = any(person.title or person.organisation for person in self.people)
        return not (known or self.role or self.affiliation or self.tabular or self.headed)


@dataclass(slots=True)
class Programme:
    """Reads row after row; it knows the heads of the table's columns and what a row above left open."""

    _columns: list[str] = field(default_factory=list)
    _ruled: bool = False  # strokes part the columns, blanks alone do not
    _open: str = ""  # an affiliation that goes on in the next row
    _subtitled: bool = False

    def read(self, text: Wording) -> Entry | None:
        """Return what a row says, None for a line that is no row of a programme."""
        cells = _cells(text.folded, 0 if self._ruled else len(self._columns))
        if len(cells) > 1 and all(not text.folded[slice(*cell)].strip(" -:") for cell in cells):
            return None
        columns = [head_of(text.folded[slice(*cell)]) for cell in cells]
        if len(cells) > 1 and sum(map(bool, columns)) >= max(2, len(cells) - 1):
            self._columns, self._ruled = columns, "|" in text.folded
            return Entry(tabular=True)
        entry = self._table_row(text, cells) if len(cells) > 2 or (len(cells) == 2 and self._columns) else _line(text)
        if entry and self._open and entry.people:
            last = entry.people[-1]
            entry = replace(entry, affiliation=self._open + (entry.affiliation or ""))
            self._open = ""
            if last.organisation is None:
                place, country = leading_place(find_places(entry.affiliation or ""), 0, entry.affiliation or "")
                entry = replace(entry, people=(*entry.people[:-1], replace(last, place=place, country=country)))
        return entry

    def _table_row(self, text: Wording, cells: list[tuple[int, int]]) -> Entry | None:
        continued = not text.folded[slice(*cells[0])].strip()
        fields: list[Field] = []
        fitting = len(cells) == len(self._columns) and (continued or _begins(text.folded, cells[0], self._columns[0]))
        for index, cell in enumerate(cells):
            column = self._columns[index] if fitting else ""
            fields += _cell(text, cell, column, continued and self._subtitled)
        fields = fields if fitting else join_names(fields, text.folded)
        if not continued:
            self._subtitled = any(one.kind == "session" for one in fields)
        tail = fields[-1] if fields else None
        if (
            tail
            and text.folded[tail.start : tail.end].endswith(("、", ","))
            and not any(f.kind == "name" for f in fields)
        ):
            self._open = text.shown[tail.start : tail.end].rstrip("、，") + "、"
            fields = fields[:-1]
        entry = _entry(text, fields, listed=bool(self._columns))
        return replace(entry, tabular=True) if entry else Entry(tabular=True)


def _begins(folded: str, cell: tuple[int, int], column: str) -> bool:
    """Return whether a cell can stand in the first column: a row below an hour may leave the hour out."""
    return column != "time" or bool(re.match(r"[0-9]", folded[slice(*cell)].strip()))


def _cells(folded: str, columns: int) -> list[tuple[int, int]]:
    """Return where the cells of a row stand: between upright strokes, or between blanks below the heads of a table."""
    if "|" not in folded:
        cells = [match.span() for match in re.finditer(r"[^ ]+", folded)]
        heads = len(cells) >= 3 and all(head_of(folded[slice(*cell)]) for cell in cells)
        return cells if heads or (columns >= 3 and len(cells) == columns) else [(0, len(folded))]
    edges = [-1, *(match.start() for match in re.finditer(r"\|", folded)), len(folded)]
    cells = [(left + 1, right) for left, right in pairwise(edges)]
    framed = folded.startswith("|") and folded.endswith("|")
    return cells[1:-1] if framed and len(cells) > 2 else cells


def _cell(text: Wording, cell: tuple[int, int], column: str, subtitle: bool) -> list[Field]:
    """Return the fields of a cell, by its column's head where there is one."""
    start, end = stripped(text.folded, *cell)
    if start >= end:
        return []
    content = text.folded[start:end]
    if column == "remark":
        role = next((role for source, role in LABELS if pattern(rf"(?:^|[^人]){source}").match(content)), None)
        role = "coordinator" if pattern(r"^.{0,6}(?:主持|司会|進行)").match(content) else role
        return [Field(start, end, "label", role)] if role in ("greeting", "coordinator") else []
    if column == "time" or pattern(TIME).match(content):
        return [Field(start, end, "time")]
    label = classify(text, start, end) if column == "session" else None
    if label and label.kind == "label" and label.role:
        return [replace(label, kind="session")]
    if column in ("session", "") and find_session(content) and not find_introductions(text.part(start, end)):
        role = next((role for source, role in LABELS if pattern(source).search(content)), None)
        return [Field(start, end, "session", role)]
    if column == "topic" and _is_greeting(content):
        return [Field(start, end, "label", "greeting")]
    if column == "topic":
        return [Field(start, end, "topic")] if re.search(r"\w", content) else []
    if column == "session":
        return [Field(start, end, "other" if subtitle or pattern(_PAUSE).search(content) else "topic")]
    if column == "affiliation":
        return [Field(start, end, "affiliation")]
    named = column == "person" and _is_named(text, start, end)
    return [Field(start, end, "name")] if named else find_fields(text, start, end)


def _is_greeting(content: str) -> bool:
    """Return whether the title of a row is no more than the name of an opening: 開幕致辞."""
    session = find_session(content)
    return session is not None and session[0] == content and is_opening(content)


def _is_named(text: Wording, start: int, end: int) -> bool:
    """Return whether a cell in a column of names is one, listed or not."""
    rare = pattern(_NAMED).match(text.folded[start:end]) and not find_introductions(text.part(start, end))
    return is_name(text.shown[start:end]) or bool(rare)


_NAMED = r"^[\u3400-\u9fff々ァ-ヺーノケ]{1,4} ?[\u3400-\u9fff々ぁ-ヺー]{1,4}$"  # what stands in a column of names
_PAUSE = r"休憩|昼食|受付|懇親|視察|レセプション|茶歇|午餐|晩宴|合影|簽到|報到|開場|閉会|開会"


def _line(text: Wording) -> Entry | None:
    bullet = BULLETS.match(text.folded)
    start = bullet.end() if bullet else int(text.shown[:1] in tuple("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"))
    headed = re.compile(r"[【\[]([^】\]]+)[】\]]$").match(text.folded, start)
    if headed:
        return _headed(text, *headed.span(1))
    if pattern(r"^[(][^()]*[)]$").match(text.folded):
        return _credited(text)
    tag = re.compile(r"[【\[<]([^】\]>]+)[】\]>](?=.)").match(text.folded, start)
    if tag is None:
        return _entry(text, find_fields(text, start, len(text.folded)))
    head = [one for one in [classify(text, *tag.span(1))] if one]
    return _entry(text, [*head, *find_fields(text, tag.end(), len(text.folded))])


def _headed(text: Wording, start: int, end: int) -> Entry | None:
    """Return the row of a heading that holds only names: 【余紹醇】, 【滑石涼介、田貴芳】."""
    names = [match.span() for match in re.finditer(r"[^、,・ ]+(?: [^、,・ ]{1,3})?", text.folded[start:end])]
    people: list[Introduction] = []
    for left, right in names:
        written = text.shown[start + left : start + right]
        if not 2 <= len(written) <= 7 or not is_name(written):
            return _entry(text, find_fields(text, start, end))
        people.append(Introduction(start + left, start + right, re.sub(r"\s", "", written), None, None, None, None))
    return Entry(tuple(people), headed=True)


def _credited(text: Wording) -> Entry | None:
    """Return the row of a bracket that tells whose words stood above it: （北海道陸別町長　及川　ヘンリー氏）."""
    fields = find_fields(text, 1, len(text.folded) - 1)
    if [one.kind for one in fields] != ["affiliation", "name"]:
        return None
    person = person_of(text, fields[1], fields[0])
    return Entry((person,), credited=True) if person.title and person.place else None


_DAY = r"[◆■●]?(?:[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日|(?:第[0-9一二三]日|[0-9一二三]日目))"
_SHORT = 4  # characters of the shortest topic
_Span = tuple[int, int] | None

_ANYBODY = r"専家|学者|嘉賓|記者|読者|専門家|有識者|会場|参加者|編集部"  # no body that speaks


def _entry(text: Wording, fields: list[Field], *, listed: bool = False) -> Entry | None:
    """Return what the fields of a row say together; `listed` below the heads of a table."""
    if not listed and is_metadata(text.folded):
        return None
    everyone = find_introductions(text)
    role = next((one.role for one in fields if one.role), None)
    session = _span(next((one for one in fields if one.kind == "session"), None))
    topics = [
        one for one in fields if one.kind == "topic" and not pattern(SERIES).search(text.folded[one.start : one.end])
    ]
    topics = [one for one in topics if (_quoted(text, one) or not _holds(one, everyone))]
    posts = [person.end for person in everyone if person.title]
    longest = max(topics, key=lambda one: one.end - one.start, default=None)
    names = [one for one in fields if one.kind == "name"]
    affiliations = [one for one in fields if one.kind == "affiliation"]
    longest = longest or _short_topic(text.folded, fields, [name.end for name in names if affiliations] or posts)
    topic = _span(longest)
    bracketed = _role_in_bracket(text.folded)
    if bracketed:
        inside = tuple(one for one in everyone if one.start > text.folded.rfind("("))
        return Entry(inside, None, bracketed if inside else None, None, session)
    if session and names and names[-1].start < session[0]:
        session = None  # what these people do, not a part of the programme that begins with them
    if names and (affiliations or role or listed):
        owners = owners_of(fields)
        people = tuple(person_of(text, name, owner) for name, owner in zip(names, owners, strict=True))
        written = text.shown[owners[0].start : owners[0].end] if owners[0] else None
        return Entry(people, None, role, topic if len(people) == 1 else None, session, written)
    people = tuple(one for one in everyone if not (longest and _holds(longest, [one])))
    if people and (topic or role or session or len(fields) > 1 or _whole(text, people[0])):
        return Entry(people, None, role, topic if len(people) == 1 else None, session)
    posted = topic and pattern(rf"^{titles()}|{titles()}$").search(text.folded[slice(*topic)])
    dated = topic and pattern(
        rf"^(?:同月|同日|翌日|[0-9]{{1,2}}[時:日月])|^{_DAY}|[がは].*(?:登壇|報告|発表|参加)$"
    ).search(text.folded[slice(*topic)])
    part = affiliations and find_session(text.folded[slice(*_span(affiliations[0]) or (0, 0))])
    whole = part and part.span() == (0, affiliations[0].end - affiliations[0].start)
    anybody = affiliations and pattern(_ANYBODY).fullmatch(text.folded[slice(*_span(affiliations[0]) or (0, 0))])
    if affiliations and topic and len(fields) == 2 and not (posted or dated or anybody or whole):
        return Entry((), _span(affiliations[0]), role, topic, session)
    return _label_row(text, fields, role, topic, session)


def _short_topic(folded: str, fields: Sequence[Field], behind: Sequence[int]) -> Field | None:
    """Return the short last field of a row as its topic, set off by a sign behind somebody with a post: 吴静：防灾."""
    last = fields[-1] if fields else None
    alone = last and last.kind == "other" and behind and last.start >= behind[0] and last.end - last.start >= _SHORT
    return last if last and alone and folded[: last.start].rstrip()[-1:] in (":", "|") else None


def _role_in_bracket(folded: str) -> Role | None:
    """Return the role that a bracket of a heading or a cell gives to the name in it: 分論壇一（主持人：…）."""
    bracket = re.search(r"[(]([^(): ]{2,7})[: ][^()]+[)]$", folded) or re.search(r"\| *([^():|]{2,6}):", folded)
    return next((role for source, role in LABELS if bracket and pattern(rf"^(?:{source})$").match(bracket[1])), None)


def _label_row(text: Wording, fields: list[Field], role: Role | None, topic: _Span, session: _Span) -> Entry | None:
    """Return a row that names nobody: a label, a topic of its own, the name of a session."""
    labelled = any(one.kind == "label" for one in fields)
    alone = len(fields) == 1 and topic is not None and _quoted(text, fields[0])
    if (labelled and (topic or role)) or alone:
        return Entry((), None, role, topic, session)
    return Entry((), None, role, None, session) if role and (session or len(fields) == 1) else None


def _span(one: Field | None) -> _Span:
    return (one.start, one.end) if one else None


def _quoted(text: Wording, one: Field) -> bool:
    return one.start > 0 and text.folded[one.start - 1] in '「『《〈"'


def _holds(one: Field, people: Sequence[Introduction]) -> bool:
    return any(one.start < person.end <= one.end for person in people)


def _whole(text: Wording, person: Introduction) -> bool:
    """Return whether a line holds a person and nothing else."""
    lead = BULLETS.sub("", text.folded[: person.start])
    lead = re.sub("^[0-9]{1,2}", "", lead) if not text.shown[:1].isdecimal() else lead  # ① folds to 1
    rest = lead + text.folded[person.end :]
    return len(re.sub(r"[^\w]", "", rest)) <= 2
