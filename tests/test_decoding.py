"""Decoding bytes: the same text comes out of every encoding it may have been saved in."""

import random

import pytest

from ingest.decoding import decode, plausibility
from ingest.errors import UnreadableDocument

REPORT = """瀋陽市で第16回日中地域間交流推進セミナーを開催しました！
（一財）自治体国際化協会北京事務所　所長補佐
2017年7月26日から28日にわたり、中国遼寧省で「協働による『幸福都市』の創造」をテーマとして、講演やパネルディスカッションを行いました。"""
PROGRAMME = "13:30～ 基調講演①「スマートシティ」\n講師：さいたま市長　清水 勇人\nコーディネーター：未定"
SIMPLIFIED = """第十六届中日地方交流促进研讨会在沈阳市举行
来自日本十二个城市和中国各省市的一百六十五名代表参加了会议，围绕“产业结构转型”这一主题进行了演讲和讨论。"""
TRADITIONAL = """第十六屆中日地方交流促進研討會在瀋陽市舉行
來自日本各縣市與中國各省市的代表參加了會議，並就「產業結構轉型」這個主題發表演講，討論未來的合作。"""
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030")
WRITTEN = (
    ("report", REPORT, (*UNICODE, "cp932", "euc_jp", "iso2022_jp")),
    ("programme", PROGRAMME, (*UNICODE, "cp932", "euc_jis_2004", "iso2022_jp_2")),
    ("simplified", SIMPLIFIED, (*UNICODE, "gb2312", "gbk")),
    ("traditional", TRADITIONAL, (*UNICODE, "big5", "cp950", "big5hkscs")),
)
CASES = [
    pytest.param(text, encoding, id=f"{name}-{encoding}") for name, text, encodings in WRITTEN for encoding in encodings
]


@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_text_comes_out_of_every_encoding_as_it_went_in(text: str, encoding: str) -> None:
    data = text.replace("①", "").encode(encoding) if encoding == "iso2022_jp_2" else text.encode(encoding)
    assert decode(data, "report.txt") == data.decode(encoding)


@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_forty_characters_are_enough(text: str, encoding: str) -> None:
    start = random.Random(encoding).randrange(len(text) - 40)
    data = text[start : start + 40].encode(encoding, "ignore")
    assert decode(data, "report.txt") == data.decode(encoding)


@pytest.mark.parametrize(
    "text",
    ["Tokyo 2017", "安", "Café à Genève, naïveté", "안녕하세요", "龘靐齉", "12\n", "𠮷野家"],
    ids=["ascii", "one-character", "accents", "korean", "rare", "digits", "beyond-the-first-plane"],
)
def test_utf8_is_taken_whatever_the_language(text: str) -> None:
    assert decode(text.encode(), "report.txt") == text


def test_a_document_that_claims_gb2312_may_use_its_superset() -> None:
    text = "朱镕基、喆、堃：三位代表参加了会议"
    assert decode(text.encode("gb18030"), "report.html", hint="GB2312") == text


def test_a_claim_that_gives_nonsense_is_ignored() -> None:
    assert decode(REPORT.encode("cp932"), "report.html", hint="big5") == REPORT
    assert decode(REPORT.encode("cp932"), "report.html", hint="no such thing") == REPORT


@pytest.mark.parametrize("lowest", [0, 1, 32, 128], ids=["any", "no-zero", "printable", "high"])
def test_rubbish_is_refused_with_the_name_of_the_file(lowest: int) -> None:
    rubbish = bytes(random.Random(lowest).choices(range(lowest, 256), k=600))
    with pytest.raises(UnreadableDocument, match=r"report\.txt: .* save it as UTF-8"):
        decode(rubbish, "report.txt")


@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_misread_text_is_less_plausible_than_the_text(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    for other in ("cp932", "euc_jp", "gb18030", "cp950", "latin-1", "utf-16-le"):
        misread = data.decode(other, "replace")
        if misread.strip("\ufeff") != data.decode(encoding):
            assert plausibility(misread) < plausibility(text)
