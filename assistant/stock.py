"""What reports there are: how many, in which language, of which editions; whatever asks that is about no seminar.

報告 is a talk as well: only what counts them as papers, or asks for their language, is about the reports.
"""

from collections import Counter

from assistant.composing import Draft
from assistant.cues import cue
from assistant.listing import coverage_of, reports_asked
from assistant.queries import Query
from assistant.records import Answer
from ingest.records import Report
from ingest.terms import find_terms
from ingest.text import fold

_LANGUAGES = (
    ("ja", r"日本語|日[文語]|japanese"),
    ("zh", r"中国語|[中漢][文語]|華語|chinese"),
    ("en", r"英[文語]|english"),
)
_ANY_LANGUAGE = "|".join(source for _, source in _LANGUAGES)
_PAPER = r"(?:報告書|レポート|報告(?!会|者|人|了|し|さ)|文[書档檔]|資料)"
_HELD = r"(?:収[録めま集]|収[録了入]*|登録|入っ|取り込|ある|あり|持っ|有|庫)"
_ASKED = (
    rf"(?:何[件本冊部]|いくつ|どれくらい|どれだけ)の?{_PAPER}|{_PAPER}(?:は|が|って)?(?:全部で|全部|今|現在|合計|合わせて)?[^、。?]{{0,3}}(?:何[件本冊部]|いくつ|どれくらい|どれだけ)"
    rf"|{_PAPER}の(?:件数|数(?!字|値)|総数|言語)|{_PAPER}(?:は|って)何語"
    rf"|(?:{_ANY_LANGUAGE})(?:版)?(?:の|で書かれた|的)?{_PAPER}|{_PAPER}[^。?]{{0,8}}(?:のうち|の中で?|里面?|中)[、,]?[^。?]{{0,6}}(?:{_ANY_LANGUAGE})"
    rf"|{_PAPER}(?:都|全部)?是?(?:用)?(?:{_ANY_LANGUAGE})(?:写|的|書|嗎)|{_PAPER}(?:は|って)?(?:全部|すべて)?(?:{_ANY_LANGUAGE})(?:だけ|のみ|で書|で[すし]|か[?]?$)"
    rf"|{_PAPER}是?用?[什甚][麼么](?:語言|文)|(?:[幾多]少?|什[麼么]語言的)[份篇本]{_PAPER}|{_PAPER}[^。?]{{0,6}}(?:[幾多]少?[份篇本])"
    r"|how many (?:of (?:the|your) )?(?:[a-z]+ )?(?:reports|documents|papers)\b"
    r"|(?:what|which) languages? (?:are|is|were)[^?]*reports?"
    r"|(?:number|count) of (?:reports|documents)"
    r"|(?:reports|documents)[^?]* (?:in|written in) (?:japanese|chinese|english|what|which)"
)


def asks_reports(query: Query) -> bool:
    """Return whether the reports themselves are asked about: how many there are, or in which language."""
    folded = fold(query.question)
    spoken = {m.term for m in find_terms(query.question) if cue(_ANY_LANGUAGE).fullmatch(folded[m.start : m.end])}
    subjects = set(query.terms) - spoken  # 日本語 may stand for 日本語教育
    else_named = subjects or query.people or query.places or query.sessions or query.role or query.titles
    return bool(cue(_ASKED).search(folded)) and not else_named


def answer_reports(draft: Draft) -> Answer:
    """Say how many reports there are of the editions asked about, how many in each language, and which."""
    query, wording = draft.query, draft.wording
    reports = reports_asked(query, draft.archive)
    folded = fold(query.question)
    asked = [name for name, source in _LANGUAGES if cue(source).search(folded)]
    count = Counter(report.language[:2] for report in reports)
    languages = list(dict.fromkeys([*asked, *count]))
    told = [wording.say("reports_in", name=wording.say(f"language_{name}"), count=count[name]) for name in languages]
    lead = wording.sentence(wording.say("reports_held", count=len(reports), each=wording.join(told)))
    draft.sections += [f"**{lead}**", "\n".join(_line(report, draft) for report in reports)]
    return draft.answer("fact", "answered", coverage_of(draft.archive, reports, {report.id for report in reports}))


def _line(report: Report, draft: Draft) -> str:
    """Return a report by its edition and language, with the sentence that names the edition."""
    event, wording = report.event, draft.wording
    stated = next((value for value in (event.edition, event.year, event.series) if value), None)
    language = wording.note(f"language_{report.language[:2]}")
    mark = draft.citations.mark(report, stated.quote) if stated else ""
    return f"- {wording.edition([report], full=True, alone=True)}{language}{mark}"
