"""What the words of a question ask for: rows of cues in Japanese, Chinese and English, matched folded.

Rows are written once in Japanese or Chinese print; folding makes the other scripts of the same word equal.
"""

import re
from functools import cache

from assistant.aspects import ASPECTS, VOICES
from ingest.text import fold

SERIES = (
    r"(?:日中|中日)(?:両国)?(?:地域間?|地方|地区間?|区域間?)?(?:政府)?(?:間)?(?:経済)?交流(?:推進|促進|推動)?(?:セミナー|シンポジウム|研討会|研討班|研修会)"
    r"|本セミナー|このセミナー|当該セミナー|該研討会|這個研討会|本研討会|セミナー|シンポジウム|研討会|研討班"
    r"|(?:(?:japan|china|sino)[ -]?(?:china|japan|chinese|japanese)?(?:ese)? )?(?:(?:local|regional|inter-?regional|local government) )?(?:exchange )?(?:promotion )?seminars?"
    r"(?: (?:on|for) promoting (?:local |regional |inter-?regional )?exchanges?(?: between regions)?)?|symposi(?:um|a)"
)
FIELDS: tuple[tuple[str, str], ...] = (
    ("hours", r"何分|何時間|多長時間|時間(?:割|は何)|how many (?:minutes|hours)"),
    ("duration", r"日数|天数|number of days|何日間|何日やっ|期間はどれ|期間の長|会期の長さ|期間が|幾天|幾多天|多久|幾天|多少天|開了多久|how many days|how long|duration"),
    ("date", r"what day|which day|いつ(?!も)|何月|何日|日程|日付|開催日|会期|何時|いつから|時期|什[麼么]時候|何時|哪天|幾月|幾号|時間|日期|哪一天|幾号|日取り|日にち|期日|when|dates?\b"),
    ("year", r"何年|哪一?年|幾幾年|年份|what year|which year|\b(?:place|city|town|venue|theme|host)(?: ?[+&/,]+ ?| and )(?:the )?year\b|\byear(?: ?[+&/,]+ ?| and )(?:the )?(?:place|city|town|venue|theme|host)\b"),
    ("host", r"何省|何県(?=[でのに]|$|[?])|どこで|どちらで|開催地|開催都市|開催された(?:都市|場所|街|市)|開催場所|会場(?!から|で|の[声様])|ホスト|何処で|どこだった|どこでし|どちらでし|どの(?:都市|街|市|まち|省|県)で(?:開|行|実施|や)|(?:在)?哪[裏里児]|在哪(?![本份些幾]|個?(?:雑誌|月)|一?[期届次年天日月])|哪[個座些]城市(?:挙|召|開|辦)|年在?哪[個座]城市(?![^,。?]*[講談発介説])|挙辦(?:地|城市)|承辦(?:地|城市)|主辦城市|地点|場所|どこの省|哪個省|\b(?:dates?|times?|days?|year|when)(?: ?[+&/,]+ ?| and | or )(?:the )?(?:place|city|town)\b|\b(?:place|city|town)(?: ?[+&/,]+ ?| and )(?:the )?(?:dates?|times?|days?|year|when)\b|\blocation\b|which province|where|hosts?\b|hosted\b|venue|which city (?:hosted|held)"),
    ("theme", r"主打|コンセプト|概念|(?<!副)題目|テーマ|主題(?!演講|報告)|(?:[届回次]|会議|大会|研討会)的?主旨(?!演講|報告|発言|講演|講話)|議題|theme|topic of the"),
    ("participants", r"参加者の(?:合計|総数|総計|累計|延べ|数)|(?:参加)?人数?の?(?:合計|総計)|人(?:は|が)?(?:どん|どの|どれ)(?:な|ほど)?(?:くらい|だけ)|(?:どの|どん|どれ)(?:な)?(?:くらい|だけ)(?:の人が)?集ま|(?:日本|中国)人の(?:人?数|割合)|何人|何名|なんにん|なん人|幾人(?=[?、,。]|参|来|$|[日中]方|呢)|参加者数|参加人数|出席者数|人数|規模|参加者は(?:どれ|どの)くらい|参加者は?[?]?$|内訳|多少人(?!口)|[幾多]少?個?(?:名|位)?(?:中方|日方|日本|中国)的?(?:人(?!口)|代表|嘉賓|参会者|与会者)|[多幾]少?[位名個]?(?:代表|来賓|与会者)(?![団性作])|幾多人|幾個人参加|多少名|幾個人|人最[多少]|how many (?:people|ppl|persons|participants|delegates|guests|attend|came|were there|from|(?:japanese|chinese)(?= (?:people|ppl|participants|delegates|came|were|attended|joined)|[^a-z]*$))|headcount|turnout|participants|\bparticipant (?:count|number|total|figure)s?\b|attendance|attendees|how (?:big|large)"),
    ("organizer", r"主催(?:者|団体|機関)?|どこが開催|主辦(?:方|単位|者)?|誰主辦|organi[sz]"),
    ("publication", r"[刊登]在|哪一?期|第?何号|掲載|載って|載った|載せ|何に出て|登在|刊載|どの(?:雑誌|刊行物)|何号|刊登|哪[本個]雑誌|出典|published|publication|which (?:magazine|journal)"),
    ("author", r"(?:書い|執筆し|まとめ)た(?:職員|方(?!法)|ひと|担当)|執筆者|誰が(?:書|執筆)|書いた(?:の|人)|誰の執筆|誰写|撰写|著者|筆者|作者|誰写|書いた人|まとめた人|文責|撰稿|执筆|author|who wrote|written by|wrote\b"),
    ("name", r"[届回次]叫[什甚][麼么]|(?:会|研討会|セミナー|大会|会議|シンポジウム)的?の?(?:名[字称]|名前)|[届回次]的?の?(?:名[字称]|名前)(?!一覧|リスト|簿|単|を(?:全|挙|出))|正式な?名|正式名称|正式名|全称|フルネームで|official (?:name|title)|full (?:name|title) of|(?:seminar|conference|meeting) called|叫什麼会|会的名[字称]|会名"),
    ("edition", r"第?何回[目め]|第何回|第幾届|哪一?届|which edition|what number"),
)  # fmt: skip
# What a bare question word asks of an edition.
BARE_FIELDS: tuple[tuple[str, str], ...] = (
    ("date", r"いつ(?!も)"),
    ("host", r"どこ|どちら|哪[裏里児]"),
    ("participants", r"何人|多少|幾個|how many"),
)
LIST = (
    r"どの(?:都市|自治体|市|県|区|町|省|国|大学|機関|組織|企業|団体|人|回|年|地域|講演|登壇|報告)|どんな(?:都市|自治体|人|登壇|発表|テーマ|講演)|どこの|どこが(?!開催)|どこですか|どこか|はどこ|(?:ところ|とこ|の)どこ|誰々|すべて|全て|全部|全員|一覧|列挙|リスト|名前を(?:全|すべ)|挙げて|"
    r"歴代|毎回|各回|これまでの|今まで|過去の|何か所|いくつの|何件|何回|何度|何都市|何市|どれだけ|ぜんぶ|みんな|みなさん|だれだれ|洗い出|ピックアップ|出して(?!い)|複数回|二回以上|2回以上|"
    r"哪些|哪[両二三四五六七八九十]個?(?:城市|市|県|省|人|位)|哪幾|都有誰|有誰|有哪|名単|所有|全部|分別|各届|歴届|歴次|幾個城市|多少個|有幾|幾位|幾次|多少位|列出|列挙|一覧|多次|"
    # How something changed over the editions is told by all that was said of it.
    r"(?:どう|どのように|いかに)(?:変わ|変化|移り変わ|進展|広が)|移り変わり|変遷|(?<!気候)変化|演変|変遷|歴程|how (?:has|have|did)\b.*\b(?:changed?|evolved?)|over the (?:years|editions)|"
    r"which (?:talks?|presentations?|speech(?:es)?|keynotes?)\b|どの(?:発表|話)(?!者)|哪[個場]個?(?:発言|演講)|which (?:cities|city|municipalit|local|speakers?|people|universit|prefectures?|provinces?|editions?|organi)|的(?:発言|演講|分享)[?]?$|の(?:発表|講演|事例)[?]?$|list\b|\bany (?:talk|speech|presentation)\b|\b(?:talks|speeches|presentations)\b|all (?:the|of)|what cities|who (?:all|were)|how many|how often|every\b"
)
TALK = (
    r"壇上|宣[伝傳][了過介]|アピール|演説|意見の?発表|発表|紹介|講演|(?<![届回][的の])(?<!回の)(?<!届の)(?<!份)報告(?![書里裡中にのはでをが])|説明|登壇|取り上げ|語|話|述べ|プレゼン|触れ|言及|発過言|講過話|パネリスト|講師|スピーカー|講演者|発表者|発言|演講|(?<![小学伝再所])説(?=的(?!是)|[了過到](?!算))|分享|介紹|講|(?<!座)談|提到|提及|発表|主講|上過?台|登過?台|宣[伝傳][了過介]|アピール|"
    r"\bon stage\b|\bt(?:ook|akes?) the stage\b|\b(?:spoke|speak|talk|present|introduc|discuss|mention|lectur|panel)\w*"
)
WHO = (
    r"(?:那位|那個|這位)[^?,的]{1,10}是[?]*$|"
    # Whoever did it: 発表した人は, 触れたのは, 讲旅游的城市, anyone who spoke.
    r"(?:発表|紹介|講演|報告|説明|登壇|取り上げ|話|語っ|述べ|触れ|言及|あいさつ|挨拶|参加|来|出)(?=[^、。?]{0,4}(?:た|る)(?:のは|人|方(?!法|針)|ひと|ところ|とこ))|"
    r"(?:発言|演講|講話|介紹|分享|談到?|提到|講|致辞|致詞)(?=[^、。?]{0,8}的(?:人|都?有(?!没有)|是))|any(?:one|body)\b|every(?:one|body)\b|"
    r"フルネーム|フルで|(?:から|より)の?(?:参加者|出席者)(?!数)|(?:どんな|どういう)(?:方|人)(?!法|々)|(?:お)?名前(?:は|を|が|、|なん|何|わか|分か|[?]?$)|叫[什甚][麼么]|名字(?:是|叫|呢)|姓[什甚][麼么]|全名|姓名|full name|誰|哪位|だれ|どなた|何者|誰|有[没沒]?有?人|有人(?=[講談介提発説])|who\b|whom\b|speakers?\b|講演者|発表者|登壇者|スピーカー|発言人|演講者|嘉賓|パネリスト"
)
WHAT = r"(?:介紹|講|談|発表|分享|提到|提及|推介|展示)[了過到]{0,2}(?:哪[些幾]|[幾多]少?[個項種])(?!人|位|城市|地方)|どの(?:よう|サービス|取り組み|施策|事業)|which (?:services?|projects?|measures?|initiatives?)|中身|中味|要旨|要点|大意|主旨(?!演講|報告|発言|講演|講話)|重点|梗概|あらまし|ポイント|summary|\bgist\b|main points|outline|何を|何について|どんな|どのような|どういう|何の|内容|どう(?:い|し)|何が|什[麼么]|哪方面|怎[麼么]|如何|内容|what\b|how\b|about what"
# Parts of a day: sessions only where a report names them so.
HALVES: tuple[tuple[str, str], ...] = (
    ("morning", r"午前中?|上午|\bmorning\b"),
    ("afternoon", r"午後|下午|\bafternoon\b"),
)
SESSIONS: tuple[tuple[str, str], ...] = (
    ("keynote", r"(?:講演|演講)(?=[もとや和与及又](?:参加)?(?:パネル|小組討論|円卓|圓桌|討論))|パネル(?:ディスカッション|討論)?[もとや]講演|基調(?:講演|演講|報告|発言|スピーチ|(?=[とやの、)]))|主旨(?:演講|報告|発言)|主題(?:演講|報告)|キーノート|keynote"),
    ("panel", r"パネル(?:ディスカッション|討論|トーク)?|パネリスト|小組討論|円卓|圓桌|(?<![a-z者験])座談会|座談(?=嘉賓)|(?:参加|参与|出席)了?討論|討論に(?:参加|出[たて]|加わ)|専題討論|討論環節|panel"),
    ("special", r"特別講演|記念講演|特邀(?:演講|報告)|専題(?:演講|報告)|special lecture"),
    ("cases", r"事例(?:発表|報告|紹介)|案例(?:分享|介紹)|経験(?:分享|交流)|case (?:stud|report|present)"),
    *HALVES,
)  # fmt: skip
ROLES: tuple[tuple[str, str], ...] = (
    ("greeting", r"(?:開会|開幕|閉会|閉幕|来賓|主催者|冒頭)?(?:など)?(?:の|で|に|時に|式)?(?:あいさつ|挨拶)|致(?:[開閉歓賀祝][幕会場迎]?)?[辞詞]|祝辞|祝詞|[開閉][幕会場]辞|歓迎辞|(?:[開閉][会幕]|歓迎|お?祝い)の?(?:言葉|ことば|辞|スピーチ)|来賓(?:として|の)?(?:スピーチ|講話|言葉)|(?:開[会幕](?:式|典礼))(?:上|で|中)*(?:都?有)?(?:誰|哪些人|哪[幾]?位|だれ)?(?:講話|講了話|発言|話し|スピーチ)|greet|opened (?:the|it)|(?:opening|closing|welcome|welcoming|inaugural) (?:remarks|address|speech|words)|welcomed (?:the|all|every|those|delegates|participants|guests)"),
    ("coordinator", r"コーディネーター?|モデレーター?|(?:取り)?まとめ役|司会|進行役|主持人?|協調[人員者]|moderat|coordinator|(?<=who )coordinat\w+|\bcoordinat(?:ed|es|ing)(?= ?[?.]| ?$| (?:it|the (?:panel|discussion|debate|session|talks)))|chair"),
    ("panelist", r"パネリスト|パネラー|討論嘉賓|座談嘉賓|圓桌嘉賓|panelists?"),
)  # fmt: skip
SIDES: tuple[tuple[str, str], ...] = (
    (
        "JP",
        r"日本側|日方|日本の|日本から|日本方面|(?<!中)日本(?=[来赴派参出登発市城県代嘉方学有都共人哪単領専官]|[両二三四五六七八九][個位家])|(?:^|那[么麼]?|では|じゃあ|and |about )日本(?=は?[?。]*$|呢)|(?:and|about) japan[?]*$|来自日本|日本(?:城市|自治体|代表|地方)|japanese|from japan|(?:places|cities|towns|prefectures|municipalities|governments) in japan|日本(?=的)",
    ),
    (
        "CN",
        r"中国側|中方|中国の|中国から|中国方面|中国(?=[来赴派参出登発市城省代嘉方学有都共人単領専官]|[両二三四五六七八九][個位家]|哪[些個](?!城市[挙召開辦]))|(?:^|那[么麼]?|では|じゃあ|and |about )中国(?=は?[?。]*$|呢)|(?:and|about) china[?]*$|来自中国|中国(?:城市|都市|代表|地方|的)|chinese|from china",
    ),
)
BOTH_COUNTRIES = r"日中(?![国方])|中日(?![本方])"  # 17日中国側, 其中日方 are one side
BODIES: tuple[tuple[str, str], ...] = (
    (
        "university",
        r"大学(?!生)|学者|教授|高校(?=教授|専家|代表|的|参|都|有|来|発言|老師|学者|、|和)|universit|professors?|scholars?|academics?|\bacademia\b",
    ),
    ("expert", r"専門家|有識者|専家|\bexperts?"),
    ("company", r"企業|会社|公司|compan(?:y|ies)|firms?"),
    ("party", r"党委|共産党|党組織|党務|party (?:committee|secretar|officials?|cadres?)"),
    ("institute", r"研究所|研究院|研究機関|シンクタンク|(?:research )?institutes?\b|think tanks?"),
)
# Kinds of places: 県 by itself is one, in 奈良県 or 県知事 it is part of a name or a title.
KINDS: tuple[tuple[str, str], ...] = (
    ("city", r"何市|(?<=日本)市|(?<=以)市(?=的?(?:身|名))|(?<![\u3400-\u9fffァ-ヺーa-z])市(?![\u3400-\u9fff])|市町村?|(?:哪[些個]|[的個有])市(?!長|場|委|政|民|区)|[県省]市(?![委政])"),
    ("prefecture", r"(?<=日本)県|何県|(?<=以)県(?=的?(?:身|名))|(?<![\u3400-\u9fff])県(?![\u3400-\u9fff])|都道府県|(?:哪[些個]|[的個有])県|県市|prefectures?|prefectural"),
    ("county", r"(?<=以)県(?=的?(?:身|名))|県級|(?:哪[些個]|[的個有])県|count(?:y|ies)\b"),
    ("province", r"(?<=以)省(?=的?(?:身|名))|何省|(?<=中国)省|省級|(?<![\u3400-\u9fff])省(?![\u3400-\u9fff])|(?:哪[些個]|[的個有])省|省市|provinces?"),
    ("ward", r"(?<![\u3400-\u9fff])区(?![\u3400-\u9fff])|区町村|市区|(?:哪[些個]|[的個有])区(?!域|分|別|間)|wards?\b|districts?\b"),
    ("town", r"(?<![\u3400-\u9fff])[町村](?![\u3400-\u9fff])|町村|市町|\b(?:towns?|villages?)\b"),
    ("municipality", r"自治体|(?<![0-9])[両二三四五六七八九]個地方(?=[?、,。]|$|[是叫])|地方政府|地方自治体|都市|城市|cit(?:y|ies)\b|municipalit\w*|local governments?"),
)  # fmt: skip
EDITIONS = r"any (?:editions?|seminars?)|(?<=[以未超][上下満え]の)回|多少届|[办开][了过]?(?:多少|几)次|何回(?:開催|開か|行わ|実施|やっ|あっ)|(?:開催|開かれ|行われ)[^。?]{0,6}は(?:全部で)?何回(?![目め])|how many (?:editions|seminars)|how many times (?:has|have|was) [^?]{0,20}held|何回め|毎一?[届次回]|どの回|(?<=[るたいな ])回(?=[はをがって?(]|$)|(?<=にした)会(?=[はをがって?]|について|$)|(?<![0-9一二三四五六七八九十何毎前次今])回(?:は|って|が)?(?:どれ|どこ|どっち|いくつ|ある|あり)|(?:開かれた|行われた|開催した|開催された|やった|あった)回(?![でに])|which (?:seminars|meetings|symposia|years)|what (?:seminars|editions)|何回目|第何回|どの年|各回|歴代|毎回|哪[一幾些]?届|幾届|各届|歴届|哪一?年|which editions?|each edition|every edition|all editions|これまでの(?:開催|テーマ|会場|参加)|今までの(?:開催|テーマ)|過去の(?:開催|テーマ)"
COUNT = r"人数|何回|何度|何人|何名|何件|いくつ|何都市|何市|何か所|幾個|幾位|幾次|多少|幾届|how many|how often|有幾"
FOLLOWS = (
    r"^(?:その(?:中|うち|ほか|他|時|とき|頃|ころ|際|回|前|次|後|人|講演|発表|内容|テーマ)|そこで|それ(?:は|で|ら|と|に|では|以外)|では|じゃあ|また|ほかに|他に|もう少し|もっと|詳しく|同じ|彼|彼女|この(?:人|回|都市|市|中)|あと|"
    r"那[麼么]?|其中|其他|還有|他們?|她們?|它們?|這[些個位届]|那[些個位届]|上述|以上|剛才|除此|另外|then\b|and\b|what about|how about|of (?:these|those|them)|among (?:these|those|them)|he\b|she\b|they\b|it\b|that\b|those\b)"
    r"|同[一じ]?(?:回|届|次)|についてはどう|はどうですか[?。]?$|はどう[?。]?$|(?:その|同)(?:市|県|回|年|人|氏)|他(?:講|説|介紹)|他們"
)
EVER = r"これまで|今まで|過去|歴代|历届|历次|各届|每届|各回|毎回|回ごと|全部の回|すべての回|最初から|\b(?:ever|so far|of all time|every edition|all editions)\b"
FOLLOWS_SHORT = r"呢[?。]?$"  # 第18届呢, but not 8月份举办的有哪几届呢
FOLLOWS_UNANCHORED = r"は[?。]?$"  # 奈良県の発表は？ but not 省エネについて発表した都市は？
LATEST = r"直近|(?:一番|もっとも|最も)?(?:最近|さいきん)の(?:は|が|回|やつ|セミナー|開催)|最新|一番新しい|もっとも新しい|最も新しい|いちばん新しい|最近一[届次]|最近的一[届次]|最新一届|最後の回|最近那[届次]|最近辦的|latest|newest|most recent|last (?:seminar|edition|one)\b"
PREVIOUS = r"前回|上回(?![るっりろ])|上[一]?届|上次|上一回|the previous|last time"
BEFORE_THAT = r"前の年|前一年|上一年|the year before|前の回|その前|前々回|一つ前|ひとつ前|再上一届|之前那届|前一届|the (?:edition|one|seminar) before"
# The edition beside one that is named in the same breath.
BESIDE: tuple[tuple[int, str], ...] = (
    (-1, r"の(?:一つ)?前の?[回年]|の前は?(?:どこ|いつ|$|[?])|のひとつ前|の前回|的(?:前|上)一?[届次年]|之前那?一?[届次]|(?:one|edition|seminar) before"),
    (1, r"の次(?![世元])|の翌年|的(?:下|後)一?[届次年]|之後那?(?:的?下)?一?[届次]|(?:one|edition|seminar) after"),
)  # fmt: skip
FOLLOWING = r"次の年|翌年|その次|次は|下一年|第二年|the (?:next|following) (?:year|one|edition|seminar)"
NEXT = r"次回|次の(?:回|セミナー|開催)|下[一]?届|下次|下一回|next (?:seminar|edition|time|one)"
NEXT_YEAR = r"来年|明年|再来年|next year"
LAST_YEAR = r"(?:昨年|去年)(?!を(?:大きく|大幅に)?(?:上回|下回))|last year"
THIS_YEAR = r"今年|本年|this year"
YEAR_BEFORE_LAST = r"一昨年|おととし|前年度?|前年"
SPAN = r"(?:ここ|この|過去|最近|直近|近)(?:の)?([0-9]+|[一二三四五六七八九十]+)(?:か|ヶ|カ|ケ|個)?年|(?:last|past) ([0-9]+) years"
LAST_EDITIONS = r"(?:直近|最近|近|過去|この)(?:の)?([2-9二両三四五六七八九])(?:回|届|次)(?!目)|\b(?:last|latest|past|most recent) (two|three|four|five|[2-9]) (?:seminars|editions|ones|meetings|times)"
BOTH = r"(?<![こ何誰れつ])(?:にも(?=[^。、?]{1,14}にも)|でも(?=[^。、?]{1,14}でも))|既[^。?]{1,12}又|どっちにも|どっちも|両方|双方とも|いずれにも|どちらにも|どちらも|両者|都(?:参加|出席|来|登|上|去|露面|[発有講做](?![了過]?(?:誰|哪|[什甚]|些|啥|幾)))|両[辺頭辺](?=都|均|全)|両(?:[回届次年](?!(?:研討会|会議)?都?(?:要|列|給|算|加|包括|一起|查|看)|分?とも?(?:に?[見教列調]|含)|分)|個(?!城|市|県|省|人|地|国|機))|両個環節|both"
REPEATED = r"複数回|二回以上|2回以上|二度以上|何度も|何回も|常連|多次|不止一次|両次|2次|(?<![1一][、・,])(?<![1一])[2二]回(?=出|来|発表|登壇|参加|話|講演|顔)|(?:複数|[2二両]つ以上|別々)の(?:回|開催年|年)に|不[止只]一[届次]|(?:超過|多於|多于)一[届次]|[両2二][届次回](?:及|或)?以[上後]|多届|多個届次|more than one (?:seminar|edition|year)|(?:two|2) or more (?:seminars|editions|years)|(?:in|at) (?:several|multiple) (?:seminars|editions|years)|more than once|repeatedly|several times|twice|(?<![第0-9一二三四五六七八九十])[2二両][回度]も?(?:開|会場|行わ|やっ|ホスト)|同じ(?:都市|街|まち|市|場所|ところ)(?:で|が)(?:また|再び|もう一度)|[辦開挙][了過]?[辦行]?[了過]?(?:[2二両]|不止一)[次届回]|\b(?:hosted|held)[^?]{0,20} again"
ATTENDED = r"(?:から|より)の?(?:参加者|出席者)|[届次年回]来的|(?<![過回])去(?:的|過|了)|出現(?:的|過|了|在)|誰参加|参加(?:了|嗎|[?]|$)|参与(?:了|過|嗎)|参加(?:次数|回数|した回数)|派了?(?:人|誰|代表|団|哪)|回出|出てき|(?<!話)(?<!話が)(?:に|も|は)出[たてる]|出ている|登場|参加し(?!た(?:人数|者数))|参加過|来過|到過|来参加|参加的|出席し|出席過|出席的|来中|来華|訪華|訪中|来訪|来た|来ていた|名前が(?:出|載)|名字出現|来ま[しす]|到場|到会|attended?\b|came\b|t(?:ook|akes?|aken|aking) part|participated?\b|showed up"
HEADCOUNT = r"参加者数|参加人数|出席者数|人数|規模|参加者は|参加者が|participants|participant (?:count|number|total|figure)|attendance|attendees"
EXCEPTED = r"^(?:は)?(?:不算|除外|以外|を除|除く|不包括|不含|は含め)"
WHICH = r"どこ|どの|哪|which|what (?:city|prefecture|town|place)"
# What is asked to be explained: みるならって何, what's STATION Ai.
DEFINITION = r"^(.{2,20}?)(?:って(?:何|なに|なん|どう|どんな)|とは|というのは|は何(?:です|の|をす|[?]|$)|是什[麼么]|是幹什|是做什|指的是)|^what(?:'s| is| are| was) (?:the |an? )?(.{2,30}?)[?]*$"
SOURCE = r"^(?:資料|出典|出所|参考|資料来源|来源|sources?) ?:"
ON_ITSELF = r"^(?:この文章|この記事|本文|本稿)(?:は|是)"  # what a report says of itself is no evidence
WHY = r"なぜ|なんで|どうして|理由|為[什甚][麼么]|為何|原因|\bwhy\b|reasons?\b"
# How many of a thing: the number is what must be told.
EXACTLY = r"(?<![0-9])([0-9][0-9,]*) ?(?:人|名|people|participants)(?!以上|を?超|以下|余)"
NUMBER = r"何(?:[社校台本個件]|か所|か国)|いくつ|[幾多]少?[家所間個項種名位]|how many|how much"
FULL_NAME = r"フル(?:ネーム|で)|下の名前|姓名|全名|名字(?:全称)?叫|(?:full|first|given) name"
OWN_NAME = r"氏名|(?:人|者|方|講師|代表)の(?:お)?名前|(?:人|者|代表)的?(?:姓名|名字)|(?:speakers?|persons?)(?:'s?|s')? names?|names? of (?:the )?(?:speakers?|persons?|people)"
WHAT_PLACE = r"強項|強み|支柱産業|主要産業|優勢産業|産業優勢|名産|特産|known for|strengths?\b|strong (?:at|in)\b|\bas a (?:city|place|town)\b|(?:about|describe) the city\b|街(?:の特徴|として)|どんな(?:街|町|まち|都市|所|ところ|場所|土地)|どういう(?:街|町|まち|都市)|什[麼么]様的(?:城市|地方)|怎様的城市|(?:形容|描述|描写)|[這那]座城市|what kind of (?:city|place|town)"
# That a report does not state what is asked.
UNSTATED = r"(?:書|記|載|明記|公表|示|触れら|説明)(?:か|さ)?れてい?(?:ない|ません|なかっ)|記載(?:が|の)?な[いし]|没有?[^。?]{0,6}(?:内訳|記載|記録|数据|数字)|不明(?=な|の)|[没未](?:有)?(?:写|記|提到|説明|説|載|列|公布|注明|標|給出)[明出到載]?|\b(?:not|n't|n’t|never) (?:state|give|mention|record|tell|say|list|specify|show)\w*|\black(?:s|ing)?\b|\bmissing\b|\bunstated\b"
# That those who spoke are counted, not those who came.
SPEAKERS = r"(?:発表|登壇|講演|発言|演講)(?:者|人)|講者|(?:発表|登壇|発言|演講)(?:の|的)?(?:数|件数|人数|単位|機関|団体|が[多少最一])|\b(?:speakers|presenters|talks|presentations|speeches)\b"
# How many came of each side, told apart.
BY_SIDES = r"(?:写明|注明|標明|列明|統計|公布|記載)[了過]?(?=[日中][方国本]|双方|両[国方])|(?:分開|分別)(?:来)?(?:写|列|統計|記|給出|公布|説明)[了過]?|内訳(?:が|も|まで|の)?(?:わか|分か|ある|あり|書|載|出て|明|示)|(?:日中|中日)別[にの]?|別々に(?:書|載|記|出)|br(?:oken?|eak) ?down|\bby (?:country|side)\b|separately"
# Whoever came most often, not the edition with the most people.
OFTEN = r"(?:多く(?:登壇|発表|参加|出[たてる]|講演)|(?:登壇|発表|参加|出席|講演)(?:が|回数が)?(?:一番|最も|最)多|(?:発言|参加|登台|演講)(?:次数)?最多|来得最多|most (?:talks|appearances)|回数|次数|何回|何度|頻繁|times|often)"
SUM = r"合計|合わせて|あわせて|総計|通算|累計|加起来|加在一起|合在一起|共計|総共|一共|in total|altogether|combined"
FIRST = r"第一次(?=[^。?]{0,4}(?:挙辦|召開|挙行|[開辦]的|在哪|是在|是哪|是什))|最早|最初の|最初に|初めて|初回|始ま|第1届|第1回|第一[届回]|首届|首次(?=挙|辦|召|開|是)|創設|first (?:seminar|held|edition|one)|very first|begin|began|start"
_MOST = r"(?:一番|いちばん|最も|もっとも|番目に|次に|第 ?[2-9二三四五])"
# Of several editions the one with the most people, the longest; of speakers those who came most often.
EXTREMES: tuple[tuple[str, str], ...] = (
    ("longest", rf"最長|{_MOST}(?:期間が|会期が)?長|最久|longest"),
    ("shortest", rf"最短|{_MOST}(?:期間が|会期が)?短|shortest"),
    ("fewest", rf"最少|最小|{_MOST}(?:参加者が|参加者の|人が|人数が|規模が)?(?:少な|小さ)|fewest|smallest|lowest|(?<!at )\bleast\b"),
    ("most", rf"最[多大](?![0-9])|{_MOST}(?:参加者が|参加者の|人が|人数が|規模が|発表が)?(?:多|大き)|largest|biggest|highest|busiest|most often|(?<!at )\bmost\b(?! recent)"),
)  # fmt: skip
# Comparatives, read where editions are set against one another, and what says that they are.
COMPARATIVES: tuple[tuple[str, str], ...] = (
    ("longest", r"(?<!市)長(?![野崎春沙])|longer"),
    ("shortest", r"短|shorter"),
    ("fewest", r"少な(?!くとも)|(?<!多)少(?!な|数|子)|小さ|減|fewer|\bless\b|smaller|lower"),
    ("most", r""),
)  # fmt: skip
COMPARED = (
    r"(?:多|少な|長|短|大き|小さ)[^。?]{0,8}(?:どっち|どちら)|(?:どっち|どちら)(?=[^。?]*(?:多|少な|長|短|大き|小さ))|(?:多|少な|長|短|大き|小さ)(?:い|かった)(?:の|ほう|方|回)|より(?:も)?[^。?]{0,10}(?:多|少な|長|短|大き|小さ|増え|減)|比べ(?:て|る|ると|たら)?|くらべて?|(?:人数|参加者)の?(?:差|違い)|差は|何人(?:くらい|ほど)?(?:増え|減|違|多|少な)(?:[いたくってる]*)"
    r"|相比|比較|対比|更[多少長短大小]|哪[一個]?[届次個回場][^。?]{0,8}?(?:多(?!少)|(?<![多至])少(?!年)|更)(?!種|様|个|元|次)|比(?![例率]|重(?!慶))(?=第|[^。?]{1,14}[多少長短大小])|[多少]了(?:多少|幾)(?:個?人)?|相差(?:多少|幾)?|差多少"
    r"|(?:more|fewer|less|bigger|larger|smaller|longer|shorter|higher|lower)\b(?=[^?]*\b(?:than|or)\b)|\bcompar(?:e|ed|ing|ison)\b|\bdifference\b|\bhow many more\b|\b(?:bigger|larger|smaller|longer|shorter)\b"
)
# The second, the third most: the number stands in one of the groups.
RANK = r"([2-9二三四五])番目に|第 ?([2-9二三四五])(?=[多少長短大小高])|\b(second|third|fourth|2nd|3rd|4th)[ -]?(?=most|fewest|largest|biggest|smallest|highest|lowest|longest|shortest|least)"
RANKS = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
ORDERED: tuple[tuple[str, str], ...] = (
    ("oldest", r"古い順|年代順|時系列|開催順|(?:年|時間|先後)順序?|chronolog\w*|by (?:year|date)|按(?:時間|年份?|年代|届次|先後)[^。?]{0,3}(?:排|列)?"),
    ("fewest", r"少な?い?順|小さい順|[由従]少到多|ascending"),
    ("most", r"多い順|大きい順|順位|ランキング|[由従]多到少|按[^。?]{0,6}(?:人数|規模|多少)[^。?]{0,4}(?:排|列)[名序列]?|人数順|排名|\branking\b|\branked\b|descending|(?:sort|order)(?:ed)? by (?:size|number|attendance|participants)|by (?:attendance|size|number of)"),
)  # fmt: skip
FIRST_EDITIONS = r"(?:最初の|はじめの|初めの|頭|前)([2-9二両三四五六七八九])(?:回|届|次|場)(?!目)|\b(?:first|earliest) (two|three|four|five|[2-9]) (?:seminars|editions|ones|meetings)"
DAYS = r"(?:^|[^0-9第最後后前哪幾頭毎])([1-9一二三四五六七両])(?:日間|天)(?!目)|(?<![0-9])(1|一)日(?:だけ|のみ|きり|限り|で終)|\b(one|two|three|four|five|1|2|3|4|5)[- ]days?\b(?! (?:of|[12])\b)|\b(single)[- ]day\b"
_DAYS_LONGER = r"(?:超過|多於|多于|(?:more|longer) than(?= (?:one|two|three|[1-9])[- ]days?))"
NOT_LONGER_THAN = rf"(?:不|[没沒]有?|未|\bnot? ){_DAYS_LONGER}"
LONGER_THAN = rf"不[只止僅]|{_DAYS_LONGER}"
SPELLED = {"single": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
MONTH = r"(?<![0-9一二三四五六七八九十])(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])(?:月份|月)(?![号0-9一二三四五六七八九十])"
MONTHS = "january february march april may june july august september october november december".split()
MONTH_NAMED = (
    rf"\b(?:in |of |during )({'|'.join(MONTHS)})\b(?! [0-9]{{1,2}}\b)"
    rf"|\b({'|'.join(MONTHS)}) (?:seminars?|editions?|ones?)\b"
)
# A day of the calendar: the month and the day stand in two of the groups.
CALENDAR_DAY = (
    r"(?<![0-9])(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?:月|/)(3[01]|[12][0-9]|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?:日(?!間)|号|(?![0-9人名分年月/]))"
    rf"|\b({'|'.join(MONTHS)}) ([0-9]{{1,2}})(?:st|nd|rd|th)?\b|\b([0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? ({'|'.join(MONTHS)})\b"
)
SEASONS: tuple[tuple[str, str], ...] = (
    ("3 4 5", r"(?<![長青宜伊陽新])春(?:休み|季|天)?(?=[にのは、]|挙|辦|開|$)|\bin (?:the )?spring\b"),
    ("6 7 8", r"(?<![寧華大江])夏(?:休み|場|季|天)?(?=[にのは、]|挙|辦|開|$)|\bin (?:the )?summer\b"),
    ("9 10 11", r"(?<![千春])秋(?:季|天)?(?=[にのは、]|挙|辦|開|$)|\bin (?:the )?(?:autumn|fall)\b"),
    ("12 1 2", r"(?<![忍])冬(?:休み|場|季|天)?(?=[にのは、]|挙|辦|開|$)|\bin (?:the )?winter\b"),
)  # fmt: skip
# The edition before the one asked about, as the other side of a comparison.
EARLIER_ONE = r"(?:比|跟|和|与|同)(?:前|上|去)一?[年届次回]|(?:前年|前回|昨年|前の(?:回|年)|一つ前)(?:の回)?(?:より|に比べ|と比べ|から)|(?:than|from|compared to|compared with|over) (?:the )?(?:previous|last|year before|one before|edition before|preceding)"
EARLIEST = r"(?:一番|いちばん|最も|もっとも)古い|最古|oldest|earliest"
# Words that say little: a report need not hold them to tell of what they are said of.
VAGUE = (
    r"(?:活性化|促進|推進|振興|活用|強化|向上|充実|支援|整備|導入|実現|実施|展開|推奨|普及|発展|開発|改善|改革|課題|現状|現況|状況|方法|方策|対?策|手法|"
    r"効果|成果|意義|重要性|必要性|可能性|議論|討議|意見|交換|経緯|背景|目的|特徴|特色|概要|詳細|具体|例|案例|工夫|利点|役割|用途|経歴|この経験|具体例|事例|関係|関連|方針|計画|在り方|今後|将来|構想|設想|提案|提議|建議|アイデア|"
    r"做法|措施|作用|建設|経験|情形|看法|観点|問題|進展|推広|推動|加強|提高|現狀|工作|"
    r"development|promotion|measures?|efforts?|issues?|challenges?|activities|initiatives?|examples?|experience)+"
)
TOPIC_BEFORE = r"(?:介紹|談|提|講|説|討論|関於|関于|有関|分享|渉及|発表|発言)[了到過及]{0,2}(?:関於|関于|有関)?$|\b(?:about|on) (?:the )?$"
TOPIC_AFTER = r"^[はをも]?(?:など)?(?:について|に関|に取り組|の(?:話|取り組|発表|紹介|事例)|を(?:発表|紹介|取り上げ|報告|説明|扱|語|話))"
AT_LEAST = r"以上|不少於|至少|at least|no (?:fewer|less) than|or more"
AT_MOST = (
    r"(?:(?:不|[没沒]有?|未)(?:超過|多於|多于)|不[到足]|少於|少于|[至最]多|最大|多くて)([0-9,]+)(?=人|名|的|[?、,]|$)|([0-9,]+)(?:人|名)(?:を)?(?:以下|以内|未満|に満たない|超え(?:な|ず|てい?な))"
    r"|([0-9,]+)(?: (?:people|participants|delegates))? or (?:fewer|less)\b|(?:(?:no|not) more than|(?<!no )fewer than|(?<!no )less than|lower than|at most|up to|below|under) ([0-9,]+)(?= (?:people|ppl|persons|participants|delegates|guests|attendees)|[?]|$)"
)
FEWER_THAN = r"不[到足]|少於|少于|未満|満たない|(?<!or )(?:fewer|less)|lower|below|under"
COMPARISON = r"([0-9,]+)(?:人|名)(?:を)?(?:以上|超|より多|多い)|(?:超過|多於|多于|不少於|至少)([0-9,]+)(?:人|名)?|(?:more than|at least) ([0-9,]+)|(?:over|above|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|greater than|in excess of) ([0-9,]+)|([0-9,]+)(?:人|名)(?:を)?超|(?:no (?:fewer|less) than) ([0-9,]+)|([0-9,]+)(?: (?:people|participants|delegates))? or more"
STRUCTURE = (
    r"文言|字句|不算|副題|サブテーマ|副標題|質疑(?:応答)?|問答|本会議|主会議|正式会議|全体会議|[開閉](?:会|幕)式|ネタ|教えてください|教えて下さい|教えて|お疲れさまです|すみません|こんにちは|您好|你好|名前|名字|名称|お名前|肩書き?|役職名?|職[務位名称]|ポスト|身分|環節|来着|一番|もっとも|最も|最後|最后|為止|能看|辦過|開過|幹部|役員|職員|全部|並べ|感想|反応|声|印象|参考|評判|先生|老師|本人|何[社件本台校回か]+|好東西|推荐|除了|また|様子|一共|総共|給我|都給|都要|做法|単位|能査到|現在|目前|自己|這塊|大家|誰的|叫|姓|啥|方面|幾位|哪位|派|来的|過的|一位|出て|わかり|分か|聞かせ|知り|欲し|知りたい|ください|下さい|お願いします|でしょうか|でしたか|ですか|ましたか|ますか|ありましたか|ありますか|しましたか|された|しました|した|について|に関して|に関する|として|という|における|において|"
    r"報告書|報告|レポート|記録|取り組み|取組|施策|事業|内容|自治体|都市|地方政府|登壇者|講演者|発表者|参加者|開催|実施|行われ|事務所|事務局|委員会|協会|大使館|総領事館|項目|来て|来た|参加し|参加|出席|人物|全員|教授|専門家|"
    r"請問|請|告訴我|告訴|一下|介紹了|介紹過|介紹|発言|演講|発表|分享|談到|提到|講了|講過|討論了|討論|参加了|参加|参会|与会|出席|挙行|挙辦|召開|城市|地方|代表|嘉賓|専家|学者|人員|情況|方面|相関|有関|関於|關於|関于|主要|具体|曾経|過去|歴史上|"
    r"什[麼么]|時候|多少|哪些|哪個|哪位|哪裏|哪里|哪|誰|怎[麼么]様?|如何|是否|有没有|没有|以及|還是|或者|和|与|及|的|了|嗎|呢|係?咩|吧|是|在|有|都|対|把|被|這|那|也|就|從|到|上|中|里|個|位|次|届|回|(?<!周)年|月|日|何の|何(?=[\u3400-\u9fff])|大会|場合|当時|正式|開始|活動|機関|機構|団体|組織|来自|推移|変化|増減|一覧表|順|認為|覚得|知道|進行|成為"
)
# Words of Chinese and Japanese that go along with any question, whatever it is about.
COMMON = (
    r"会議(?=的|是|在|都|上|由|誰|[什有期叫開]|[?]|$)|負責|担任|一[項種類]|列為|領導(?!力|小組)|官員|人士|方方|成立|属於|一天|多[大高遠重寛]|咱們?|我們|你們|手[上頭里]|当天|当日|当年|那[一]?年|那時候?|那会儿|那辺|這辺|結束|開始|只有|抛出|提出|拿到|得到|獲得|牽頭|透露|強調|指出|表示|説明|推介|打算|準備|想要|希望|了解|参考|借鑑|適合|値得(?:一提)?|有用|幫忙|幫我|麻煩|整理|匯総|歸納|羅列|査詢|査找|搜索|看看|説説|講講|聊聊|談談|説過|談過"
    r"|(?:クラス|レベル)(?=の|で|は|$)|文脈|文脉|語境|語脈|コンテクスト|上下文|(?:という)?(?:言葉|単語|語句|ワード|文字)(?=[がはをのに]|$)|[個両二三][個]?字|字[様眼]|両国(?=各|都|分別|一共|双方)|西元|西暦|公元|手元|手もと|地元|貴賓|来賓(?!挨拶|あいさつ)|例如|例子|甚[麼么]|頭銜|件事|提過|数一数|何の数字?|数字(?=は|$|[?])|セッション|スピーチ|比如|譬如|背景|分組(?=討論|[.…·]*小組)|来龍去脈|簡単|詳細|大概|大致|大約|左右|差不多|剛好|正好|恰好|ちょうど|到底|究竟|真的|是不是|能不能|可不可以|可以|一様|不同|區別|差別|各自|之中|当中|裏面|期間|之後|之前|以後|以前|後来|至今|已経|另外|其他|其餘|剰下|所有|毎個|各個|幾次|第一次|首次|最終|最初|順便|請教|謝謝|親自|専門|特意|特別|関鍵|印象|深刻|聴説|据説|好像|似乎|多加|出場|露面|現場|場上|台上|人多|人少|来得|来了|去了|做了|做過|幹了|干了|幹部|系統|級別|身份|那次|這次|那場|這場|哪場|一場|幾場|両位|三位|二位|[二両三四五六七八九十](?:家|個|名|所|点|条|項)(?=[、,。?的都]|$)|[二両三四五]地|各位|某位|有関於|方式|事情|東西|内容|話題|議題"
    r"|先後|(?:[日中英漢][文語]|日本語|原始|最初)?[的の]?原[文話句](?:のまま|通り|どおり)?|記事|来[華中訪]|訪[華中]|文章|部分|女士|[概簡略評総描叙陳闡論][述括介結説]|概括|総結|小結|摘要|まとめて|変わった|変わって|変わり|進んだ|広がった"
    r"|同一個?人?|包括|連同|算上|加上|在内|直接|実際|大体|具体的|全体|全般|前日|翌日|終了|結局|一緒|同時|同様|違い|共通|確認|把握|要約|抜粋|一言|以外|自分|個人|関係者|関連|該当|候補|手短|正確|正式|有無|是非|時期|時点|冒頭|途中|前半|後半|両方|双方|合計|何者|何様|名簿上|名簿|資料|文書|記載|記述|掲載"
)
# Words of English that say how something is asked.
ENGLISH = (
    r"\b(?:for (?:an? |my |our |the |your )(?:complete |total |absolute |brand-?new |new |busy )?(?:newcomers?|newbies?|beginners?|novices?|lay(?:man|person)|outsiders?|freshm[ae]n|recruits?|hires?|colleagues?|boss|manager|team|readers?)\b|the|japan|china|a|an|of|in|on|at|to|and|or|but|so|if|then|than|as|was|were|is|are|am|be|been|being|did|do|does|done|doing|has|have|had|having|what|what's|which|who|who's|whom|whose|when|where|how|why|many|much|more|most|less|least|few|fewer"
    r"|about|for|with|without|from|by|via|over|under|between|among|across|after|before|since|until|during|into|out|up|down|off|back|around|through|per|again|ever|never|once|twice|yet|still|already|just|only|also|too|very|really|even|else"
    r"|i|me|my|we|us|our|you|your|he|him|his|she|her|hers|it|its|it's|they|them|their|there|here|that|this|these|those|some|any|anything|something|everything|nothing|anyone|anybody|someone|somebody|everyone|everybody|each|every|all|other|others|another|both|same|such|own"
    r"|can|could|may|might|must|shall|should|will|would|need|want|please|pls|plz|thanks|thank|hi|hello|tell|show|give|gave|given|get|got|find|found|know|list|look|let|say|said|says|told|see|seen|ask"
    r"|not|no|yes|name|named|names|places?|sent|sends?|stages?|numbers?|figures?|vs|versus|japan|china|govt|gov|local|together|take-?aways?|lessons|learn(?:ed|t)?|original|wording|fine|okay|enough|insights?|highlights?|took|take|taken|part|people|persons?|ppl|folks|guys?|guests?|delegates?|come|came|coming|go|went|gone|join(?:ed)?|place|hold|held|holding|host(?:ed|s)?|happen(?:ed)?|run|ran|made|make|used?|using|bring|brought|cover(?:ed)?|feature[ds]?|raise[ds]?|deal|dealt"
    r"|one|ones|two|three|four|five|six|seven|eight|nine|ten|first|last|time|times|day|days|year|years|thing|things|stuff|info|information|details?|summary|overview|record(?:ed|s)?|total|total number|kind|sort|type|seminars?|city|cities|towns?|events?|meetings?|conferences?|sessions?|topics?|subjects?|organi[sz]ations?|institutions?|bodies|body|greetings?|remarks"
    r"|runs?|running|stands? for|services?|offices?|files?|describe|summari[sz]e|sum(?:s|med|ming)? (?:it )?up|outline|explain|joined|(?!elder|famil|jul|assemb|suppl|month|year|friend|earl|daily|week)[a-z]{3,}ly(?=[ ,.?]|$)|open(?:ed|ing|s)?|start(?:ed|s)?|beg[aiu]n|win|won|receive[ds]?|think|thought|feel|felt|mean[st]?|called|launch(?:ed)?|set|put|buil[dt]|create[ds]?|provide[ds]?|offer(?:ed|s)?|include[ds]?|involve[ds]?|work(?:s|ed)?|change[ds]?|plan(?:ned|s)?|exactly|actually|far|trend|history|main|major|so far|bring up|sides?|represent(?:s|ed|ing)?|lots?|various|several|specific|particular|regarding|concerning|related|interesting|projects?|programmes?|programs?|rates?|rated|happened|short|brief|quick|concise|simple|rough|general|overall|full|complete|entire|detailed|basic|key|important|notable|available|possible|role|position|officials?|deliver(?:ed|ing|s)?|jobs?|title|posts?|affiliat\w*|background|belong\w*|points?|ideas?|own|whole|altogether|participat(?:e|es|ed|ing|ion)|attend(?:ed|ing|ees?|ance)?|spoke|speak|speaking|spoken|talks?|talked|talking|speakers?|speech(?:es)?|lectures?|presented|presenting|presentations?|introduced|discussed|mentioned|editions?|reports?|reported|documents?|wrote|written|author)\b"
)

# Single characters of Chinese that are no content at the edge of what is left over.
LIGHT = "一人抄抓挑选列写念报排举背记查算帮核对两能会要想可办开停搞弄做去来走给让到过出进起看说问讲谈用为因被把将就才也还又再很太更最只共各每该其此之等时后前间谁何那这个位次届儿而以于吧吗呢啊呀嘛啥干都"

# Words that say how something is asked, not what: what is left of a question without them is its content.
EMPTY = (
    *(asked for asked, _ in (*ASPECTS, *VOICES)),
    WHY,
    *(source for _, source in FIELDS),
    LIST,
    TALK,
    WHO,
    WHAT,
    EDITIONS,
    COUNT,
    BOTH,
    SUM,
    FIRST,
    STRUCTURE,
    COMMON,
    ENGLISH,
    FOLLOWS,
    FOLLOWS_SHORT,
    FOLLOWS_UNANCHORED,
    EARLIEST,
    BY_SIDES,
    UNSTATED,
    COMPARED,
    *(source for _, source in ORDERED),
    *(source for _, source in EXTREMES),
)


@cache
def cue(source: str) -> re.Pattern[str]:
    """Return a row compiled for folded text; its ASCII, and so its syntax, is left as it is."""
    return re.compile("".join(c if c.isascii() else re.escape(fold(c)) for c in source))


def first_cue(rows: tuple[tuple[str, str], ...], folded: str) -> str | None:
    """Return the name of the first row that a folded question matches."""
    return next((name for name, source in rows if cue(source).search(folded)), None)


def all_cues(rows: tuple[tuple[str, str], ...], folded: str) -> tuple[str, ...]:
    """Return the names of all rows that a folded question matches."""
    return tuple(name for name, source in rows if cue(source).search(folded))
