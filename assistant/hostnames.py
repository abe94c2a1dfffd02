"""The places a question names for the edition held there: 洛陽で開催, 瀋陽で発表した, 福州和綿陽兩屆."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.archive import Archive
from assistant.cues import cue
from assistant.editions import held_in
from assistant.placenames import Named, meant_by
from ingest.places import Place

_HELD_THERE = (
    r"(?:で(?:やった|あった|開(?:いた|かれた)|開催[しさ]れ?た|行われた)|[開辦][完過了]?(?:那一?[届次回])?|那一?[届次回]"
    r"|の(?:回|とき|時))?"
)
_BESIDE = (
    (-1, rf"^(?:市|省)?{_HELD_THERE}(?:的|の)?(?:一つ|ひとつ)?(?:前|上)(?:の|一)?[回届次年]|^之前那?一?[届次回]"),
    (
        1,
        rf"^(?:市|省)?{_HELD_THERE}(?:之後|以後)?(?:的|の)?(?:一つ|ひとつ)?(?:次|下|後|翌)(?:の|一)?[回届次年]|^之後那?(?:的?下)?一?[届次回]",
    ),
)

_HOSTED = (
    r"^(?:市|省)?(?:で|での)?(?:の|的)?(?:第[0-9]+[回届])?"
    r"(?:開催|開か|行われ|場(?!所|合|面)|大会|回(?!答)|セミナー|研討会|那[一]?[届次回場]|[這该][届次]|[両二三][個]?[届回次]|挙[行辦]"
    r"|召開|開的|辦的|[還也都]?(?:挙)?辦[了過的]|会議|会上|討論|小組|パネル|ディスカッション|基調|とき|時(?:の|は|に)|主旨|圓桌"
    r"|[這那][份篇]|会(?=[はがでに])|当[天日]|[上下]午(?!後)|午[前後](?:中?[にの])|で(?:の会議?|午[前後])"
    r"| ?seminar| ?edition| ?meeting)"
)
_JOINING = r"(?:市|省)?(?:[和与及跟、とや・&]|,|,? ?(?:and|or|vs\.?|versus)| & )?"
_THERE_IN_JAPANESE = r"^(?:市|省)?で(?![すしも]|は?な[いくか])"
_SPOKEN_THERE = (
    r"^(?:市|省)?(?:で(?:の|は|も)?(?:[^、。?]{1,10}?(?:から|側から))?(?:誰が|何を|何が)?(?:発表|講演|登壇|話|報告|紹介|あいさつ|挨拶|進行|司会)"
    r"|有[^、。,?]{0,3}(?:日本|日方|中方)|に(?:登壇|参加|出席)"
    r"|の(?:(?:日本|中国)側|まとめ役|司会|進行|コーディネーター|モデレーター|パネ(?:ル|リスト|ラー)|会(?=[はがでにの]))"
    r"|(?:発言|演講|講話|登台|上台)過?的(?:(?:中国|日本)(?!人)|[中日]方|[両二三四五六七八九]個(?:地方|城市|自治体|単位|[省市県]))"
    r"| (?:talks|conference|event)\b)"
)
_HELD_IN = r"\b(?:held|hosted|organi[sz]ed|take place|took place) (?:in|at|by) (?:the city of )?$"
_THERE = (
    r"(?:\b(?:in|at)|在) ?$"
    r"|\b(?:edition|seminar|one|meeting) (?:right |just )?(?:before|after|following|preceding) (?:the one in )?$"
)
_LIES_IN = (
    r"(?:cit(?:y|ies)|towns?|municipalit(?:y|ies)|governments?|prefectures?|provinces?|places|based|located) in $"
)


@dataclass(frozen=True, slots=True)
class Beside:
    """How many editions on from one held at a place a question means, and the characters that say so."""

    step: int
    length: int


def beside_one_held(after: str) -> Beside | None:
    """Return which edition is meant by the words right after a place, None by other words: でやった次の回."""
    found = ((step, cue(source).search(after)) for step, source in _BESIDE)
    return next((Beside(step, match.end()) for step, match in found if match), None)


def hosts_named(mentions: Sequence[Named], folded: str, archive: Archive) -> list[Named]:
    """Return the names that stand for editions; of several named in one breath all, where one does."""
    found: list[Named] = []
    for run in _runs(mentions, folded):
        meant = [meant_by(one, folded, archive) for one in run]
        hosts = [one for one, places in zip(run, meant, strict=True) if _is_host(one, places, folded, archive)]
        found += run if hosts and all(held_in(places, archive) for places in meant) else hosts
    return found


def _runs(mentions: Sequence[Named], folded: str) -> list[list[Named]]:
    """Return the names in groups of those that nothing but a word for *and* stands between."""
    runs: list[list[Named]] = []
    for mention in mentions:
        last = runs[-1][-1] if runs else None
        joined = last and cue(_JOINING).fullmatch(folded[last.end : mention.start].strip())
        runs = [*runs[:-1], [*runs[-1], mention]] if joined else [*runs, [mention]]
    return runs


def _is_host(mention: Named, meant: Sequence[Place], folded: str, archive: Archive) -> bool:
    """Return whether a place is named for the edition held there: 洛陽で開催, 瀋陽で発表した, speakers in Shenyang."""
    before, after = folded[: mention.start], folded[mention.end :]
    if cue(_HOSTED).search(after) or cue(_HELD_IN).search(before):
        return True
    there = cue(_SPOKEN_THERE).search(after) or (cue(_THERE).search(before) and not cue(_LIES_IN).search(before))
    return bool(there or cue(_THERE_IN_JAPANESE).search(after)) and held_in(meant, archive)
