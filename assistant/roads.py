"""Which road a question takes: facts of an edition, talks, or the text of the reports."""

from assistant import cues
from assistant.archive import Archive
from assistant.cues import cue
from assistant.evidence import aspect_asked, voices_asked
from assistant.queries import Query
from ingest.text import fold

EVENT_FIELDS = (
    "duration",
    "date",
    "year",
    "host",
    "theme",
    "participants",
    "organizer",
    "publication",
    "author",
    "edition",
)

_OF_REPORTS = {"theme", "participants", "author", "publication"}
_MAGAZINE = r"[《『「][^》』」]+(?:論壇|フォーラム|雑誌|会報|月刊)[》』」]"
_HELD = r"開催|開か|会場|行わ|挙辦|挙行|承辦|主辦|召開|[辦開][了過]|\b(?:held|host\w*|venue)\b"
_HELD_OFTEN = (
    r"(?:開催地?|会場|主催|ホスト)(?:に|を|と|し|な|っ|た|の|さ|れ|て)*(?:回数|頻度|数が)|多く(?:開催|会場|ホスト|選ば)"
    r"|(?:挙辦|主辦|承辦|召開|当選|当)[^,。?]{0,4}(?:次数|届数|[次届]最)|[辦開][得過了](?:的?次数)?最多"
    r"|\bhost\w*\b.*\b(?:most|often|times)\b|\bmost (?:often|times|frequent\w*)\b"
)
_OF_EVERY = rf"{cues.EVER}|都算|通算"
_FEW_CHARACTERS = 12  # of a question that only names a subject and a kind of place: DX 自治体
_OF_TIME = {"edition", "year", "date"}
_OF_SESSIONS = {"theme", "hours"}


def asks_missing_edition(query: Query, archive: Archive) -> bool:
    """Return whether an edition or a year is asked about that is not in the index, and no other."""
    lost_years = bool(query.years) and not query.editions and not any(map(archive.of_year, query.years))
    return (bool(query.missing_editions) and not query.editions) or lost_years


def asks_hosts_often(query: Query) -> bool:
    """Return whether the places are asked for where several editions were held, or only one: 複数回開催した都市."""
    folded = fold(query.question)
    hosting = {"host", "organizer"} & {*query.fields} or (query.place_kinds and cue(_HELD).search(folded))
    oftenest = query.extreme in ("most", "fewest") and cue(_HELD_OFTEN).search(folded)
    of_others = query.about_talks or query.attended or query.named or query.places
    return bool(hosting and (_often(query) or oftenest)) and not of_others


def asks_facts(query: Query) -> bool:
    """Return whether only fields of the event are asked, of editions and not of anything else named."""
    if asks_hosts_often(query):
        return True
    if _asks_author(query):
        return True
    if _asks_beyond_facts(query, fold(query.question)):
        return False
    by_time = (query.months or query.days) and not query.about_talks
    of_editions = query.about_editions or query.extreme or query.ordered or by_time
    asked = any(f in EVENT_FIELDS for f in query.fields) or of_editions
    if asks_themed(query):
        return True
    of_magazine = set(query.fields) == {"publication"} and cue(_MAGAZINE).search(fold(query.question))
    subject = query.terms or query.words or query.lost or query.titles or query.people or query.places
    subject = subject or query.organisations or ((query.role,) if query.role and not query.fields else ())
    subject = () if of_magazine and not (query.people or query.places) else subject
    if asks_all_about(query):
        return True
    at_one = query.wants_who and query.hosts and not query.fields  # 四川省で開催された回の発表者は
    talks = query.about_talks and (at_one or not (query.about_editions or set(query.fields) & _OF_REPORTS))
    return bool(asked and not subject and not (talks and (query.wants_who or query.wants_list))) or bool(query.by_size)


def _asks_author(query: Query) -> bool:
    """Return whether it is asked who wrote of an edition, whatever else of them: the byline tells post and place."""
    named = query.terms or query.words or query.people or query.about_talks
    return bool("author" in query.fields and query.wants_who and (query.editions or query.hosts) and not named)


def _often(query: Query) -> bool:
    """Return whether it is asked who or what there was several times, or not often."""
    return bool(query.repeated or query.recurrence.at_least > 1 or query.recurrence.at_most)


def _asks_beyond_facts(query: Query, folded: str) -> bool:
    """Return whether words for facts or editions are said of talks, of speakers, or of what only the text tells."""
    content = query.filters_talks or query.terms or query.words
    kinds = query.place_kinds or query.bodies
    in_the_text = aspect_asked(query) or voices_asked(query) or cue(cues.WHY).search(folded)
    spoken_ever = query.about_talks and (query.side or kinds) and not (query.fields or query.extreme)
    of_talks = asks_editions_of_talks(query)  # 大学がパネルに登壇した回
    return bool(
        (cue(cues.FIRST).search(folded) and not query.editions)  # when it began stands in the text, in no record
        or (
            query.extreme and kinds and cue(cues.OFTEN).search(folded) and not query.about_editions
        )  # 参加回数が最も多い県
        or (query.recurrence.turn and content)  # 最早提到智慧城市的是哪一届
        or (query.role and query.wants_who)  # 每届谁主持
        or (spoken_ever and cue(_OF_EVERY).search(folded))  # 历届发过言的中国省市
        or of_talks
        or (_often(query) and (query.wants_who or query.about_talks or query.attended))  # 发言过不止一次的是谁, 哪几届
        or (in_the_text and not query.sets_against)
        or (query.sessions and {*query.fields} & _OF_SESSIONS)  # the theme or the hours of a session
    )


