"""Rows of programmes: who is listed with which post, role, session and topic, whatever separates the fields.

A list item, a table row, a line of labels (讲者：姓名｜单位｜题目) is cut into fields; each field is a name, an
affiliation, a topic, a session or a label by its column's head, else by what it looks like.
"""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.names import cues, family, is_name, organisation_end, title, titles
from ingest.patterns import pattern
from ingest.people import Introduction, find_introductions, leading_place
from ingest.places import find_places
from ingest.records import Role
from ingest.roles import find_session
from ingest.text import fold
from ingest.wordings import Wording

_SEPARATORS = re.compile(
    
        r" +|\||/|・(?=[「《])|:|;|=|…+|⇒|(?<=\d)\.|→|(?:^|(?<=[\s|]))-(?=[\s])"
        r"|-{2,}|,(?=\S)|(?<=[」》])(?![ぁ-ん、。])|(?<=[題マル氏長授員官監師者任記ん)】])(?=[「《])"
    
)
_BULLETS = re.compile(
    
        r"^[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f◦○◯●・･■□◆◇▼▪•※*\-◎☆★▶►>✦]+ ?"
        r"|^\(?\d{1,2}[.)、] ?|^[①-⑳] ?|^no\.? ?[0-9]{1,2}[ .]?|^[一二三四五六七八九十]{1,2}、"
    
)
_TIME = r"^\d{1,2}$|^(?:\d{1,2}[:時点]\d{0,2}分?)?(?:[~-]\d{1,2}[:時点]?\d{0,2}分?)?$|^(?:午前|午後|上午|下午)$"
_LABELS: tuple[tuple[str, Role], ...] = (
    (r"パネリスト|パネラー|討論者|嘉賓|対話嘉賓|討論嘉賓|与談人|圓桌嘉賓", "panelist"),
    ( (
        r"コーディネーター|コーディネータ|モデレーター|ファシリテーター"
        r"|総合司会|司会者?|進行|聞き手|主持人?|座長|点評人?|総括"
    ), "coordinator"),
    ( (
        r"(?:基調|主旨|特別|主題)?(?:講師|講演者?|発表者?|登壇者?|スピーカー"
        r"|演者|報告者?|発言者|話題提供者?|演講人|演講嘉賓|主講人?"
        r"|講者|報告人|発言人|演講者|発言嘉賓|分享人|分享嘉賓|分享者)\d?"
    ), "speaker"),
    ( (
        r"(?:開会|閉会|来賓|主催者)?(?:の)?(?:あいさつ|挨拶)|(?:来賓"
        r"|開会)?祝辞|(?:開幕)?致辞人?|致辞嘉賓|致詞人?|開会の辞|閉会の辞"
    ), "greeting"),
)  # fmt: skip
_HEADS = (
    ("time", r"時間|時刻|日時|日程|序号|番号|no\.?|備考|備注|国別|国"),
    ("topic", r"(?:発表|講演|報告|演講|発言|分享)?(?:テーマ|演題|題目|題|タイトル|主題|論題|題名)"),
    ("session", r"内容|区分|環節|セッション|部|項目|議程|プログラム|次第|議題|形式|行程"),
    ("person", (
        r"(?:主な)?(?:登壇者?|講師|発表者?|氏名|姓名|嘉賓|演講人|講者"
        r"|発言者?|発言人|報告人|報告者|スピーカー|主講人|演講嘉賓"
        r"|出演者|担当|出席者|演者|講演者|分享人)"
    )),
    ("affiliation", (
        r"所属(?:・役職|・職名|/役職)?|単位(?:及職務|/職務|・職務)?"
        r"|機構|役職|職名|職務|自治体|都市|城市|団体|機関|肩書"
    )),
)  # fmt: skip
_QUOTED = r"^[「『\"《〈](.+)[」』\"》〉]$"
_AFFILIATION_LABEL = r"^(?:所属|単位|職務|役職|機構|職位|職名)$"


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


@dataclass(frozen=True, slots=True)
class _Field:
    start: int
    end: int
    kind: str  # name, affiliation, topic, label, session, time, break or other
    role: Role | None = None
    post: int | None = None  # where in a name field its post begins: 許|処長


