"""What the edition was about: its theme, where a report names it, else the quoted words that most look like one.

A theme is told in endless ways: 看板の文字は「…」, 题目倒新，叫“…”, 圍住一句話：「…」. What they share is a phrase
between quotation marks beside a word for what all talked about; somebody's talk of that title speaks against it.
"""

import re
from collections.abc import Iterator

from ingest.facts import SERIES, Facts, Rule, of_other_time
from ingest.patterns import NUMBER, pattern
from ingest.records import Excerpt, Value
from ingest.text import cut, fold

_QUOTED = (
    r"[「『\"《〈【〝〔\[]((?:[^「」『』\"《》〝〟〔〕\[\]]"
    r"|[「『《〈][^「」『』\"《》〈〉]*[」』》〉]|[〔\[][^「」『』〔〕\[\]]*[〕\]])+)[」』\"》〉】〟〕\]]"
)
_A_TALK = r"(?:した|して|する|し|で)、?(?:基調|鼎談|対談|講演|発表|報告|パネル|討論|登壇|話|語|述|説明|紹介|続)"
_THEMES = tuple(
    Rule(weight, source, r"サブ|分科会?の?|つ目の|第[一二三四1-4](?:部|場|セッション)の?|分$|子$", of_now=True)
    for weight, source in (
        (3, rf"(?:テーマ|主題|お題)(?:は|を|に|として|為|是|定為)?[:、,]?{_QUOTED}"),
        (
            2,
            (
                rf"(?:今[届年回]|本[届次]|会議|大会|研討会)的?(?:題目|議題|関鍵詞"
                rf"|主軸|主旋律)(?:は|是|為|定為)[:、,]?{_QUOTED}"
            ),
        ),
        (2, rf"(?:テーマ|主題)[^。、,「『\"《]{{0,8}}[,、:]?{_QUOTED}"),
        (
            3,
            (
                rf"{_QUOTED}(?:こと)?(?:を|と|に|が|は)(?:いう|する|した)?(?:全体の"
                rf"|共通の|統一|メイン|総合|年間)?(?:テーマ|主題|題(?!{_A_TALK}|し|す))"
            ),
        ),
        (
            2,
            rf"(?:セミナー|会|大会|会議|研討会)(?:[(][^()]*[)])?は、?{_QUOTED}(?:と題し|を題と)",
        ),
        (
            2,
            rf"{_QUOTED}(?:を(?:掲げ|めぐ)|為主題|為題(?!,?(?:介紹|作|做|発言|演講|報告|分享|講|闡|談|述))|作為主題|這一主題|的主題)",
        ),
        (2.5, rf"(?:囲繞|囲)[着著]?[^。「『《\"]{{0,8}}[:,]?{_QUOTED}(?!的[^,。]{{0,12}}(?:作|做|報告|介紹))"),
        (3, rf"(?:今[年届次]|本[届次]|這次|此次|会議|大会)的?総?(?:題目|主題|議題)(?:叫|名為|叫做|就是|是){_QUOTED}"),
        (
            3,
            rf"(?:以|就|囲繞){_QUOTED}(?:為|這一|作為)?(?:主題|主軸|題|為題|展開|議題|各抒己見|進行|深入|暢談|交流|討論)(?!,?(?:介紹|作|做|発言|演講|報告|分享|講|闡))",
        ),
        (2, rf"^(?:題目|お題|総題){_QUOTED}。?$"),
        (2.5, rf"(?:今年|今回|今度|会|大会|会議|セミナー|催し)の(?:題|題目|お題|合言葉)は、?{_QUOTED}"),
        (2, rf"{_QUOTED}と(?:いう)?(?:今回|今年|大会|会議)の(?:テーマ|題|合言葉)"),
        (1.5, rf"(?:同[一]?|[一1])句話[^。「」『』\"]{{0,4}}{_QUOTED}"),
        (1.5, rf"[,、](?:題目|主題)(?:是|為|:){_QUOTED}"),
        (2, rf"[,、](?:要|想|来)?(?:談|聊|講|討論)的(?:都|就|全)是{_QUOTED}(?=。)"),
        (2, rf"[,、)]為{_QUOTED}而(?:来|聚|相聚|相会)"),
        (2, rf"(?:統一|共通|全体|今年の|今回の)(?:課題|問い)は、?{_QUOTED}"),
        (1.5, rf"[,、](?:要?談|討論|聊|談論|商討)(?:的)?(?:就?是)[:,]?{_QUOTED}"),
        (
            2.5,
            (
                r"(?:今[年回]|このたび)[^。「」]{0,8}?(?:考え|話し合|語り合|論じ|取り上げ|掲げ)[^。「」]{0,5}の?は、?"
                r"([^。「」]{5,36}?)(?:、?という|、という|だ|です|である|でし)"
            ),
        ),
        (
            1.5,
            r"(?:^|[、。])([^、。「」『』]{6,40}?)(?:について|を)(?:話し合|語り合|考え)(?:おう|う|よう)という(?:会|催し|場|集)",
        ),
        (
            2,
            rf"(?:海報|看板|横断幕|ポスター|会標|背景板|幕布)上?(?:に|には|写着|印着|写的是|是)+[^。「」『』\"]{{0,4}}{_QUOTED}",
        ),
        (
            2,
            rf"{_QUOTED}(?:這?{NUMBER}個(?:大)?字)?[^。「」]{{0,4}}(?:写|印|掛|打)[在於]?[^。「」]{{0,8}}(?:背景板|横幅|会標|幕布|看板)",
        ),
        (2, rf"(?:題目|主題|題)[^。:「『\"]{{0,22}}:{_QUOTED}"),
        (2.5, rf"(?:迎えた|掲げた|今年の|今回の|会の)(?:題|テーマ)は、?{_QUOTED}"),
        (2.2, rf"(?:合言葉|スローガン|標語|キャッチフレーズ)[^。「」]{{0,8}}は、?{_QUOTED}"),
        (2, rf"(?:看板|合言葉|スローガン|標語|キャッチフレーズ|掲げた(?:の|言葉))[^。「」]{{0,8}}は、?{_QUOTED}"),
        (2, r"(?:テーマ|主題)[^。:「」『』\"]{0,12}:[「『\"]?([^「」『』\"。|]{3,40})"),
        (
            1.5,
            r"(?:題目|議題|話題|お題|題|会標|横断幕|看板|背景板)[^。:「」『』\"]{2,24}:([^「」『』\"。|:、,]{3,30})(?=。)",
        ),
        (4, rf"正式(?:な題|名称?)?(?:に)?は、?{_QUOTED}(?=[)）])"),
        (
            2.6,
            (
                r"^(?:[(]?[0-9一二三四五六七八九十]{1,2}[ .、)]*)?(?:(?:総 ?|会議|研討会"
                r"|本届|大会|今回の|全体|統一|メイン|総合)?(?:テーマ|主 ?題|議 ?題|題 ?目))"
                r"[:|/ ]+[「『\"]?([^「」『』\"。|]+)[」』\"]?"
            ),
        ),
    )
)
_THEME_LABEL = r"(?:テーマ|主題)(?:は|って)?(?:何|どのような|どんな)?(?:もの)?(?:でしたか|ですか|でしょうか)?[?:。]?$"
_LABEL_LENGTH, _THEME_LENGTH = 24, 50  # characters
_WORD = (
    r"題目|議題|主題|話題|お題|(?<![課問標])題|テーマ|合言葉|スローガン|標語|口号|名目|柱|横断幕|横幅|看板|会標|背景板|屏幕|海報|一句話"
    r"|幟|ポスター|[談聊議]的"
)
# What stands beside a quoted phrase and how much that speaks for its being the theme.
_BEFORE, _AFTER, _SENTENCE = 26, 24, 60  # characters
_SIGNS: tuple[tuple[str, float, str], ...] = (
    ("before", 3.0, rf"(?:{_WORD})[^。;]{{0,16}}$"),
    ("before", 2.0, r"(?:囲[繞着住]|ともに|一緒に|大家|みな)[^。;]{0,10}$"),
    (
        "after",
        3.0,
        rf"^(?:[」』\"(（,—-]|という|の|が|と|は|的|這[正就]?[是個句]?|会?全体の|[^。]{{0,6}}説)*[^。;「“\"]{{0,8}}?(?:{_WORD})",
    ),
    ("after", 2.0, r"^(?:を?めぐ|について、?(?:話し合|語り合|議論|論じ|意見)|を(?:旗印|掲げ|柱))"),
    ("after", 3.0, r"^(?:ということで、|[這]句話)"),
    ("sentence", 1.0, rf"今[年回届次度]|本[届次]|{SERIES}|セミナー|研討会|会議|会(?:の|は|議|全体)"),
    (
        "after",
        -4.0,
        (
            r"^(?:と題し|を題に|という(?:題で)?(?:話|発表|講|報告)|の題で(?:基調|講演|発表|報告|登壇|述|説明|紹介|続)"
            r"|と(?:話|語|言|述|呼|答|あい|結|書))"
        ),
    ),
    (
        "after",
        -4.0,
        r"^(?:為題)?[^。,]{0,4}(?:発言|報告|演講|主旨|介紹|作了|做了|講述|分享)|^[^。、,]{0,2}(?:号|ホール|館|駅|料理|賞)",
    ),
    ("after", -4.0, r"^(?:為|作)題[,、]?[^。]{0,8}(?:講|談|介紹|報告|分享|説|発言)"),
    ("before", -4.0, r"(?:副標?題|サブ(?:テーマ|タイトル)|分科会)[^。;]{0,8}$"),
    ("before", -4.0, r"(?:報告|発言|演講|講演|発表)[^。;「“]{0,14}(?:題|題目)[為是叫は]?、?$"),
    (
        "before",
        -4.0,
        r"(?:さん|氏|市長|課長|主任|局長|処長|係長|教授|代表)(?:は|が|、|的|介紹|講|談|以|作)[^。]{0,20}$",
    ),
)
_POINTS_BACK = rf"^(?:これ|それ|這|此|掲げ)[^。]{{0,12}}(?:{_WORD})"
_ASKS = rf"(?:{_WORD}|[談聊講]|話し合[^。]{{0,4}})(?:什麼|何|[了的]?是)?[^。]{{0,4}}[?呢か]+。?$"
_NEIGHBOUR = 3.0
_ENOUGH = 2.9
_SHORTEST, _LONGEST = 3, 40  # characters of a theme


