"""Every sentence of an answer, in Japanese, simplified and traditional Chinese and English: the one place for them.

A row is a key and its four wordings, in the order of `_ORDER`; `say` fills them in.
"""

from assistant.records import Language

_ORDER: tuple[Language, ...] = ("ja", "zh-Hans", "zh-Hant", "en")

_PHRASES: dict[str, tuple[str, str, str, str]] = {
    # facts
    "edition": ("第{n}回", "第{n}届", "第{n}屆", "the {n}"),
    "edition_host": ("第{n}回（{year}年、{host}）", "第{n}届（{year}年，{host}）", "第{n}屆（{year}年，{host}）", "the {n} seminar ({year}, {host})"),
    "held": ("{edition}は{date}、{host}で開催されました", "{edition}于{date}在{host}举行", "{edition}於{date}在{host}舉行", "{edition} seminar was held in {host} on {date}"),
    "held_date": ("{edition}は{date}に開催されました", "{edition}于{date}举行", "{edition}於{date}舉行", "{edition} seminar was held on {date}"),
    "held_host": ("{edition}の開催地は{host}です", "{edition}的举办地是{host}", "{edition}的舉辦地是{host}", "{edition} seminar was held in {host}"),
    "main_day": ("本会議は{date}に行われました", "正式会议于{date}举行", "正式會議於{date}舉行", "the main session was on {date}"),
    "year": ("{edition}は{year}年の開催です", "{edition}于{year}年举行", "{edition}於{year}年舉行", "{edition} seminar was held in {year}"),
    "theme": ("{edition}のテーマは「{theme}」です", "{edition}的主题是“{theme}”", "{edition}的主題是「{theme}」", "The theme of {edition} seminar was “{theme}”"),
    "participants": ("{edition}の参加者は{total}人です", "{edition}的参加人数为{total}人", "{edition}的參加人數為{total}人", "{edition} seminar had {total} participants"),
    "participants_sides": ("{edition}の参加者は{total}人（日本側{jp}人、中国側{cn}人）です", "{edition}的参加人数为{total}人（日方{jp}人，中方{cn}人）", "{edition}的參加人數為{total}人（日方{jp}人，中方{cn}人）", "{edition} seminar had {total} participants ({jp} from Japan, {cn} from China)"),
    "participants_jp": ("{edition}の日本側の参加者は{jp}人です", "{edition}日方参加人数为{jp}人", "{edition}日方參加人數為{jp}人", "{jp} participants of {edition} seminar came from Japan"),
    "participants_cn": ("{edition}の中国側の参加者は{cn}人です", "{edition}中方参加人数为{cn}人", "{edition}中方參加人數為{cn}人", "{cn} participants of {edition} seminar came from China"),
    "no_sides": ("日本側と中国側の内訳は報告書に書かれていません", "报告没有写日方、中方各多少人", "報告沒有寫日方、中方各多少人", "the reports do not say how many came from each side"),
    "organizer": ("{edition}の主催は{organizer}です", "{edition}的主办方是{organizer}", "{edition}的主辦方是{organizer}", "{edition} seminar was organised by {organizer}"),
    "publication": ("{edition}の報告は『{publication}』に掲載されています", "{edition}的报告刊登于《{publication}》", "{edition}的報告刊登於《{publication}》", "The report on {edition} seminar appeared in {publication}"),
    "author": ("{edition}の報告の執筆者は{author}です", "{edition}报告的作者是{author}", "{edition}報告的作者是{author}", "The report on {edition} seminar was written by {author}"),
    "is_edition": ("{host}で{year}年に開催されたのは{edition}です", "{year}年在{host}举行的是{edition}", "{year}年在{host}舉行的是{edition}", "The seminar held in {host} in {year} was {edition}"),
    "not_stated": ("{edition}の報告書に{field}は書かれていません", "{edition}的报告里没有写{field}", "{edition}的報告裡沒有寫{field}", "The report on {edition} seminar does not state {field}"),
    "differs": ("報告書により記述が異なります：{values}", "各报告的记载不一致：{values}", "各報告的記載不一致：{values}", "the reports differ: {values}"),
    "relative": ("「{words}」は、収録済みの報告書から{edition}と受け取りました", "按已收录的报告，“{words}”理解为{edition}", "按已收錄的報告，「{words}」理解為{edition}", "“{words}” was taken to mean {edition} seminar, going by the reports in the index"),
    "corrected": ("「{wrong}」は「{right}」のことと受け取りました", "“{wrong}”按“{right}”理解", "「{wrong}」按「{right}」理解", "“{wrong}” was read as “{right}”"),
    "follows": ("質問の受け取り方：{understood}", "对问题的理解：{understood}", "對問題的理解：{understood}", "Understood as: {understood}"),
    # names of fields
    "field_date": ("開催日", "举办日期", "舉辦日期", "the date"),
    "field_year": ("開催年", "举办年份", "舉辦年份", "the year"),
    "field_host": ("開催地", "举办地", "舉辦地", "the place"),
    "field_theme": ("テーマ", "主题", "主題", "the theme"),
    "field_participants": ("参加者数", "参加人数", "參加人數", "the number of participants"),
    "field_organizer": ("主催者", "主办方", "主辦方", "the organiser"),
    "field_publication": ("掲載誌", "刊登刊物", "刊登刊物", "the publication"),
    "field_author": ("執筆者", "作者", "作者", "the author"),
    "field_edition": ("回", "届次", "屆次", "the edition"),
    # filters, as they are told back
    "asked_JP": ("日本側", "日方", "日方", "from Japan"),
    "asked_CN": ("中国側", "中方", "中方", "from China"),
    "asked_keynote": ("基調講演", "主旨演讲", "主旨演講", "keynote"),
    "asked_panel": ("パネルディスカッション", "小组讨论", "小組討論", "panel discussion"),
    "asked_special": ("特別講演", "特邀演讲", "特邀演講", "special lecture"),
    "asked_cases": ("事例発表", "案例分享", "案例分享", "case reports"),
    # lists
    "list_topic": ("{what}を発表の題材にした{who}は、次の{count}件です", "以{what}为发言内容的{who}共{count}项", "以{what}為發言內容的{who}共{count}項", "{count} {who} on {what} were found"),
    "list_plain": ("該当する{who}は{count}件です", "符合条件的{who}共{count}项", "符合條件的{who}共{count}項", "{count} matching {who} were found"),
    "list_who": ("該当する登壇者は{count}人（機関を含む）です", "符合条件的发言人（含机构）共{count}位", "符合條件的發言人（含機構）共{count}位", "{count} speakers (organisations included) were found"),
    "list_names": ("：{names}", "：{names}", "：{names}", ": {names}"),
    "none_topic": ("{what}を題材にしたと書かれた発表はありません", "没有以{what}为题的发言记录", "沒有以{what}為題的發言記錄", "No talk is recorded as being on {what}"),
    "but_theme": ("ただし{edition}は{what}が回全体のテーマで、{count}件の発表があります", "但{edition}的总主题涉及{what}，该届有{count}项发言", "但{edition}的總主題涉及{what}，該屆有{count}項發言", "but {what} was in the theme of {edition} seminar as a whole, at which {count} talks are recorded"),
    "and_detail": ("このほか{count}件の発表が内容の中で触れています", "另有{count}项发言在内容中提及", "另有{count}項發言在內容中提及", "{count} more talks touch on it"),
    "and_mention": ("記録が不完全な可能性のある報告書に、名前が出るだけのものが{count}件あります", "在记录可能不完整的报告中，另有{count}处仅提到名称", "在記錄可能不完整的報告中，另有{count}處僅提到名稱", "{count} more are only mentioned, in reports whose record may be incomplete"),
    "who_talks": ("発表", "发言", "發言", "talks"),
    "who_people": ("登壇者", "发言人", "發言人", "speakers"),
    "degree_topic": ("発表の題材", "发言主题", "發言主題", "topic of the talk"),
    "degree_detail": ("発表の内容", "发言内容", "發言內容", "in the talk"),
    "degree_text": ("本文", "正文", "正文", "in the text"),
    "degree_theme": ("回のテーマのみ", "仅为该届总主题", "僅為該屆總主題", "theme of the edition only"),
    "degree_mention": ("名前が出るだけ", "仅提到名称", "僅提到名稱", "only mentioned"),
    "column_degree": ("取り上げ方", "涉及方式", "涉及方式", "Evidence"),
    "column_edition": ("回", "届次", "屆次", "Edition"),
    "column_session": ("場", "环节", "環節", "Session"),
    "column_speaker": ("自治体・発表者", "地方与发言人", "地方與發言人", "Place, speaker"),
    "column_text": ("報告書の記述", "报告原文", "報告原文", "What the report says"),
    "column_text_foreign": ("報告書の記述（原文）", "报告原文（日文）", "報告原文（日文）", "What the report says (in the original)"),
    "column_keywords": ("関連語", "关键词", "關鍵詞", "Keywords"),
    "column_year": ("年", "年份", "年份", "Year"),
    "column_host": ("開催地", "举办地", "舉辦地", "Host"),
    "column_theme": ("テーマ", "主题", "主題", "Theme"),
    "column_date": ("開催日", "日期", "日期", "Date"),
    "column_participants": ("参加者", "参加人数", "參加人數", "Participants"),
    "column_organizer": ("主催", "主办方", "主辦方", "Organiser"),
    "unnamed": ("氏名の記載なし", "报告未写姓名", "報告未寫姓名", "no name given"),
    "listed_only": ("登壇者名簿のみ", "仅见于名单", "僅見於名單", "listed only"),
    "role_coordinator": ("コーディネーター", "主持人", "主持人", "coordinator"),
    "role_greeting": ("あいさつ", "致辞", "致辭", "greeting"),
    "left_out": ("含めなかったもの", "未列入表中", "未列入表中", "Left out"),
    "left_greeting": ("{who}はあいさつのみです", "{who}仅致辞", "{who}僅致辭", "{who} only gave a greeting"),
    "left_name": ("「{who}」は名称に語を含むだけです", "“{who}”只是名称中含有该词", "「{who}」只是名稱中含有該詞", "“{who}” only has the word in its name"),
    "left_voice": ("誰の発言かは書かれていません：「{quote}」", "报告没有写是谁说的：「{quote}」", "報告沒有寫是誰說的：「{quote}」", "the report does not say whose words these are: 「{quote}」"),
    "editions_count": ("該当する回は{count}回です", "符合条件的共{count}届", "符合條件的共{count}屆", "{count} editions match"),
    "editions_all": ("収録済みの報告書にあるのは{count}回分です", "已收录报告的共{count}届", "已收錄報告的共{count}屆", "The index holds reports on {count} editions"),
    # who and what
    "talk_of": ("{who}は{edition}の{session}で発表しました", "{who}在{edition}的{session}上发言", "{who}在{edition}的{session}上發言", "{who} spoke in the {session} of {edition} seminar"),
    "talk_of_plain": ("{who}は{edition}で発表しました", "{who}在{edition}上发言", "{who}在{edition}上發言", "{who} spoke at {edition} seminar"),
    "role_of_listed": ("{who}は{edition}の{session}の登壇者名簿にあります（発表の内容は書かれていません）", "{who}见于{edition}{session}的名单（报告没有写发言内容）", "{who}見於{edition}{session}的名單（報告沒有寫發言內容）", "{who} is listed for the {session} of {edition} seminar (the report does not say what was said)"),
    "role_of_greeting": ("{who}は{edition}であいさつをしました（発表ではありません）", "{who}在{edition}上致辞（并非发言）", "{who}在{edition}上致辭（並非發言）", "{who} gave a greeting at {edition} seminar, not a talk"),
    "role_of_coordinator": ("{who}は{edition}の{session}のコーディネーターです", "{who}是{edition}{session}的主持人", "{who}是{edition}{session}的主持人", "{who} moderated the {session} of {edition} seminar"),
    "premise_greeting": ("{who}は、{edition}ではあいさつをしたのみで、発表はしていません", "{who}在{edition}上仅致辞，没有发言", "{who}在{edition}上僅致辭，沒有發言", "{who} only gave a greeting at {edition} seminar and no talk"),
    # open
    "open": ("報告書には次のように書かれています", "报告中的相关记载如下", "報告中的相關記載如下", "The reports say the following"),
    "original_ja": ("（引用は報告書の原文）", "（引文为日文原文）", "（引文為日文原文）", "(quotations in the original Japanese)"),
    # no
    "no_reports": ("お尋ねの内容は、収録済みの報告書には見当たりません", "已收录的报告中没有找到相关内容", "已收錄的報告中沒有找到相關內容", "The reports in the index do not tell"),
    "no_about": ("「{what}」についての記載は、収録済みの報告書には見当たりません", "已收录的报告中没有关于“{what}”的记载", "已收錄的報告中沒有關於「{what}」的記載", "The reports in the index say nothing about “{what}”"),
    "no_talk_of": ("{who}の発表は、収録済みの報告書には見当たりません", "已收录的报告中没有{who}的发言", "已收錄的報告中沒有{who}的發言", "The reports in the index hold no talk by {who}"),
    "no_edition": ("{edition}の報告書は、まだ収録されていません", "{edition}的报告尚未收录", "{edition}的報告尚未收錄", "The report on {edition} seminar has not been added yet"),
    "no_year": ("{year}年のセミナーの報告書は、収録されていません", "没有收录{year}年研讨会的报告", "沒有收錄{year}年研討會的報告", "No report on a seminar in {year} is in the index"),
    "no_next": ("収録済みの報告書に、{edition}のことは書かれていません", "已收录的报告没有写到{edition}", "已收錄的報告沒有寫到{edition}", "The reports in the index say nothing of {edition} seminar"),
    "nearest_edition": ("収録済みで最も近いのは{edition}です", "已收录的最近一届是{edition}", "已收錄的最近一屆是{edition}", "The nearest in the index is {edition}"),
    "nearest": ("近い記述", "相近的记载", "相近的記載", "Nearest passages"),
    "unreadable": ("読めなかったページがあるため、書かれていないとは言い切れません", "有无法读取的页面，因此不能断定没有记载", "有無法讀取的頁面，因此不能斷定沒有記載", "Some pages could not be read, so it may still be written there"),
    "contact": ("お問い合わせ：{contact}", "咨询：{contact}", "諮詢：{contact}", "Ask: {contact}"),
    "empty": ("質問を入力してください", "请输入问题", "請輸入問題", "Please type a question"),
    "no_index": ("収録済みの報告書がありません", "尚未收录任何报告", "尚未收錄任何報告", "No report is in the index yet"),
    # coverage
    "searched": ("調べた範囲", "检索范围", "檢索範圍", "Searched"),
    "searched_all": ("報告書{count}件（{editions}）の全文", "{count}份报告（{editions}）的全文", "{count}份報告（{editions}）的全文", "the full text of {count} reports ({editions})"),
    "searched_some": ("報告書{total}件のうち{count}件（{editions}）の全文", "{total}份报告中的{count}份（{editions}）的全文", "{total}份報告中的{count}份（{editions}）的全文", "the full text of {count} of {total} reports ({editions})"),
    "other_series": ("別のシリーズの報告書{count}件は除きました", "另有{count}份属于其他系列的报告未计入", "另有{count}份屬於其他系列的報告未計入", "{count} reports on other series are not counted"),
    "no_unreadable": ("読めなかったページ：なし", "没有无法读取的页面", "沒有無法讀取的頁面", "no unreadable pages"),
    "unreadable_pages": ("読めなかったページ：{pages}", "无法读取的页面：{pages}", "無法讀取的頁面：{pages}", "unreadable pages: {pages}"),
    "incomplete": ("記録が不完全な可能性のある報告書：{reports}", "记录可能不完整的报告：{reports}", "記錄可能不完整的報告：{reports}", "reports whose record may be incomplete: {reports}"),
    "page": ("{n}頁", "第{n}页", "第{n}頁", "p. {n}"),
    "ask_instead": ("次のように尋ねることもできます", "可以改问", "可以改問", "You could ask"),
    # punctuation and joints
    "stop": ("。", "。", "。", "."),
    "comma": ("、", "、", "、", ", "),
    "semicolon": ("；", "；", "；", "; "),
    "colon": ("：", "：", "：", ": "),
    "term": ("「{term}」", "“{term}”", "「{term}」", "“{term}”"),
    "or": ("または", "或", "或", " or "),
    "own_form": ("{reader}〔{source}〕", "{reader}〔{source}〕", "{reader}〔{source}〕", "{reader} ({source})"),
    "title_name": ("{place}　{name}{title}", "{place}　{name}　{title}", "{place}　{name}　{title}", "{name}, {title}, {place}"),
}  # fmt: skip


def say(key: str, language: Language, **values: object) -> str:
    """Return one phrase with its blanks filled; KeyError for a key or a blank that is none."""
    return _PHRASES[key][_ORDER.index(language)].format(**values)


def ordinal(number: int) -> str:
    """Return an English ordinal: 21st."""
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"