@dataclass(slots=True)
class Programme:
    """Reads row after row; it knows the heads of the table's columns and what a row above left open."""

    _columns: list[str] = field(default_factory=list)
    _open: str = ""  # an affiliation that goes on in the next row
    _subtitled: bool = False

    def read(self, text: Wording) -> Entry | None:
        """Return what a row says, None for a line that is no row of a programme."""
        cells = _cells(text.folded, len(self._columns))
        if len(cells) > 1 and all(not text.folded[slice(*cell)].strip(" -:") for cell in cells):
            return None
        columns = [_head(text.folded[slice(*cell)]) for cell in cells]
        if len(cells) > 1 and sum(map(bool, columns)) >= max(2, len(cells) - 1):
            self._columns = columns
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
        fields: list[_Field] = []
        for index, cell in enumerate(cells):
            column = self._columns[index] if index < len(self._columns) and len(cells) == len(self._columns) else ""
            fields += _cell(text, cell, column, continued and self._subtitled)
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


def _cells(folded: str, columns: int) -> list[tuple[int, int]]:
    """Return where the cells of a row stand: between upright strokes, or between blanks below the heads of a table."""
    if "|" not in folded:
        cells = [match.span() for match in re.finditer(r"[^ ]+", folded)]
        heads = len(cells) >= 3 and all(_head(folded[slice(*cell)]) for cell in cells)
        return cells if heads or (columns >= 3 and len(cells) == columns) else [(0, len(folded))]
    edges = [-1, *(match.start() for match in re.finditer(r"\|", folded)), len(folded)]
    cells = [(left + 1, right) for left, right in pairwise(edges)]
    framed = folded.startswith("|") and folded.endswith("|")
    return cells[1:-1] if framed and len(cells) > 2 else cells


def _head(cell: str) -> str:
    return next((kind for kind, source in _HEADS if pattern(rf"^(?:{source})$").match(cell.strip())), "")


def _cell(text: Wording, cell: tuple[int, int], column: str, subtitle: bool) -> list[_Field]:
    """Return the fields of a cell, by its column's head where there is one."""
    start, end = _stripped(text.folded, *cell)
    if start >= end:
        return []
    content = text.folded[start:end]
    if column == "time" or pattern(_TIME).match(content):
        return [_Field(start, end, "time")]
    if column in ("session", "") and find_session(content) and not find_introductions(text.part(start, end)):
        role = next((role for source, role in _LABELS if pattern(source).search(content)), None)
        return [_Field(start, end, "session", role)]
    if column == "topic":
        return [_Field(start, end, "topic")]
    if column == "session":
        return [_Field(start, end, "other" if subtitle or pattern(_PAUSE).search(content) else "topic")]
    if column == "affiliation":
        return [_Field(start, end, "affiliation")]
    return _fields(text, start, end)


_PAUSE = r"休憩|昼食|受付|懇親|視察|レセプション|茶歇|午餐|晩宴|合影|簽到|報到|開場|閉会|開会"


def _line(text: Wording) -> Entry | None:
    bullet = _BULLETS.match(text.folded)
    start = bullet.end() if bullet else 0
    tag = re.compile(r"[【\[]([^】\]]+)[】\]](?=.)").match(text.folded, start)
    if tag is None:
        return _entry(text, _fields(text, start, len(text.folded)))
    head = [one for one in [_classify(text, *tag.span(1))] if one]
    return _entry(text, [*head, *_fields(text, tag.end(), len(text.folded))])


_METADATA = (
    r"^(?:[(]?[0-9一二三四五六七八九十]{1,2}[)]?[.、:]?)?(?:日時"
    r"|日程|期日|場所|会場|開催地|主題|テーマ|出席者?|参加者?|参加人数"
    r"|議事|来源|時間|会議時間|地点|発布|責任|責編|編集|編輯|記録"
    r"|供稿|"
    r"文|図|図文|審核|校対|撮影|写真|記者|通訊員|主催|共催|後援"
    r"|協力|主辦|承辦|協辦|主弁|承弁|協弁|原創|作者|来稿|言語|定員"
    r"|参加費|申込|問合|問い合わせ|連絡先|報|送|抄送|主送|印発"
    r"|期数)(?:[:|/・]|$)"
)