def find_theme(facts: Facts) -> Value | None:
    """Return the theme, named in a sentence or standing below its label or a question for it."""
    stated = facts.best(_THEMES, _words, at_least=1.0)
    if stated:
        return stated
    for index, text in enumerate(facts.folded[:-1]):
        if pattern(_THEME_LABEL).search(text) and len(text) <= _LABEL_LENGTH:
            below = facts.sentences[index + 1].excerpt
            inner = pattern(_QUOTED).search(facts.folded[index + 1])
            whole = not inner and len(below.text) <= _THEME_LENGTH and not below.text.endswith("。")
            if inner or whole:
                return Value(cut(below, *inner.span(1)).text if inner else below.text.strip("\u3000 "), below)
    return _likeliest(facts)


def _words(match: re.Match[str], shown: str) -> str | None:
    """Return the words of a match as shown, None where they name the series: a talk on it, or its name."""
    words = shown[slice(*match.span(1))].strip("\u3000 ")
    return None if pattern(SERIES).search(fold(words)) else words


def _likeliest(facts: Facts) -> Value | None:
    """Return the quoted words that the most speaks for; None where too little does."""
    found = list(_weighed(facts))
    best = max(found, key=lambda one: one[0], default=None)
    return Value(best[1].text.strip("\u3000 "), best[1]) if best and best[0] >= _ENOUGH else None


