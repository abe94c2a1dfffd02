"""Facts of an edition's record, each with its sentence; reports of one edition side by side where they disagree."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.archive import field_of, first_value, whole
from assistant.citations import Citations
from assistant.wording import Wording, escape
from ingest.languages import language_of
from ingest.records import Report, Value
from ingest.terms import keywords
from ingest.text import fold

_EXCEEDED = fold(
    r"(?<![0-9]){number}(?:余り?)?(?:人|名)?(?:を)?(?:超|余|以上|強)|(?:超過|超|逾|more than |over ){number}(?![0-9])"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """One sentence about an edition; `missing` names the field the reports do not state."""

    text: str
    missing: str | None = None


class Facts:
    """The facts of one edition, told by all reports on it."""

    def __init__(self, reports: Sequence[Report], wording: Wording, citations: Citations) -> None:
        """Keep the reports of the edition, the reader's language first."""
        self.reports = sorted(reports, key=lambda report: report.language[:2] != wording.language[:2])
        self._wording = wording
        self._citations = citations

    def tell(self, fields: Sequence[str]) -> list[Stated]:
        """Return a statement for each field asked, date and place in one sentence."""
        asked = list(fields)
        if "date" in asked and "host" in asked and self._first("date_start") and self._first("host_city"):
            asked = [field for field in asked if field not in ("date", "host", "year")]
            return [self._held(), *(self._tell(field) for field in asked)]
        if "date" in asked and "year" in asked:
            asked.remove("year")
        if "duration" in asked and "date" in asked and self._first("date_end"):
            asked.remove("date")  # 会期は何日間: the days are told along with their number
        return [self._tell(field) for field in asked]

    def value(self, field: str) -> str:
        """Return a field for a table, marked with its source; a dash where no report states it."""
        return _TABLE[field](self) or "–"

    def _first(self, field: str) -> Value | None:
        return first_value(self.reports, field)

    def _tell(self, field: str) -> Stated:
        text = _TELL[field](self)
        if text:
            return Stated(text)
        name = self._wording.say(f"field_{field}")
        return Stated(self._wording.say("not_stated", edition=self._edition(), field=name), missing=field)

    def _edition(self) -> str:
        return self._wording.edition(self.reports)

    def _say(self, key: str, *fields: str, **values: object) -> str:
        return self._wording.say(key, edition=self._edition(), **values) + self._marks(*fields)

    def _marks(self, *fields: str) -> str:
        """Return the marks of every report's sentence for the fields, each once."""
        values = [(r, v) for f in fields for r in self.reports if (v := field_of(r.event, f))]
        marks = [self._citations.mark(report, value.quote) for report, value in values]
        by_staff = any(value.source == "staff" for _, value in values)
        return "".join(dict.fromkeys(marks)) + (self._wording.note("corrected_by_staff") if by_staff else "")

    def _held(self) -> Stated:
        marks = ("date_start", "date_end", "host_province", "host_city")
        told = self._say("held", *marks, date=self._days(), host=self.host()) + self._disagreements(*marks)
        return Stated(told + self._main_day())

    def _date(self) -> str:
        if not self._first("date_start"):
            return self._year()
        told = self._say("held_date", "date_start", "date_end", date=self._days())
        return told + self._disagreements("date_start", "date_end") + self._main_day()

    def _main_day(self) -> str:
        main = self._first("main_day")
        if not main:
            return ""
        day = self._wording.days(str(main.value), None)
        return self._wording.say("semicolon") + self._wording.say("main_day", date=day) + self._marks("main_day")

    def _count_of_days(self) -> str:
        first, last = self._first("date_start"), self._first("date_end")
        if not (first and last):
            return ""
        return str((date.fromisoformat(str(last.value)) - date.fromisoformat(str(first.value))).days + 1)

    def _duration(self) -> str:
        count = self._count_of_days()
        if not count:
            return ""
        text = self._say("duration", "date_start", "date_end", count=count, date=self._days(short=True))
        return text + self._disagreements("date_start", "date_end")

    def _year(self) -> str:
        year = self._first("year")
        if not year:
            return ""
        era = self._wording.era(whole(year) or 0) if self._wording.language == "ja" else ""
        return self._say("year", "year", year=year.value) + era + self._disagreements("year")

    def _days(self, *, short: bool = False) -> str:
        first, last = self._first("date_start"), self._first("date_end")
        return self._wording.days(str(first.value), str(last.value) if last else None, short=short) if first else ""

    def host(self) -> str:
        """Return province and city, once where they are one."""
        report = next((r for r in self.reports if r.event.host_city or r.event.host_province), None)
        if report is None:
            return ""
        parts = [str(v.value) for v in (report.event.host_province, report.event.host_city) if v]
        return self._wording.name("".join(dict.fromkeys(parts)))

    def _host_sentence(self) -> str:
        host = self.host()
        marks = ("host_province", "host_city")
        return self._say("held_host", *marks, host=host) + self._disagreements("host_city") if host else ""

    def _theme(self) -> str:
        theme = self._first("theme")
        if not theme:
            return ""
        words = self._theme_words(str(theme.value))
        languages = self._wording.languages([language_of(str(theme.value))])
        note = self._wording.say("theme_words" if words else "theme_original", languages=languages, words=words)
        note = note if languages else ""
        return self._say("theme", "theme", theme=escape(str(theme.value))) + note + self._disagreements("theme")

    def _theme_cell(self) -> str:
        """Return the words of the report as they stand, and for who reads another language what they are about."""
        theme = self._first("theme")
        if not theme:
            return ""
        words = self._theme_words(str(theme.value))
        shown = escape(str(theme.value)) + self._marks("theme")
        return shown + (self._wording.say("note", text=words) if words else "")

    def _theme_words(self, theme: str) -> str:
        foreign = self._wording.languages([language_of(theme)])
        return self._wording.join(keywords(theme, self._wording.language)) if foreign else ""

    def _participants(self) -> str:
        total, jp, cn = (self._first(f"participants_{side}") for side in ("total", "jp", "cn"))
        fields = ("participants_total", "participants_jp", "participants_cn")
        if total and jp and cn:
            text = self._say("participants_sides", *fields, total=total.value, jp=jp.value, cn=cn.value)
            return text + self._disagreements(*fields)
        key = "participants_over" if total and exceeded(total) else "participants"
        told = [self._say(key, "participants_total", total=total.value)] if total else []
        for side, value in (("jp", jp), ("cn", cn)):
            told += [self._say(f"participants_{side}", f"participants_{side}", **{side: value.value})] if value else []
        return self._wording.say("semicolon").join(told) + (self._disagreements(*fields) if total else "")

    def _total_cell(self) -> str:
        """Return the number of participants; 100+ where the report says that there were more than 100."""
        total = self._first("participants_total")
        if not total:
            return ""
        return f"{total.value}{'+' if exceeded(total) else ''}" + self._marks("participants_total")

    def _author(self) -> str:
        """Return who wrote the report, with the byline: it tells post and place."""
        return self._plain("author") + self._byline()

    def _author_cell(self) -> str:
        value = self._first("author")
        name = self._wording.name(str(value.value), both=False) if value else ""
        return name + self._byline() + self._marks("author")

    def _byline(self) -> str:
        value = self._first("author")
        return self._wording.say("note", text=f"「{escape(value.quote.text)}」") if value else ""

    def _plain(self, field: str) -> str:
        value = self._first(field)
        if not value:
            return ""
        return self._say(field, field, **{field: self._wording.name(str(value.value))}) + self._disagreements(field)

    def _edition_sentence(self) -> str:
        year = self._first("year")
        if not (year and self.host()):
            return ""
        marks = self._marks("edition", "year")
        return self._wording.say("is_edition", edition=self._edition(), year=year.value, host=self.host()) + marks

    def _disagreements(self, *fields: str) -> str:
        """Return what each report says where reports of one language disagree, empty where they agree."""
        told: list[str] = []
        for field in fields:
            values = [(r, v) for r in self.reports if (v := field_of(r.event, field))]
            told_in = {"theme", "organizer", "publication", "author"}  # told in words, which two languages do not share
            kinds = {
                (comparable(str(v.value)), language_of(str(v.value)) if field in told_in else "") for _, v in values
            }
            languages = {kind[1] for kind in kinds}
            if len(kinds) > len(languages):
                of_side = {"participants_jp": "asked_JP", "participants_cn": "asked_CN"}.get(field)
                side = self._wording.say(of_side) + " " if of_side else ""
                colon = self._wording.say("colon")
                told += [
                    f"{escape(r.title)}{colon}{side}{escape(str(v.value))}{self._citations.mark(r, v.quote)}"
                    for r, v in values
                ]
        if not told:
            return ""
        return self._wording.say("semicolon") + self._wording.say("differs", values=self._wording.join(told))