def _entry(text: Wording, fields: list[_Field], *, listed: bool = False) -> Entry | None:
    if text.folded.startswith("(") and text.folded.endswith(")") and text.folded.find(")") == len(text.folded) - 1:
        return None
    if not listed and re.search(
        r"[0-9〇○零一二三四五六七八九]{4}年[^、。]{0,6}[月号]|[0-9]{4}-[0-9]{2}-[0-9]{2}", text.folded
    ):
        return None
    if not listed and pattern(_METADATA).match(re.sub(r"\s", "", re.sub(r"(?<=\S) +(?=\S{2,})", ":", text.folded))):
        return None
    role = next((one.role for one in fields if one.role), None)
    topic = max((one for one in fields if one.kind == "topic"), key=lambda one: one.end - one.start, default=None)
    session = next((one for one in fields if one.kind == "session"), None)
    span = (topic.start, topic.end) if topic else None
    held = (session.start, session.end) if session else None
    names = [one for one in fields if one.kind == "name"]
    affiliations = [one for one in fields if one.kind == "affiliation"]
    labelled = any(one.kind == "label" for one in fields)
    if names and (affiliations or role or listed):
        owners = _owners(fields)
        people = tuple(_person(text, name, owner) for name, owner in zip(names, owners, strict=True))
        written = text.shown[owners[0].start : owners[0].end] if owners[0] else None
        return Entry(people, None, role, span if len(people) == 1 else None, held, written)
    everyone = find_introductions(text)
    quoted = span and text.folded[span[0] - 1 : span[0]] in tuple('「『《〈"') and span[0]
    if span and not quoted and any(span[0] <= one.start < span[1] for one in everyone):
        span = None
    people = tuple(p for p in everyone if not (span and span[0] <= p.start < span[1]))
    if people and (topic or role or session or len(fields) > 1 or _whole(text, people[0])):
        return Entry(people, None, role, span if len(people) == 1 else None, held)
    if (labelled and (topic or role)) or (
        topic and len(fields) == 1 and text.folded[topic.start - 1 : topic.start] in tuple('「『《"') and topic.start
    ):
        return Entry((), None, role, span, held)
    if affiliations and topic and len(fields) == 2:
        return Entry((), (affiliations[0].start, affiliations[0].end), role, span, held)
    return Entry((), None, role, None, held) if (session and role) or (role and len(fields) == 1) else None


def _owners(fields: list[_Field]) -> list[_Field | None]:
    """Return for every name of a row its affiliation: the one before it, else the one after."""
    owners: list[_Field | None] = []
    last: _Field | None = None
    for index, one in enumerate(fields):
        if one.kind == "affiliation":
            last = one
        elif one.kind == "name":
            following = fields[index + 1] if index + 1 < len(fields) else None
            after = following if following and following.kind == "affiliation" else None
            owners.append(last or after)
            last = None
    return owners


def _whole(text: Wording, person: Introduction) -> bool:
    """Return whether a line holds a person and nothing else."""
    rest = text.folded[: person.start] + text.folded[person.end :]
    return len(re.sub(r"[^\w]", "", rest)) <= 2


def _stripped(folded: str, start: int, end: int) -> tuple[int, int]:
    cell = folded[start:end]
    return start + len(cell) - len(cell.lstrip()), end - len(cell) + len(cell.rstrip())


def _fields(text: Wording, start: int, end: int) -> list[_Field]:
    spans = [piece for span in _cut(text.folded, start, end) for piece in _unglued(text, *span)]
    return _join_names([one for span in spans if (one := _classify(text, *span))], text.folded)


def _unglued(text: Wording, start: int, end: int) -> list[tuple[int, int]]:
    """Return a field as affiliation and name where print left nothing between them: 熱海市観光課尾花亮平."""
    if pattern(title()).search(text.folded, start, end):
        return [(start, end)]
    ends = {m.end for m in text.places if start <= m.start and not m.bare}
    ends |= {m.end() for m in pattern(organisation_end()).finditer(text.folded, start, end) if m.end() - start > 2}
    for edge in sorted((one for one in ends if one < end), reverse=True):
        name = text.folded[edge:end]
        known = family(name)
        if 2 <= len(name) <= 5 and known and len(name) - len(known) <= 2 and is_name(text.shown[edge:end]):
            return [(start, edge), (edge, end)]
    return [(start, end)]


