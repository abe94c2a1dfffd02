"""Make up reports of which everything is known: what a reader should find, and in which words it was told."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from ingest.places import Place, name_in, place_by_id
from ingest.terms import Term, forms, name_of, term_by_id
from ingest.text import fold
from tests.bench.people import Figure, Language, body_figure, draw_figures, hosts
from tests.bench.wordings import CHINESE, JAPANESE, Wording

# Words that stand in no other word drawn here and that no part of the frame holds.
_TERMS = (
    "smart_city smart_agriculture generative_ai big_data open_data iot blockchain digital_twin drone robot e_commerce"
    " telework autonomous_driving startup inbound rural_tourism ecotourism onsen ski world_heritage dementia"
    " barrier_free childcare multicultural air_pollution hydrogen solar wind_power biomass waste_sorting"
    " circular_economy food_loss marine_litter wastewater biodiversity wetland sponge_city earthquake typhoon volunteer"
    " school_lunch vocational_education technical_interns friendship_cities business_matching branding tourism ageing"
    " environment disaster_prevention ai dx logistics public_transport intangible_heritage"
).split()
_THEMES = (
    "decarbonisation",
    "regional_revitalisation",
    "rural_revitalisation",
    "innovation",
    "international_cooperation",
)
_SHAPES = {
    "ja": ("{a}の取り組み", "{a}の現状と課題", "{a}を軸とした施策", "{a}と{b}", "{a}の推進", "{a}の事例"),
    "zh-Hans": ("{a}的做法", "{a}的现状和课题", "{a}的具体措施", "{a}和{b}的经验", "{a}的实践", "{a}的案例"),
}
_SESSIONS = {"ja": ("基調講演", "事例発表", "パネルディスカッション"), "zh-Hans": ("主旨演讲", "案例分享", "小组讨论")}
_FIRST_YEAR = 1977
_YEARS = 120  # then from the first again: a date of the year 3000 is none that a report would have


@dataclass(frozen=True, slots=True)
class TrueTalk:
    """A talk that was told: by whom, about what, in which words."""

    figure: Figure
    topic: str
    session: str
    wording: str

    @property
    def speaker(self) -> str:
        """Who a list must name, folded: the person, or the body that speaks for itself."""
        return fold(self.figure.name or self.figure.body)


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A made-up report and the truth about it."""

    name: str
    text: str
    language: Language
    edition: int
    dates: tuple[date, date]
    host: Place
    theme: str
    participants: int
    greeter: Figure
    talks: tuple[TrueTalk, ...]

    @property
    def year(self) -> int:
        """The year of the edition."""
        return self.dates[0].year


def make_reports(count: int, seed: int = 1) -> list[Synthetic]:
    """Return so many reports, one an edition, every fourth in Chinese; the same for the same seed."""
    return [_make(edition, Random(f"{seed}/{edition}")) for edition in range(1, count + 1)]


def topics() -> tuple[Term, ...]:
    """Return the terms that talks are about."""
    return tuple(term for identifier in _TERMS if (term := term_by_id(identifier)))


def stands_in(text: str, term: Term) -> bool:
    """Return whether a spelling of the term, or of a narrower one, stands in a text letter by letter."""
    narrower = (found for identifier in term.related if (found := term_by_id(identifier)))
    folded = fold(text)
    return any(word in folded for one in (term, *narrower) for word in forms(one))


def _make(edition: int, random: Random) -> Synthetic:
    language: Language = "zh-Hans" if edition % 4 == 0 else "ja"
    wordings = JAPANESE if language == "ja" else CHINESE
    first = date(_FIRST_YEAR + (edition - 1) % _YEARS, random.randint(4, 11), random.randint(1, 25))
    dates = (first, first + timedelta(days=random.randint(1, 3)))
    figures = draw_figures(9, language, random)
    greeter = figures.pop()
    taken = {one.place.id for one in (*figures, greeter) if one.place}
    host = random.choice([place for place in hosts() if place.id not in taken])
    theme = _theme(language, random)
    participants = random.randint(60, 320)
    talks: list[TrueTalk] = []
    sections: list[str] = []
    for session in _SESSIONS[language]:
        told, lines = _section(session, figures, wordings, random)
        talks += told
        sections.append(f"{session}\n{lines}\n")
    head = _head(language, edition, dates, host, theme, participants, greeter)
    name = f"{edition:02}_{host.id.lower()}.txt"
    text = "\n".join([head, *sections, _tail(language)])
    return Synthetic(name, text, language, edition, dates, host, theme, participants, greeter, tuple(talks))


def _section(
    session: str, figures: list[Figure], wordings: tuple[Wording, ...], random: Random
) -> tuple[list[TrueTalk], str]:
    """Return the talks of one session and the lines that tell of them; two figures are used up."""
    pair = [figures.pop(), figures.pop()]
    wording = random.choice(wordings)
    chosen = [wording] if wording.size != 1 else [wording, _another(wordings, random)]
    talks: list[TrueTalk] = []
    lines: list[str] = []
    for one in chosen:
        speaking = [pair.pop(0)] if one.size == 1 else pair
        shown = [body_figure(figure) if one.body and figure.place else figure for figure in speaking]
        told = [TrueTalk(figure, _topic(figure, random), session, one.id) for figure in shown]
        talks += told
        lines.append(one.tell(told))
    return talks, "".join(lines)


def _another(wordings: tuple[Wording, ...], random: Random) -> Wording:
    return random.choice([wording for wording in wordings if wording.size == 1])


def _topic(figure: Figure, random: Random) -> str:
    first, second = random.sample(topics(), 2)
    shape = random.choice(_SHAPES[figure.language])
    return shape.format(a=name_of(first, figure.language), b=name_of(second, figure.language))


def _theme(language: Language, random: Random) -> str:
    word = term_by_id(random.choice(_THEMES))
    assert word
    return f"{word.ja}と自治体の役割" if language == "ja" else f"{word.zh_hans}与地方政府的作用"


def _head(
    language: Language, edition: int, dates: tuple[date, date], host: Place, theme: str, people: int, greeter: Figure
) -> str:
    province = place_by_id(host.parent or "")
    where = (name_in(province, language) if province else "") + name_in(host, language)
    first, last = dates
    until = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
    days = f"{first.year}年{first.month}月{first.day}日"
    if language == "ja":
        return (
            f"第{edition}回日中地域間交流推進セミナーを開催\n\n"
            f"{days}から{until}まで、中国{where}で「第{edition}回日中地域間交流推進セミナー」を開催しました。"
            f"テーマは「{theme}」です。参加者は{people}人でした。\n\n"
            f"開会あいさつ\n{greeter.shown}が開会のあいさつを述べました。\n"
        )
    return (
        f"第{edition}届中日地方交流促进研讨会举行\n\n"
        f"第{edition}届中日地方交流促进研讨会于{days}至{until}在{where}举行。"
        f"会议主题为“{theme}”。与会者共{people}人。\n\n"
        f"开幕式\n{greeter.shown}在开幕式上致辞。\n"
    )


def _tail(language: Language) -> str:
    if language == "ja":
        return "意見交換\nその後の意見交換では、会場から費用の負担について質問がありました。\n"
    return "互动交流\n与会者就经费负担提问，现场气氛热烈。\n"