def asks_editions_of_talks(query: Query) -> bool:
    """Return whether editions are asked for in which somebody of a kind spoke, or with a part: 基調講演があった回."""
    by_event = query.by_size or query.months or query.days or query.exactly or query.extreme or query.ordered
    fields = {*query.fields} - {"edition", "year"}
    spoke = query.sessions or query.role or query.about_talks or query.attended
    return bool(query.about_editions and spoke and query.filters_talks) and not (fields or by_event)


def asks_without(query: Query) -> bool:
    """Return whether the editions are asked for whose reports tell of no such part: 哪几届没有主旨演讲."""
    without = query.excluded is not None and query.excluded.recurrence.alone
    return without and query.about_editions and not (query.filters_talks or query.wants_who)


def asks_themed(query: Query) -> bool:
    """Return whether the editions are asked for whose theme speaks of something: テーマにDXが入っている回."""
    who = query.filters_talks or query.lost
    return "theme" in query.fields and query.about_editions and bool(query.terms or query.words) and not who


def asks_telling_editions(query: Query) -> bool:
    """Return whether the editions are asked for whose reports tell of something: JET座談會在哪幾屆辦過."""
    fields = set(query.fields) - {"edition", "year", "date"}
    who = query.places or query.people or query.organisations or query.role or query.sessions or query.wants_who
    subject = query.terms or query.words
    return query.about_editions and bool(subject) and not (fields or who or query.editions or query.lost)


def asks_own_words(query: Query) -> bool:
    """Return whether nothing but a speaker's place or name and a subject is given: 東御市のDX."""
    else_asked = query.fields or query.words or query.lost or aspect_asked(query) or voices_asked(query)
    return bool((query.places or query.people) and query.terms and not else_asked)


def asks_doers(query: Query) -> bool:
    """Return whether it is asked who, or which city, does something: 窓口改革をやっているのはどこの市."""
    else_asked = query.fields or query.lost or aspect_asked(query) or voices_asked(query)
    which = query.wants_list or cue(cues.WHICH).search(fold(query.question))
    bare = len(query.question) <= _FEW_CHARACTERS and not (query.places or query.people)
    who = query.wants_who or (query.place_kinds and (which or bare))
    return bool(who and (query.terms or query.words) and not else_asked)


def asks_full_name(query: Query) -> bool:
    """Return whether the given name of somebody is asked for: フルネーム, 全名, first name."""
    return bool(cue(cues.FULL_NAME).search(fold(query.question)))


def asks_all_about(query: Query) -> bool:
    """Return whether an edition is named and nothing else: 第17回について教えて."""
    asks = (
        query.fields
        or query.about_talks
        or query.wants_who
        or query.places
        or query.side
        or query.attended
        or query.place_kinds
    )
    return bool(query.editions or query.hosts) and not (query.named or asks)


def asks_talks(query: Query) -> bool:
    """Return whether talks are asked: whose, what about, a list of them."""
    filters = (
        query.places
        or query.people
        or query.sessions
        or query.parts
        or query.role
        or query.side
        or query.bodies
        or query.titles
        or query.organisations
    )
    if cue(cues.WHY).search(fold(query.question)) and not (query.places or query.people):
        return False  # a list is no reason
    if query.lost_topic and not (query.terms or query.words):
        return False  # a list of all talks would say that they were on it
    describes = bool(cue(cues.WHAT_PLACE).search(fold(query.question)))
    named = query.places or query.people
    else_asked = query.fields or query.words or query.lost
    of_person = query.people and not (query.fields or query.lost)  # verbs of telling are many
    about_speaker = query.wants_what and not describes and named and (of_person or not else_asked)
    there = query.places and not (query.fields or query.terms or query.lost or describes)
    fields = set(query.fields) - _OF_TIME  # 奈良は何回目に出た: each row tells
    came = bool(query.attended and query.places and not (fields or query.words))  # 京都は参加した？
    came |= bool(query.attended and query.organisations and not (fields or query.words))
    came |= bool(query.attended and (query.bodies or query.titles or query.side) and not fields)
    came |= bool(query.attended and query.wants_list and (query.editions or query.hosts or query.years) and not fields)
    came |= bool(query.recurrence.turn and (query.filters_talks or query.terms) and not fields)
    of_post = bool(query.titles and (query.organisations or query.places) and not else_asked)
    of_post |= bool(query.organisations and query.side and not else_asked)  # 発改委の副主任は
    spoke_or_came = query.about_talks or query.attended or there  # 第17回で発表した自治体は？
    of_kind = bool(query.place_kinds and not describes and spoke_or_came)
    who = query.wants_who or of_kind or came or of_post or (query.repeated and not query.fields)
    asks = bool(
        who or (query.about_talks and not describes) or query.role or query.sessions or query.parts or about_speaker
    )
    if "name" in query.fields and not (query.places or query.people):
        return False
    if query.sessions and (set(query.fields) & _OF_SESSIONS) and not (named or query.wants_who or query.wants_list):
        return False
    if (voices_asked(query) or aspect_asked(query)) and not (query.people or (query.wants_who and query.terms)):
        return False
    if describes and query.places and not (query.about_talks or query.wants_who):
        return False  # 瀋陽有哪些產業強項
    if query.wants_list and (asks or query.terms or (filters and not (query.words or query.lost))):
        return True
    narrowed = filters or query.hosts or query.editions or query.terms
    bounded = narrowed or of_kind or query.repeated or (query.about_talks and not (query.words or query.lost))
    if query.about_talks and (query.editions or query.hosts) and not (query.named or query.fields or describes):
        return True  # 第17回の発表を教えて
    whose = query.wants_who or of_kind or query.repeated
    if query.lost and (query.terms or query.wants_who) and not (query.about_talks or query.attended or filters):
        return False  # who paid the costs of travel: a list of all talks on travel would be no answer
    return bool((filters and asks) or (bounded and whose)) and not (query.fields and query.words)
