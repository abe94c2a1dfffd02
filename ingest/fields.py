"""Cut a row of a programme into fields, and tell what each one is: a name, an affiliation, a topic, a label."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.names import cues, families, family, is_name, organisation_end, plausible, title, titles
from ingest.patterns import pattern
from ingest.people import find_introductions
from ingest.places import find_places
from ingest.records import Role
from ingest.roles import find_session
from ingest.text import fold
from ingest.wordings import Wording

SEPARATORS = re.compile(
    r" +|\||/|・(?=[「《])|:|;|=|…+|⇒|(?<=\d)\.|→|(?:^|(?<=[\s|]))-(?=[\s])"
    r"|-{2,}|,(?=\S)|(?<=[」》])(?![ぁ-ん、。])|(?<=[題マル氏長授員官監師者任記ん)】])(?=[「《])"
)


BULLETS = re.compile(
    r"^[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f◦○◯●・･■□◆◇▼▪•※*\-◎☆★▶►>✦]+ ?"
    r"|^[\u3400-\u9fff]{1,3}\? ?"  # 誰？
    r"|^\(?\d{1,2}[.)、] ?|^\([一二三四五六七八九十]{1,3}\)"
    r"|^[①-⑳] ?|^no\.? ?[0-9]{1,2}[ .]?|^[一二三四五六七八九十]{1,2}、"
)


TIME = r"^\d{1,2}$|^(?:\d{1,2}[:時点]\d{0,2}分?)?(?:[~-]\d{1,2}[:時点]?\d{0,2}分?)?$|^(?:午前|午後|上午|下午)$"


LABELS: tuple[tuple[str, Role], ...] = (
    (r"パネリスト|パネラー|討論者|与談|嘉賓|対話嘉賓|討論嘉賓|与談人|圓桌嘉賓", "panelist"),
    ( (
        r"コーディネーター|コーディネータ|モデレーター|ファシリテーター"
        r"|総合司会|司会者?|召集人|協調人|引言人|進行|聞き手|主持人?|座長|点評人?|総括"
    ), "coordinator"),
    ( (
        r"(?:基調|主旨|特別|主題)?(?:講師|講演者?|発表者?|登壇者?|スピーカー"
        r"|話した(?:人|方)|話し手|語り手|話者|演者|報告者?|発言者|話題提供者?|演講人|演講嘉賓|主講人?"
        r"|講者|報告人|発言人|演講者|発言嘉賓|分享人|分享嘉賓|分享者)\d?"
    ), "speaker"),
    ( (
        r"(?:開会|閉会|来賓|主催者)?(?:の)?(?:あいさつ|挨拶)|(?:来賓"
        r"|開会)?祝辞|(?:開幕)?致辞人?|致辞嘉賓|致詞人?|開会の辞|閉会の辞"
    ), "greeting"),
)  # fmt: skip


_HEADS = (
    ("time", r"時間|時刻|日時|日程|序号|次序|順序|順番|順|場次|時段|番号|no\.?|国別|国"),
    ("remark", r"備考|備注|摘要|説明"),
    ("topic", r"(?:発表|講演|報告|演講|発言|分享|講)?(?:テーマ|演題|題目|題|タイトル|主題|論題|題名)"),
    ("session", r"内容|区分|環節|セッション|部|項目|議程|プログラム|次第|議題|形式|行程"),
    ("person", (
        r"(?:主な)?(?:登壇者?|講師|発表者?|氏名|姓名|嘉賓|演講人|講者"
        r"|発言者?|発言人|報告人|報告者|スピーカー|主講人|演講嘉賓"
        r"|出演者|担当|出席者|演者|講演者|分享人)"
    )),
    ("affiliation", (
        r"所属(?:(?:[・/及与和])?(?:役職|職名|職務|職銜|単位|肩書))?|(?:所在)?単位(?:及|/|・|与|和)?(?:職務|職称|職位)?"
        r"|機構|役職|職名|職務|自治体|都市|城市|団体|機関|肩書"
    )),
)  # fmt: skip


_QUOTED = r"^[「『\"《〈](.+)[」』\"》〉]$"


_TITLED = r"([^「『《〈 ]{2,7})([「『《〈].+[」』》〉])"  # 鈴木恵子「防災の取り組み」


_AFFILIATION_LABEL = r"^(?:所属|単位|職務|役職|機構|職位|職名)$"


_NOTE = r"(?:[(]注[0-9]*[)]|注[0-9]+|\*[0-9]*)$"  # a mark that a note explains below the table
_LONGEST_SESSION = 16
_SHORTEST_TOPIC = 6
_SHORT_NAME = 3  # characters of a name that may be a place's too: 課長　日置　大


@dataclass(frozen=True, slots=True)
class Field:
    """A part text[start:end] of a row and what it is."""

    start: int
    end: int
    kind: str  # name, affiliation, topic, label, session, time, break or other
    role: Role | None = None
    post: int | None = None  # where in a name field its post begins: 許|処長


def head_of(cell: str) -> str:
    """Return what the column below this head holds, nothing for a cell that is no head."""
    return next((kind for kind, source in _HEADS if pattern(rf"^(?:{source})$").match(cell.strip())), "")


def stripped(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return start and end without the blanks at them."""
    cell = folded[start:end]
    return start + len(cell) - len(cell.lstrip()), end - len(cell) + len(cell.rstrip())