def _weighed(facts: Facts) -> Iterator[tuple[float, Excerpt]]:
    """Yield every quoted phrase with what speaks for its being the theme."""
    for index, text in enumerate(facts.folded):
        for match in pattern(_QUOTED).finditer(text):
            length = match.end(1) - match.start(1)
            if not _SHORTEST <= length <= _LONGEST or pattern(SERIES).search(match[1]) or facts.standing[index] < 0:
                continue
            sides = {
                "before": text[max(0, match.start() - _BEFORE) : match.start()],
                "after": pattern(SERIES).sub("", text[match.end() : match.end() + 2 * _AFTER])[:_AFTER],
                "sentence": text[max(0, match.start() - _SENTENCE) : match.end() + _SENTENCE],
            }
            score = sum(weight for side, weight, words in _SIGNS if pattern(words).search(sides[side]))
            score += _NEIGHBOUR if _named_beside(facts, index, match.start(), match.end()) else 0.0
            score += min(facts.standing[index], 4.0) / 4 - (5.0 if of_other_time(text, match.start()) else 0.0)
            yield score, cut(facts.sentences[index].excerpt, *match.span(1))


def _named_beside(facts: Facts, index: int, start: int, end: int) -> bool:
    """Return whether the sentence before asks for what a quoted phrase begins with, or the next calls it the theme."""
    text = facts.folded[index]
    asked = index > 0 and start <= 1 and pattern(_ASKS).search(facts.folded[index - 1])
    last = index + 1 == len(facts.folded)
    called = end >= len(text) - 1 and not last and pattern(_POINTS_BACK).search(facts.folded[index + 1])
    return bool(asked or called)