def _cut(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the fields of a row stand; nothing is cut inside brackets or quotation marks."""
    depth = [0]
    for character in folded[start:end]:
        depth.append(max(0, depth[-1] + (character in "「『《〈(【") - (character in "」』》〉)】")))
    edges = [(start, start)]
    for match in _SEPARATORS.finditer(folded, start, end):
        if depth[match.start() - start] == 0:
            edges.append(match.span())
    edges.append((end, end))
    spans = (_stripped(folded, left[1], right[0]) for left, right in pairwise(edges))
    return [span for span in spans if span[0] < span[1]]


def _classify(text: Wording, start: int, end: int) -> _Field | None:
    content = text.folded[start:end]
    plain = re.sub(r"\([ぁ-ゖァ-ヺー・a-z ]+\)$", "", content)
    bare = pattern(r"(?:氏|先生|女士|さん|様|博士)$").sub("", plain)
    tag = content.strip("[]【】() ")
    for source, role in _LABELS:
        if pattern(rf"^(?:{source})(?:[一二三四五六七八九①-⑨])?$").match(tag):
            return _Field(start, end, "label", role)
    if _head(tag) in ("topic", "affiliation", "person") or pattern(_AFFILIATION_LABEL).match(tag):
        return _Field(start, end, "label")
    if pattern(_QUOTED).match(content):
        return _Field(start + 1, end - 1, "topic")
    if pattern(_TIME).match(content) or not re.search(r"\w", content):
        return None
    if (
        is_name(bare)
        and not any(not m.bare and m.end == len(bare) for m in find_places(bare))
        and not find_session(bare)
    ):
        return _Field(start, start + len(bare), "name")
    people = find_introductions(text.part(start, end))
    if (
        len(people) == 1
        and people[0].title
        and not people[0].organisation
        and people[0].end - people[0].start == end - start
    ):
        post = start + content.find(fold(people[0].title))
        if post > start:
            return _Field(start, end, "name", post=post)
    if pattern(rf"の(?:{'|'.join(cues('unnamed'))})$").search(content):
        stop = end - (len(content) - content.rfind("の"))
        return _Field(start, stop, "affiliation")
    if pattern(rf"(?:{titles()}|{organisation_end()})(?:\([^)]*\))?[、,]?$").search(content) or _is_place(
        text, start, end
    ):
        return _Field(start, end, "affiliation")
    if find_session(content) and len(content) <= 16:
        return _Field(start, end, "session")
    return _Field(start, end, "topic" if len(content) >= 6 else "other")


def _is_place(text: Wording, start: int, end: int) -> bool:
    return any(m.start == start and m.end == end for m in text.places)


def _join_names(fields: list[_Field], folded: str) -> list[_Field]:
    """Return the fields with family and given name, written apart, made one."""
    joined: list[_Field] = []
    for one in fields:
        last = joined[-1] if joined else None
        kana = re.fullmatch(r"[ぁ-ゖァ-ヺー]{2,5}", folded[one.start : one.end])
        if last and last.kind == one.kind == "affiliation" and folded[last.end : one.start] == " ":
            joined[-1] = _Field(last.start, one.end, "affiliation")
            continue
        short = (
            last
            and (one.kind == "name" or kana)
            and last.kind in ("name", "other")
            and last.end - last.start <= 4
            and one.end - one.start <= 4
        )
        if last and short and re.fullmatch(" +", folded[last.end : one.start]):
            joined[-1] = _Field(last.start, one.end, "name")
        else:
            joined.append(one)
    return joined


def _person(text: Wording, name: _Field, affiliation: _Field | None) -> Introduction:
    written = re.sub(r"[\s\u3000]", "", text.shown[name.start : name.post or name.end])
    titled = text.shown[name.post : name.end] if name.post else None
    if affiliation is None:
        return Introduction(name.start, name.end, written, titled, None, None, None)
    start, end = _main_post(text.folded, affiliation.start, affiliation.end)
    post = _post(text.folded, start, end)
    organisation_stop = post[0] if post else end
    places = find_places(text.shown)
    mention = next((m for m in places if m.start == start), None)
    office = (
        post
        and pattern(r"(?:事務|研究|役|裁判)$").search(text.folded[start : post[0]])
        and text.folded[post[0]] == "所"
    )
    if (mention and post and mention.end == post[0] + 1) or office:  # 羽村市長, 事務所長: one character for both
        organisation_stop += 1
    place, country = leading_place(places, start, text.shown)
    organisation = text.shown[start:organisation_stop].strip("\u3000 、") or None
    span = (min(name.start, affiliation.start), max(name.end, affiliation.end))
    title_shown = titled or (text.shown[slice(*post)] if post else None)
    if titled:
        organisation = text.shown[start:end].strip("\u3000 、")
    return Introduction(*span, written, title_shown, organisation, place, country)


def _post(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the post at the end of an affiliation; 副市長、教授 are one."""
    hit = next((m for m in pattern(titles()).finditer(folded, start, end) if m.end() == end), None)
    hit = hit or next(
        (m for m in reversed(list(pattern(title()).finditer(folded, start, end))) if m.end() == end), None
    )
    return hit.span() if hit else None


def _main_post(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return the post that tells most of an affiliation: one in brackets that names a place, else the first of several."""
    inner = re.search(r"\(([^()]+)\)$", folded[start:end])
    if inner and any(not mention.bare for mention in find_places(inner[1])):
        return start + inner.start(1), start + inner.end(1)
    if inner:
        end = start + inner.start()
    prefix = re.match(r"\((?:一财|一社|公财|公社|财|社|独|国|株)\)", folded[start:end])
    start += prefix.end() if prefix else 0
    comma = folded.find("、", start, end)
    return (
        (start, comma) if comma > start and not pattern(rf"^{titles()}$").match(folded[start:comma]) else (start, end)
    )