def find_fields(text: Wording, start: int, end: int) -> list[Field]:
    """Return the fields of a part of a row."""
    spans = [piece for span in _cut(text.folded, start, end) for piece in _unglued(text, *span)]
    found = [one for span in spans for one in _posted(text, *span)]
    for index, one in enumerate(found[:-1]):
        if one.kind == "label" and head_of(text.folded[one.start : one.end].strip("[]【】() ")) == "topic":
            found[index + 1] = replace(found[index + 1], kind="topic")
        if one.kind == "name" and one.post and _is_office(text, one, found[index + 1]):
            found[index] = one = replace(one, kind="affiliation", post=None)
        post = found[index + 1].kind == "affiliation" and _only_post(text, found[index + 1])
        if post and one.kind in ("topic", "other") and text.folded[one.start - 1 : one.start] not in tuple('「『《〈"'):
            found[index] = replace(one, kind="affiliation")
    found = join_names(found, text.folded)
    if len(found) > 1 and _names_last(found, text):
        found[-1] = replace(found[-1], kind="name")
    return found


def _is_office(text: Wording, one: Field, following: Field) -> bool:
    """Return whether what looks like a family name before a post is its office: 刃物|振興室長　長屋祐一."""
    named = following.kind == "name" and following.post is None
    return named and fold(text.shown[one.start : one.post]) not in families()


def _names_last(fields: list[Field], text: Wording) -> bool:
    """Return whether the last field is a name nobody listed: a blank and a post stand before it, nothing after."""
    post, last = fields[-2:]
    written = text.shown[last.start : last.end]
    posted = post.kind == "affiliation" and pattern(rf"{titles()}$").search(text.folded[post.start : post.end])
    apart = bool(posted) and text.folded[post.end : last.start].isspace() and last.end == len(text.folded)
    return apart and last.kind in ("topic", "other") and 2 <= len(written) <= 6 and is_name(re.sub(r"\s", "", written))


def _only_post(text: Wording, one: Field) -> bool:
    return bool(pattern(rf"^{titles()}$").match(text.folded[one.start : one.end]))


def _posted(text: Wording, start: int, end: int) -> list[Field]:
    """Return what a part of a row is; a post and a name with nothing between are two fields: 副市長財津圭吾."""
    post = pattern(titles()).match(text.folded, start, end)
    name = text.shown[post.end() : end] if post else ""
    if post and 2 <= len(name) <= 5 and is_name(name):
        return [Field(start, post.end(), "affiliation"), Field(post.end(), end, "name")]
    one = classify(text, start, end)
    return [one] if one else []


def _unglued(text: Wording, start: int, end: int) -> list[tuple[int, int]]:
    """Return a field as two where print left nothing between: 熱海市観光課|尾花亮平, 鈴木恵子|「防災の取り組み」."""
    titled = pattern(_TITLED).fullmatch(text.folded, start, end)
    if titled and is_name(text.shown[slice(*titled.span(1))]):
        return [titled.span(1), titled.span(2)]
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
    for match in SEPARATORS.finditer(folded, start, end):
        if depth[match.start() - start] == 0:
            edges.append(match.span())
    edges.append((end, end))
    spans = (stripped(folded, left[1], right[0]) for left, right in pairwise(edges))
    return [span for span in spans if span[0] < span[1]]


