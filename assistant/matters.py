"""What a question asks for: people, which facts of an edition, which extreme, which kinds of places."""

from assistant import aspects, cues
from assistant.archive import Archive
from assistant.cues import all_cues, cue, first_cue
from assistant.queries import Rest
from ingest.terms import Term, forms, term_named
from ingest.text import fold

# Beside a question for a magazine: that the seminar itself is asked about, too.
_HELD = r"開催|開か|会場|挙行|挙辦|召開|主辦|承辦|\b(?:held|hosted|hosts?|venue)\b"
_COUNTED_DAYS = r"日数|天数|number of days|(?:more|most|fewer|fewest) days"
# Those who came, by name, and not their number.
_ATTENDEES = (
    r"(?:参加者|出席者|来賓|与会者|参会者|参加人員|与会人員|参会人員)的?の?(?:一覧|名簿|リスト|名単|名前|姓名|名字|顔ぶれ)"
    r"|(?:参会|与会|出席|参加)(?:的)?(?:人員)?名単"
    r"|\b(?:list|names?)(?: of)?(?: all)?(?: the)?(?: (?!number|count|total)[a-z]+){0,2}"
    r" (?:participants|attendees|delegates|guests)\b(?! (?:count|number))"
    r"|\bwho (?:were|are) the (?:participants|attendees|delegates|guests)"
)
# Those who spoke in a part are counted, not those who came: 基調講演者の人数.
_PART = "|".join(source for _, source in cues.SESSIONS)
_SPEAKERS_COUNTED = (
    rf"(?:{_PART}|{cues.SPEAKERS})(?:者|人員?|嘉賓|の方)?[のに的は]*(?:登壇者|発言者)?[のは的]?(?:総|合計)?人数"
)
# That no report names them: 氏名がわからない発表者, 没写名字的发言人, unnamed speakers.
NAMELESS = (
    rf"(?:お?名前|姓名|氏名|人名|名字)(?:が|の|も|は|都|是)?(?:{cues.UNSTATED}|わから(?:ない|ず)|分から(?:ない|ず)|不明|な[いし](?=発|登|講|人|者))"
    r"|(?:没有?|未)(?:写|列|記|留|標|注|提|公布|署)[明出下到載有]?(?:発言人|発言者|演講者)?的?(?:名字|姓名|人名)的?|不知(?:道)?(?:名字|姓名)|匿名"
    r"|\b(?:un-?named|anonymous|nameless)\b|\b(?:without|no) (?:a |the |any )?(?:speaker'?s? )?names?\b|\bnot named\b"
)
# Whoever did one or the other: 登壇か挨拶.
_SPOKE = r"(?:登壇|上台|登台|講話|発表|講演|発言|報告|演講|主講|spoke|talks?|speeches|speak|presented)"
_GREETED = r"(?:あいさつ|挨拶|致[辞詞]|greet\w*)"
_OR = (
    r"(?:した|し|さ?れた|過|者|人)?"
    r"(?:り|も|や|か|または|もしくは|、|・|或者?|和|与|及| or | and |, )(?:者|を|g[ai]ve |ma[dk]e |deliver(?:ed)? )?"
)
# Whoever greeted is to be counted in: あいさつだけの人も入れて, including greetings.
_COUNTED_IN = (
    rf"{_GREETED}(?:だけ|のみ)?(?:の(?:人|方))?でも(?:いい|よい|良い|可|ok|かま|構|結構)|只?{_GREETED}的?[^,。?]{{0,3}}也(?:行|可以)"
    rf"|{_GREETED}(?:だけ|のみ|した|をした|の)*(?:人|方|者)?も(?:入れ|含|加え|数え)|(?:包括|連同|算上|加上|含)[^,。?]{{0,4}}{_GREETED}"
    rf"|{_GREETED}的?[^,。?]{{0,3}}(?:也(?:算|要|包括|列)|算[在進上])|even if [^,.?]{{0,12}}{_GREETED}"
    rf"|\b(?:including|plus|counting|along with)\b[^,.?]{{0,30}}{_GREETED}"
)
_EITHER = rf"{_SPOKE}{_OR}{_GREETED}|{_GREETED}{_OR}{_SPOKE}|{_COUNTED_IN}"
_THOSE_WHO_CAME = rf"{cues.HEADCOUNT}|参加者|出席者|参会|与会|日中|中日|attendees|delegates|came|attended"
# Whoever led is counted in: 司会も含めて, coordinator included.
_LED = rf"(?:{dict(cues.ROLES)['coordinator']})[a-z]*"
_LEADER_COUNTED_IN = (
    rf"{_LED}(?:の?(?:人|方|者|役))?も(?:入れ|含|加え|数え|一緒)|{_LED}(?:を|も)?(?:含め|入れ|込み)|(?:包括|連同|算上|加上|含){_LED}"
    rf"|{_LED}(?:也|都)(?:算|要|包括|列)|{_LED} included|\b(?:including|plus|counting|along with)(?: the)? {_LED}"
)
_RANKS = (
    (r"首長(?:クラス|級)", "市長 知事 区長 町長 村長 省長 県長 州長 副知事 副市長 副省長"),
    (
        r"(?:行政|地方)?首長(?!クラス|級)|一把手|自治体の(?:長|トップ)|heads? of (?:local )?governments?",
        "市長 知事 区長 町長 村長 省長 県長 州長",
    ),
    (
        r"(?<!deputy )(?<!vice )(?<!managing )(?<!office )(?<!bureau )(?<!department )(?<!division )"
        r"\bdirector\b(?![ -]general| of the )",
        "主任 所長 局長 部長 庁長 処長",
    ),
    (
        r"[「『“]?副[」』”]?の?字?(?:が|の|を)?(?:つ[くい]|付[くい]|持つ)[^、。?]{0,4}|[帯带]有?[「“]?副(?:[」”]字?|字)的?|副職(?:級)?的?",
        "副市長 副知事 副省長 副区長 副部長 副主任 副県長 副局長 副会長 副院長 副所長 副理事長",
    ),
    (r"副首長|副職|ナンバー ?[2二]|二把手|deputy heads", "副市長 副知事 副省長 副区長 副部長 副主任"),
)
_AND_OR = r" ?(?:/|、|,|・|や|と|和|及|或|and|or|&) ?"

