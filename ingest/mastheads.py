"""Lines that tell of the report or the meeting as a whole: dates, places, who wrote it, whom to ask."""

import re

from ingest.patterns import pattern

_DATED = (
    r"(?:[0-9〇○零一二三四五六七八九]{4}|(?:令和|平成|昭和|民国)[0-9〇○零一二三四五六七八九十元]{1,3})年[^、。]{0,6}[月号]"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|(?:通巻)?第[0-9]+号"
)
_CONTACT = r"〒|(?:電話|手機|tel|fax|e-?mail|url)[:：]|(?:連絡|聯絡)人:|お問い?合わせ先"
_METADATA = (
    r"^(?:[(]?[0-9一二三四五六七八九十]{1,2}[)]?[.、:]?)?(?:日時"
    r"|日程|期日|場所|会場|開催地|(?:統一|全体|会議|大会|共通|総合|メイン)?(?:主題|テーマ)|規模|出席者?|参加者?|参加人数"
    r"|[^:|。、]{0,8}からの(?:参加|出席)者?|開催場所|会期|とき|ところ|件名|発|宛|資料|出典"
    r"|議事|来源|時間|会議時間|地点|発布|責任|責編|編集|編輯|記録"
    r"|供稿|"
    r"文|図|図文|審核|校対|撮影|写真|記者|通訊員|主催|共催|後援"
    r"|協力|主辦|承辦|協辦|主弁|承弁|協弁|原創|作者|来稿|言語|定員"
    r"|参加費|申込|問合|問い合わせ|連絡先|報|送|抄送|主送|印発"
    r"|期数|(?:本報|本刊|本網|本台|特約)(?:記者|通訊員))(?:[:|/・]|$)"
)


def is_metadata(folded: str) -> bool:
    """Return whether a line tells of the report or the meeting as a whole: its date, its place, who wrote it."""
    bracketed = folded.startswith("(") and folded.find(")") == len(folded) - 1
    spread = re.sub(r"^(\S) +(\S)(?: +(\S))?(?= *[:|])", lambda match: "".join(filter(None, match.groups())), folded)
    labels = re.sub(r"\s", "", re.sub(r"(?<=\S) +(?=\S{2,})", ":", spread.lstrip("▲△▼▽◆◇■□●○◎・· ")))
    counted = pattern(rf"[ :|][0-9,]+(?:名|人)(?:[(]|$)|{_CONTACT}").search(folded)
    return bracketed or bool(counted or pattern(_DATED).search(folded) or pattern(_METADATA).match(labels))