def classify(text: Wording, start: int, end: int) -> Field | None:
    """Return what a part of a row is, None for a time or a mere sign."""
    note = pattern(_NOTE).search(text.folded[start:end])
    end = start + note.start() if note else end
    content = text.folded[start:end]
    if pattern(TIME).match(content) or not re.search(r"\w", content):
        return None
    named = _label(content, start, end) or _name(text, start, end) or _affiliation(text, start, end)
    if named:
        return named
    if pattern(_QUOTED).match(content):
        return Field(start + 1, end - 1, "topic")
    if find_session(content) and len(content) <= _LONGEST_SESSION:
        return Field(start, end, "session")
    return Field(start, end, "topic" if len(content) >= _SHORTEST_TOPIC else "other")


def _label(content: str, start: int, end: int) -> Field | None:
    tag = content.strip("[]【】() ")
    for source, role in LABELS:
        if pattern(rf"^(?:{source})(?:[一二三四五六七八九①-⑨])?$").match(tag):
            session = role == "speaker" and find_session(tag)
            return Field(start, end, "session" if session and session[0] == tag else "label", role)
    known = head_of(tag) in ("topic", "affiliation", "person") or pattern(_AFFILIATION_LABEL).match(tag)
    return Field(start, end, "label") if known else None


def _name(text: Wording, start: int, end: int) -> Field | None:
    """Return a field that is a name, alone or with its post: 許処長."""
    content = text.folded[start:end]
    plain = re.sub(r"\([ぁ-ゖァ-ヺー・a-z ]+\)$", "", content)
    bare = pattern(r"(?:氏|先生|女士|さん|様|博士)$").sub("", plain)
    if is_name(bare) and plausible(bare) and not find_session(bare):
        if not any(not m.bare and m.end == len(bare) for m in find_places(bare)):
            return Field(start, start + len(bare), "name")
    people = find_introductions(text.part(start, end))
    if len(people) == 1 and people[0].title and not people[0].organisation:
        post = content.find(fold(people[0].title))
        placed = any(not m.bare and m.start == start for m in text.places)  # 北海道|知事, 川口市企画政策部|次長
        if (
            post > 0
            and not placed
            and content[:post].strip() == fold(people[0].name)
            and people[0].end - people[0].start == end - start
        ):
            return Field(start, end, "name", post=start + post)
    return None


def _affiliation(text: Wording, start: int, end: int) -> Field | None:
    content = text.folded[start:end]
    if pattern(rf"の(?:{'|'.join(cues('unnamed'))})$").search(content):
        return Field(start, start + content.rfind("の"), "affiliation")
    ended = pattern(rf"(?:{titles()}|{organisation_end()})(?:\([^)]*\))?[、,]?$").search(content)
    return Field(start, end, "affiliation") if ended or _is_place(text, start, end) else None


def _is_place(text: Wording, start: int, end: int) -> bool:
    if pattern(rf"{titles()} $").search(text.folded[:start]) and end - start <= _SHORT_NAME:
        return any(m.start == start and m.end == end and not m.bare for m in text.places)
    of_country = start + 2 if text.folded.startswith(("日本", "中国"), start) else start
    return any(m.start in (start, of_country) and m.end == end for m in text.places)


def join_names(fields: list[Field], folded: str) -> list[Field]:
    """Return the fields with family and given name, written apart, made one; behind a post any two short words are."""
    joined: list[Field] = []
    for one in fields:
        last = joined[-1] if joined else None
        kana = re.fullmatch(r"[ぁ-ゖァ-ヺー]{2,5}", folded[one.start : one.end])
        if last and last.kind == one.kind == "affiliation" and re.fullmatch("[ |/]+", folded[last.end : one.start]):
            joined[-1] = Field(last.start, one.end, "affiliation")
            continue
        short = (
            last
            and (one.kind in ("name", "other") or kana)
            and last.kind in ("name", "other")
            and last.end - last.start <= 4
            and one.end - one.start <= 4
        )
        whole = folded[last.start : one.end].replace(" ", "") if last else ""
        posted = len(joined) > 1 and joined[-2].kind == "affiliation" and one.end - one.start <= 3
        named = (one.kind == "name" and len(whole) <= 6) or kana or (is_name(whole) and (posted or plausible(whole)))
        if last and short and named and re.fullmatch(" +", folded[last.end : one.start]):
            joined[-1] = Field(last.start, one.end, "name")
        else:
            joined.append(one)
    return joined
