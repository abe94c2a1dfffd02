"""Sides of a matter that reports tell in other words than questions: rows of what is asked and how it is told.

An aim, a prize, a population; and what a hall said: its questions, its praise, its conclusions. Rows are folded like
those of `cues`, which compiles them.
"""

QUESTIONS = r"質問|提問|問了|問過|問到|[幾些]個?問題|[問提].{0,3}問題|[問提](?:出)?了?[^,。?]{0,2}(?:哪[些幾]|[什甚][麼么]|怎様)[^,。?]{0,4}(?:問題|疑問)|問[了過]?[^,。?]{0,3}(?:哪些(?!人|城|地)|[什甚][麼么]|啥)|聞いた(?=こと|の)|\basked\b|\b(?:did|does|do)\b[^?]*\bask\b|questions? (?:from|were|did)"
VOICES: tuple[tuple[str, str], ...] = (
    (
        QUESTIONS,
        r"質問|提問|問い|尋ね|か。$",
    ),
    (
        r"感想|反響|反応|評判|評価|評價|反饋|feedback|impressions?|(?:did|what) .*think|react\w*",
        r"声|感想|評価|好評|熱議|掌声|笑[い声]|関心[がを]|共感|所感|感じ[たさらま]|印象",
    ),
    (
        r"議論|討論了|話になっ|話し合|観点|看法|見解|主張|考え(?=[がはを])|意見(?!交換|(?:を|の)?(?:発表|述べ))|views?\b|opinions?|結論|総括|(?<!簡単)総結(?!一下)|まとめ(?!て|役)|締めくく|大家怎麼看|達成|共識|意見が出|conclu|take-?aways?|lessons (?:learn|drawn)|discuss(?:ed|ion) (?:about|at the end)|(?<!panel )\bdiscussions? (?:part|session|that|at|in|of)\b|(?:summar\w*|outline) (?:of )?the discussion",
        r"議論|討論|総括|お話|再確認|再認識|締めくく|意見交換|共識|確かめ合|一致し|与会者認為|大家認為|考えが(?:示|述|出)|[るた]意見|という意見",
    ),
)
# Who led or greeted, as reports word it.
ROLES_TOLD = {
    "coordinator": r"進行(?=役|で|は|の[もと下])|[のを]進行|司会|主持(?=人|的|了)|由[^。]{1,12}主持|まとめ役|コーディネーター?|モデレーター?",
    "greeting": r"あいさつ|挨拶|致[辞詞]|祝辞|歓迎[の之]?[辞詞]",
}
# What tells a reason.
REASON = (
    r"ため[、にの。]|ことから|からこそ|理由|原因|背景に|踏まえ|ふまえ|にちなみ|ゆえ|おかげ|ので[、]|きっかけ|契機|記念し|記念する|合わせて"
    r"|由此|因此|因為|因[^、。]{1,12}而|由於|所以|為了|鑑於|基於|正是|従而|紀念"
)
# What a sentence must hold to tell a field: a date for いつ, a number for 何人.
OF_FIELDS = {
    "date": r"[0-9]{4}年|[0-9]{1,2}月|[0-9]+周年",
    "year": r"[0-9]{4}年|[0-9]+周年",
    "participants": r"[0-9]+ ?(?:人|名|社)",
    "theme": r"テーマ|主題|議題|副題|題し",
    "name": r"名乗|名称|会の名|と(?:称|呼)|第[0-9]+(?:回|届).{2,20}(?:セミナー|シンポジウム|研討会)",
}
THING_NAME = (
    r"(?:アプリ|サービス|システム|施設|拠点|事業|計画|戦略|制度)名(?!称|前)|(?:アプリ|拠点|施設|戦略|計画|事業|仕組み|サービス|システム|制度|活動|取組|取り組み|条例|賞|広場|公園)の(?:名前|名称|愛称)"
    r"|(?:応用|基地|設施|戦略|計画|項目|服務|系統|制度|活動|平台|方)的?(?:名[字称]|叫[什甚][麼么])"
    r"|name of .*(?:apps?|hub|base|system|plan|strategy|service|facility|program|platform)\b|(?:app|hub|base|system|plan|strategy|service|facility|program|platform) .*called"
)
SHARE = (
    r"割合|比率|何割|[占佔](?:比例?|比重|総人?数的?|全体的?)?(?:是|為)?[幾多]少?成|[幾多]少?成(?=[?、,]|$)|[幾何]分之[幾何]|何分の[一1何]"
    r"|何[%パ](?:ーセント)?|(?:どの|どれ)(?:くらい|ほど)を?[占し]め|比例|[占佔]比|比重|[占佔](?:総人?数的?|全体的?)?(?:多少|百分之[幾多]少?)|百分之[幾多]少?"
    r"|percentage|percent\b|proportion|ratio\b|(?:what|which) share|share of|fraction of"
)
TITLES = r"副題|題目|題し|サブテーマ|副標題|テーマ[「『]"
BESIDES = r"会期中|期間中|会議期間|もう一つの催し|併せて|同時に|同期挙[辦行]|ほか、"
AIMS = r"目的|ねらい|狙い|趣旨|旨在|目指|宗旨"
LOOSE = (AIMS,)  # told of a subject by whatever is said of it
ASPECTS: tuple[tuple[str, str], ...] = (
    (
        r"(?:会場|開催)[^?]{0,12}都市の数|(?:挙辦|開催)[^?]{0,6}城市[^?]{0,3}(?:数量|個数)|number of (?:host )?cities|(?:by|until|up to|as of) the [^?]*how many [^?]*cities|[0-9]+回まで(?:に|で)[^?]*(?:いくつ|何)の?都市|(?:到|截[至止]到?)(?:第?[0-9]+届|(?:19|20)[0-9]{2}年?|[^?]{1,12}(?:為?止|時))[^?]*[幾多]少?個?城市",
        r"都市は[0-9]+|[0-9]+ ?の?都市|[0-9]+個?城市",
    ),
    (
        r"会議中心|会展中心|会議場|コンベンション|ホテル|酒店|飯店|賓館|何ホール|場地|会場名|\bhotels?\b|convention cent|(?:conference|exhibition) cent",
        r"会議中心|会展中心|会議場|コンベンション|ホテル|酒店|飯店|賓館",
    ),
    (
        r"(?:最初|これまで|今まで|当初)から?[^?]{0,12}続[いけ]|歩み|沿革|発展歴程|怎[麼么](?:一路)?(?:走来|発展)|来龍去脈|history of (?:the|this) seminar",
        r"第1(?:回|届)|以来|皮切り|毎年|年に一度",
    ),
    (THING_NAME, r"[「『“].+[」』”]"),
    (r"人口|population|inhabitants", r"人口|[0-9]+万余?人"),
    (r"面積|広さ|\barea of|square k", r"面積|km|平方|ヘクタール"),
    (SHARE, r"割|%|パーセント|占|[0-9]分の[0-9]|分之"),
    (r"何のため|為了[什甚][麼么]|what for\b|目的|狙い|ねらい|趣旨|宗旨|purpose|\baims?\b|\bgoals?\b|objectives?", AIMS),
    (
        r"きっかけ|なぜ始|どうして始|為[什甚][麼么]要?(?:開始|挙辦|創辦|辦這)|起源|由来|縁起|origins?\b|why .*(?:start|beg[au]n)",
        r"記念|きっかけ|契機|出発点|皮切り|為紀念",
    ),
    (
        r"中断|空白|空い[たて]|途絶|休止|停[了辦]|没有?(?:開|挙|辦)|開(?:催され|か)(?:な|てい?な)|やってな|中止|\bgap\b|suspended|cancel\w*|no seminars?|not held|pause|疫情|新冠|コロナ|パンデミック|covid|pandemic",
        r"(?:開かれ|開催され|開催し|実施され)(?:て?い?(?:ない|ません|なか)|ず)|空白|中断|休止|中止|見送|未挙|没有挙",
    ),
    (r"合言葉|スローガン|キャッチ(?:フレーズ|コピー)|うたい文句|標語|口号|宣伝[語句]|slogan|motto|tagline|catch ?phrase", r"合言葉|スローガン|キャッチ(?:フレーズ|コピー)|うたい文句|標語|口号|宣伝[語句]|旗印|を掲げ"),
    (r"何賞|受賞|の賞|賞(?=[はをっ])|[什甚][麼么]奨|奨項|得奨|獲奨|\bprizes?|\bawards?", r"賞|奨"),
    (r"(?<!不算)(?<!不含)(?<!除了)(?:副題|サブテーマ|題目|タイトル|副標題)(?!(?:は|を)?(?:除|以外|含ま|含め|入れな|抜き|不要|不算))|(?<!not )(?<!not the )subtitle|(?<!their )(?<!job )(?<!whose )(?<!with )\btitle\b", TITLES),
    (
        r"(?:付帯|附帯|関連|並行|併催|サイド|同時開催の?)の?(?:イベント|行事|催し)|(?:行事|催し物?|イベント)(?:に?は|が|って|も|を|[?、]|$)|配套活動|周辺活動|附属活動|会期中|期間中|会期里|会議期間|ほかに(?:何が|どんな|[^?]{0,6}(?:催し|行事|イベント))|併催|(?:還|另外|同時)(?:挙?辦|挙[行辦]|開)[了過]?|(?:配套|同期|相関|其他)(?:的)?活動|除了?(?:正式|主|全体|研討)?会議?(?:以?外|之外)?[^?]{0,3}還|還有[^?]{0,6}活動|side events?|other events|events? (?:held|took place|alongside|besides|during)|besides the",
        BESIDES,
    ),
    (
        r"共同(?:開催|主催)|一緒に開[いく]|合作(?:単位|方|機構|団体)|共催|後援|協力(?=し|団体|機関)|協辦|承辦(?=方|単位)|共同挙辦|聯合挙辦|合辦|[跟和与同][^。?]{1,12}一[起同](?:主?辦|挙辦|開|搞)|一緒に(?:開催|主催|やっ)|共同で|jointly|together with|co-? ?(?:host|organi)\w*|partners?\b|supported by",
        r"共催|後援|協力|手を携え|共同挙辦|協辦|承辦",
    ),
    (
        r"(?:パネル|討論|座談)[^。]{0,12}(?:何の|どんな)?(?:話|(?<!問)題)(?:は|だ|[?]|$)|(?:討論|座談会?)的?(?:是|囲繞)?(?:題目|什[麼么])|\b(?:panel|keynote)\b(?! (?:speak|member|talk))[^?]* about",
        r"副題|テーマ|主題|題目",
    ),
    (r"年に何回|何年おき|多久.{0,3}一次|幾年.{0,3}一次|how often (?:is|was|are)|頻度|frequency", r"年に[一1]度|毎年|年[一1]回|隔年"),
    (r"増え|減っ|増加|減少|(?:比|跟|和)(?:前|上|去)一?[年届次回]|(?:前年|前回|昨年|前の(?:回|年))(?:より|に比べ|と比べ|から)|(?:than|compared (?:to|with)) (?:the )?(?:previous|last|year before|one before)|increase|decrease|grow|grew", r"上回|下回|増|減|超え"),
    (r"記念(?=[はしのす])|紀念(?:[什了]|的?(?:機会|契機|活動))|(?:何の|[借趁以][着此]?[什甚啥哪][^?]{0,6})(?:機会|契機|節目)|(?:what|which) occasion|milestone|commemorat\w*|celebrat\w*", r"記念|周年"),
    (
        r"(?:これから|今後)(?:どう|の(?:予定|方針|活動|展開|計画|展望))|今后的?(?:打算|計劃|安排|方向|工作)|future plans|plans? for the future|going forward",
        r"これから|今後|考えです|方針|予定|控えて|今后|打算|計劃",
    ),
    (r"何周年|[幾多]少?周年|anniversary", r"周年"),
    (
        r"意義(?=[はがを]|$|[?、]|是)|(?:有|什[麼么])(?:什[麼么])?意義|どんな意味|significance|メリット|利点|得する|得られ|うれし|嬉し|ありがた|いいこと|良いこと|利益|[什甚][麼么]好処|好処|益処|収穫|benefits?|advantages?|\bgains?\b|worth|get out of",
        r"意義|メリット|またとない|収穫|好処|有助|声がかか|発信の場",
    ),
)  # fmt: skip