# What is to be told of each, and not who is meant: speaker + town please, 発表者と自治体名.
_COLUMNS = (
    r"(?:speakers?|names?|topics?|titles?|発表者|登壇者|講演者|話者|氏名|お?名前|題名|演題|テーマ|回|届次|姓名|名字|発言人|題目|誰)"
    r" ?(?:[+＋/、,・&]|とその|と|和|及|and|plus|with)+ ?(?:the |their )?(?:{kinds})名?"
)

# What the assistant is asked to do, not what somebody did: 简单介绍一下, 紹介してください.
_ORDER = (
    r"(?:簡単|簡要|大概|大致|詳細|幫我|給我|請|麻煩)[^。,?]{0,2}(?:介紹|説説|説明|講講|講|談談)(?:一下|下)?"
    r"|(?:介紹|講|説|談|説明)(?:一下|下)(?=[?。,!]|$|第|吧|[\u3400-\u9fff]*(?:情況|内容|概況))"
    r"|(?:紹介|説明|話|報告)して(?:ください|下さい|欲し|ほし|もら|くれ|いただ|ね?[?。]?$)"
    r"|\b(?:please |briefly )(?:introduce|present|discuss|describe)\b"
)


def posts_of_a_rank(rest: Rest) -> tuple[Term, ...]:
    """Return the posts a word for their rank stands for, and count it as understood: 首長 is a mayor or a governor."""
    named = (name for source, names in _RANKS if rest.take(source) for name in names.split())
    return tuple(term for name in named if (term := term_named(name)))


