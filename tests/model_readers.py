"""A report that the rules read in part, and chat models that say what they are told to about it."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from ingest.asked import Asked
from ingest.models import ChatModel, Limits
from ingest.records import Report, Talk
from ingest.second_reading import ModelReader, Notes
from tests.folders import quiet
from tests.samples import read
from tests.scripted_model import Script, ScriptedModel

MISSED = "蘇州市で主任を務める顧明は、運河の清掃を住民に任せた経緯を発表した。"
TEXT = f"""第31回日中地域間交流推進セミナー（河南省洛陽市）

2025年6月10日、河南省洛陽市で第31回日中地域間交流推進セミナーを開催しました。

基調講演
岡山市の森田恵子市長が開会のあいさつを述べました。
長野県松本市の高野真一市長は、水辺の再生について発表しました。
街に知恵を宿らせる、というのが洛陽市の王立新副市長の持論である。路面電車の運行を計算機に任せた。
{MISSED}
富山市の田中一郎市長は欠席した。
"""
LABELS = {"ja": "運河の清掃", "zh": "运河清洁", "en": "canal cleaning"}
NEW: dict[str, object] = {
    "sentence_ids": [5],
    "speaker": "顧明",
    "title": "主任",
    "organisation": None,
    "place": "苏州市",
    "topic": "運河の清掃を住民に任せた経緯",
    "labels": LABELS,
}
KNOWN: dict[str, object] = {
    "sentence_ids": [3, 4],
    "speaker": "王立新",
    "title": "副市長",
    "organisation": "洛陽市",
    "topic": "街に知恵を宿らせる",
    "labels": {"ja": "スマートシティ", "zh": "智慧城市", "en": "smart city"},
}
SMART = ("スマートシティ", "智慧城市", "smart city")
LIMITS = Limits(silence=5, total=10, context=8000, answer=1000, at_once=1)
SHORT = Limits(silence=0.1, total=0.2, context=8000, answer=20, at_once=1)


def answering(said: str, asked: list[str] | None = None) -> Script:
    """Return a script that says this of the section with the talks, and of others that there are none."""

    def script(put: str) -> Iterator[str]:
        if asked is not None:
            asked.append(put)
        return iter([said if MISSED in put else '{"talks": []}'])

    return script


def claiming(*talks: Mapping[str, object], asked: list[str] | None = None) -> Script:
    return answering(json.dumps({"talks": talks}, ensure_ascii=False), asked)


def reader_of(script: Script, data: Path, limits: Limits = LIMITS) -> ModelReader:
    model = ChatModel("scripted", ScriptedModel(script=script), limits)
    return ModelReader("scripted:model", lambda: model, limits, Asked(data))


def read_by(script: Script, data: Path, text: str = TEXT, limits: Limits = LIMITS) -> tuple[Report, Notes]:
    taken = reader_of(script, data, limits).read(by_rules(text), quiet)
    assert taken.notes
    return taken.report, taken.notes


@cache
def by_rules(text: str = TEXT) -> Report:
    return read(text, "report.txt")


def talk_of(report: Report, speaker: str) -> Talk:
    (talk,) = [talk for talk in report.talks if talk.speaker == speaker]
    return talk
