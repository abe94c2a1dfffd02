"""A sentence may join, cut or move what its sources tell as little as it may add to it."""

from dataclasses import replace

import pytest

from assistant.attribution import held_where_they_say, of_the_editions_held_there
from assistant.grounds import Unit, evidence_of, unit_of
from assistant.languages import written_in
from assistant.neighbours import editions_by_their_hosts, editions_with_their_places, sides_as_named
from assistant.proof import prove
from assistant.records import Language
from assistant.wholes import clauses_of, of_one_source_each, quoted_whole, titles_kept_apart
from tests.samples import ask, samples

TOURISM = "観光について発表した自治体はどこですか？"


def _unit(quote: str, *, held_in: str = "") -> Unit:
    return replace(unit_of([quote]), quote=quote, hosts=unit_of([held_in]).places)


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        pytest.param("松本市は観光振興と水辺の再生について発表したのか〔1〕。", "unsupported", id="a-question"),
        pytest.param("松本市は観光振興と水辺の再生について発表しました〔1〕。", "", id="no-question"),
        pytest.param("高野真一市長は松本市で発表しました〔1〕。", "place", id="spoke-at-home"),
        pytest.param("高野真一市長は洛陽市で発表しました〔1〕。", "", id="spoke-at-the-host"),
        pytest.param(
            "観光について発表したのは四件です：松本市、北海道、奈良県と桂林市です。", "", id="counted-in-kanji"
        ),
    ],
)
def test_who_told_what_where(sentence: str, fault: str) -> None:
    _, faults = prove(sentence, evidence_of(ask(TOURISM), samples()))
    assert (fault in faults) if fault else not faults


@pytest.mark.parametrize("mark", [pytest.param("", id="no-number"), pytest.param("〔9〕", id="a-number-that-is-none")])
def test_a_quotation_or_a_computed_line_repeated_as_a_whole_is_proved(mark: str) -> None:
    answer = ask("第21回の参加者は何人でしたか？")
    evidence = evidence_of(answer, samples())
    quotation = answer.citations[0]
    assert prove(f"{quotation.quote.rstrip('。')}{mark}。", evidence) == ((quotation.id,), [])
    assert prove(f"{quotation.quote.rstrip('。')}に失敗しました{mark}。", evidence)[1]


def test_what_the_headline_cites_for_one_proves_nothing_of_another() -> None:
    evidence = evidence_of(ask("松本市と北海道は何を発表しましたか？"), samples())
    numbers = sorted({number for cited, _ in evidence.parts for number in cited})
    assert len(numbers) > 1
    assert "基調講演" in evidence.citing(numbers).headline.quote
    assert any("基調講演" not in evidence.citing([number]).headline.quote for number in numbers)


def test_beside_the_line_of_a_programme_only_computed_words_stand() -> None:
    evidence = evidence_of(ask("哪些城市介绍了旅游？"), samples())
    number = next(one for one, unit in evidence.units.items() if unit.bare and "奈良県" in unit.quote)
    alone = replace(evidence, units={number: evidence.units[number]})
    assert prove(f"奈良县副知事西川正在第18届发言〔{number}〕。", alone) == ((number,), [])
    assert "unsupported" in prove(f"奈良县副知事西川正在第18届以方针为基础发言〔{number}〕。", alone)[1]


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        pytest.param("合言葉は「縁も、風も、島から」です。", True, id="whole"),
        pytest.param("合言葉は「風」も「島から」です。", False, id="parts"),
        pytest.param("「観光情報」を紹介しました。", True, id="quoted-by-the-sentence-alone"),
        pytest.param("合言葉は「海から」です。", False, id="nowhere"),
    ],
)
def test_a_title_is_quoted_as_a_whole(said: str, *, stands: bool) -> None:
    assert quoted_whole(said, [_unit("「縁も、風も、島から」を合言葉にした観光情報です。")]) is stands


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        pytest.param("介绍了“葡萄酒”和“公园”。", True, id="side-by-side"),
        pytest.param("可以训练的“公园”是葡萄酒。", False, id="one-is-the-other"),
        pytest.param("那家“酒店”是葡萄酒的产地。", True, id="none-that-is-quoted-there"),
    ],
)
def test_two_titles_are_two_things(said: str, *, stands: bool) -> None:
    assert titles_kept_apart(said, [_unit("他谈到“葡萄酒”和可以训练的“公园”。")]) is stands