def asks_by_name(folded: str) -> bool:
    """Return whether those who came are asked for by name, and not their number."""
    return bool(cue(_ATTENDEES).search(folded))


def counts_greeters(folded: str) -> bool:
    """Return whether whoever greeted is asked for beside those who spoke."""
    return bool(cue(_EITHER).search(folded))


def counts_leaders(folded: str) -> bool:
    """Return whether whoever led a discussion is to be counted in."""
    both = {"panelist", "coordinator"} <= {*all_cues(cues.ROLES, folded)}
    return bool(both or cue(_LEADER_COUNTED_IN).search(folded))


def asks_who(folded: str) -> bool:
    """Return whether people are asked for, by a question word or as a list of those who came; 施設の名前 is none."""
    who = cue(cues.WHO).search(folded) or asks_by_name(folded)
    return bool(who) and not cue(aspects.THING_NAME).search(folded)


def fields_asked(folded: str) -> tuple[str, ...]:
    """Return the fields of the event asked for; 何人 beside 誰 or 発表 counts speakers, not participants."""
    fields = all_cues(cues.FIELDS, folded)
    if "publication" in fields and not cue(_HELD).search(folded):
        fields = tuple(field for field in fields if field != "host")  # where the report appeared
    people = cue(cues.WHO).search(folded) or cue(cues.TALK).search(folded) or first_cue(cues.SESSIONS, folded)
    headcount = cue(cues.HEADCOUNT).search(cue(_SPEAKERS_COUNTED).sub("", folded))
    if asks_by_name(folded) or (people and not headcount):
        fields = tuple(field for field in fields if field != "participants")
    return fields


def kinds_asked(unnamed: str, unplaced: str) -> tuple[str, ...]:
    """Return the kinds of places asked for outside of names; 自治体や県 are all, not those that are both."""
    text = "".join(one if one == other else "\0" for one, other in zip(unnamed, unplaced, strict=True))
    widest, source = cues.KINDS[-1]
    others = "|".join(f"(?:{one})" for kind, one in cues.KINDS if kind != widest)
    text = cue(_COLUMNS.format(kinds=rf"{others}|(?:{source})")).sub(lambda match: "\0" * len(match[0]), text)
    joined = rf"(?:{source}){_AND_OR}(?:{others})|(?:{others}){_AND_OR}(?:{source})"
    return (widest,) if cue(joined).search(text) else all_cues(cues.KINDS, text)


def share_asked(folded: str) -> bool:
    """Return whether the share of a side among those who came is asked for: 日本側の割合, what percentage came from."""
    return bool(
        cue(aspects.SHARE).search(folded) and (all_cues(cues.SIDES, folded) or cue(_THOSE_WHO_CAME).search(folded))
    )


def extreme_asked(folded: str) -> str | None:
    """Return which extreme is asked for; 天数最多 is the longest."""
    extreme = first_cue(cues.EXTREMES, folded)
    timed = cue(_COUNTED_DAYS).search(folded)
    return {"most": "longest", "fewest": "shortest"}.get(extreme or "", extreme) if timed else extreme


def asks_talk(folded: str) -> bool:
    """Return whether a question speaks of talks, and not only of what the assistant is to do: 简单介绍一下."""
    return bool(cue(cues.TALK).search(cue(_ORDER).sub("\0", without_report(folded))))


def without_report(folded: str) -> str:
    """Return a question about who wrote a report, or where it appeared, without the word: 報告 is a talk, too."""
    of_report = {"author", "publication"} & {*all_cues(cues.FIELDS, folded)}
    return folded.replace(fold("報告"), "\0\0") if of_report else folded


def only_an_aspect(word: str, term: Term, archive: Archive) -> bool:
    """Return whether a term of which the reports tell nothing says what side of a matter is asked for."""
    asked = any(cue(source).fullmatch(word) for source, _ in aspects.ASPECTS)
    return asked and not any(form in archive.text for form in forms(term))