def comparable(value: str) -> str:
    """Return a value so that its writings in several scripts are one: 瀋陽市, 沈阳, 沈陽市."""
    return fold(value).replace(" ", "").removesuffix("市").removesuffix("省")


_TELL: dict[str, Callable[[Facts], str]] = {
    "duration": Facts._duration,
    "date": Facts._date,
    "year": Facts._year,
    "host": Facts._host_sentence,
    "theme": Facts._theme,
    "participants": Facts._participants,
    "organizer": lambda facts: facts._plain("organizer"),
    "publication": lambda facts: facts._plain("publication"),
    "author": Facts._author,
    "edition": Facts._edition_sentence,
}


def _cell(field: str) -> Callable[[Facts], str]:
    def cell(facts: Facts) -> str:
        value = first_value(facts.reports, field)
        return facts._wording.name(str(value.value), both=False) + facts._marks(field) if value else ""

    return cell


_TABLE: dict[str, Callable[[Facts], str]] = {
    "date": lambda facts: facts._days(short=True) + facts._marks("date_start") if facts._first("date_start") else "",
    "duration": lambda facts: facts._count_of_days() + facts._marks("date_start", "date_end"),
    "year": _cell("year"),
    "host": lambda facts: facts.host() + facts._marks("host_city") if facts.host() else "",
    "theme": lambda facts: facts._theme_cell(),
    "participants": lambda facts: facts._total_cell(),
    "participants_jp": _cell("participants_jp"),
    "participants_cn": _cell("participants_cn"),
    "organizer": _cell("organizer"),
    "publication": _cell("publication"),
    "author": Facts._author_cell,
    "edition": lambda facts: facts._wording.edition(facts.reports, alone=True),
}


def exceeded(value: Value) -> bool:
    """Return whether the report says that a figure was more than this: 100人を超え, 超过100人."""
    number = str(value.value)
    return bool(re.search(_EXCEEDED.format(number=number), fold(value.quote.text).replace(",", "")))