@pytest.mark.parametrize(
    ("pairs", "stands"),
    [
        pytest.param([["提携", "結び"], ["振返", "仕事"]], True, id="a-clause-each"),
        pytest.param([["提携", "仕事"]], False, id="one-of-both"),
        pytest.param([["提携", "該当"]], True, id="with-a-computed-word"),
        pytest.param([["提携", "不明"]], True, id="others-are-checked-elsewhere"),
    ],
)
def test_no_clause_is_made_of_two_facts(pairs: list[list[str]], *, stands: bool) -> None:
    units = [_unit("1981年に提携を結びました。"), _unit("仕事の違いが分かったと振返りました。")]
    assert of_one_source_each(pairs, [replace(one, text=one.text + "結び") for one in units], _unit("該当")) is stands


def test_a_topic_is_of_the_clause_it_begins() -> None:
    assert clauses_of("縁を結んだのは、違いが分かり、運んだ") == ["縁を結んだのは、違いが分かり", "運んだ"]


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        pytest.param("第3回はチチハル市です。", True, id="as-told"),
        pytest.param("齐齐哈尔是第2届。", False, id="of-another-edition"),
        pytest.param("南宁是第2届，齐齐哈尔是第3届。", True, id="both-in-chinese"),
        pytest.param("The 3rd seminar was held in Nanning.", False, id="english"),
    ],
)
def test_an_edition_keeps_its_place(said: str, *, stands: bool) -> None:
    told = "会場は、第2回が広西チワン族自治区の南寧市、第3回が黒竜江省のチチハル市でした。"
    assert editions_with_their_places(said, [_unit(told)]) is stands


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        pytest.param("瀋陽是第16屆。", True, id="its-host"),
        pytest.param("北京事務所2017年是16屆。", False, id="not-its-host"),
        pytest.param("北京是第1届。", True, id="told-by-the-source"),
        pytest.param("北京事務所參加了第16屆。", True, id="said-of-no-edition"),
    ],
)
def test_only_its_host_is_an_edition(said: str, *, stands: bool) -> None:
    assert editions_by_their_hosts(said, [_unit("第1回は北京市でした。", held_in="瀋陽市")]) is stands


@pytest.mark.parametrize(
    ("said", "language", "stands"),
    [
        pytest.param("產業包括自動車、ロボット。", "zh-Hant", False, id="a-word-left-in-japanese"),
        pytest.param("主辦單位是クレア。", "zh-Hant", True, id="a-name-that-stays"),
        pytest.param("産業用ロボットです。", "ja", True, id="japanese"),
        pytest.param("It is ロボット of Japan.", "en", True, id="english-is-judged-by-its-words"),
    ],
)
def test_a_word_that_was_not_translated_is_in_another_language(said: str, language: Language, *, stands: bool) -> None:
    assert written_in(said, language, ["クレア"]) is stands


def test_what_only_the_data_of_a_report_tells_proves_no_sentence() -> None:
    evidence = evidence_of(ask("哪些城市介绍了旅游？"), samples())
    number = next(one for one, unit in evidence.units.items() if unit.bare and "奈良県" in unit.quote)
    alone = replace(evidence, units={number: evidence.units[number]}, headline=_unit(""), parts=())
    assert "unsupported" in prove(f"第18届是2019年〔{number}〕。", alone)[1]


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        pytest.param("纪念日中国交正常化30周年。", True, id="both"),
        pytest.param("纪念国交正常化30周年。", True, id="neither"),
        pytest.param("纪念中国交正常化30周年。", False, id="half"),
    ],
)
def test_a_word_for_both_sides_is_not_halved(said: str, *, stands: bool) -> None:
    assert sides_as_named(said, [_unit("日中国交正常化30周年を記念した催しです。")]) is stands


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        pytest.param("北村朋生是瀋陽那屆的主持人。", True, id="its-own"),
        pytest.param("北村朋生是鄭州那屆的主持人。", False, id="another"),
        pytest.param("北村朋生是主持人。", True, id="none-named"),
    ],
)
def test_an_edition_named_by_its_place_was_held_there(said: str, *, stands: bool) -> None:
    assert of_the_editions_held_there(said, [_unit("北村所長が務めました。", held_in="瀋陽市")]) is stands


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        pytest.param("広島県知事が広島県で講演しました。", False, id="at-home"),
        pytest.param("広島県知事が重慶市で講演しました。", True, id="at-the-host"),
        pytest.param("广岛县知事在广岛县演讲。", False, id="chinese"),
        pytest.param("The governor spoke in Hiroshima.", False, id="english"),
        pytest.param("広島県で進む観光を取り上げました。", True, id="where-something-else-is"),
    ],
)
def test_people_spoke_where_the_edition_was_held(said: str, *, stands: bool) -> None:
    assert held_where_they_say(said, [_unit("広島県知事が講演に立ちました。", held_in="重慶市")]) is stands
