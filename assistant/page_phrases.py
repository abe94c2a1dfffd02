"""Hold every word the pages show outside an answer, in the four languages of the readers."""

import json
from collections.abc import Mapping

from assistant.records import LANGUAGES, Language

PAGE: Mapping[str, Mapping[Language, str]] = {
    "title": {
        "ja": "セミナー報告書に聞く",
        "zh-Hans": "问问研讨会报告",
        "zh-Hant": "問問研討會報告",
        "en": "Ask the seminar reports",
    },
    "welcome": {
        "ja": "報告書に書かれていることを、出典とともにお答えします。日本語・中国語・英語でお尋ねください。",
        "zh-Hans": "根据报告原文回答，并逐条注明出处。可用中文、日文或英文提问。",
        "zh-Hant": "依報告原文回答，並逐條註明出處。可用中文、日文或英文提問。",
        "en": "Answers come from the reports, each with its source. Ask in Japanese, Chinese or English.",
    },
    "conversation": {"ja": "会話", "zh-Hans": "对话", "zh-Hant": "對話", "en": "Conversation"},
    "question": {"ja": "質問", "zh-Hans": "问题", "zh-Hant": "問題", "en": "Question"},
    "placeholder": {
        "ja": "質問を入力してください",
        "zh-Hans": "请输入问题",
        "zh-Hant": "請輸入問題",
        "en": "Ask a question",
    },
    "send": {"ja": "送信", "zh-Hans": "发送", "zh-Hant": "傳送", "en": "Send"},
    "stop": {"ja": "停止", "zh-Hans": "停止", "zh-Hant": "停止", "en": "Stop"},
    "new": {"ja": "新しい会話", "zh-Hans": "新对话", "zh-Hant": "新對話", "en": "New chat"},
    "history": {"ja": "セミナーの歩み", "zh-Hans": "研讨会历程", "zh-Hant": "研討會歷程", "en": "History"},
    "download": {"ja": "一覧を保存", "zh-Hans": "下载列表", "zh-Hant": "下載清單", "en": "Download the list"},
    "loading": {
        "ja": "索引とモデルを読み込んでいます",
        "zh-Hans": "正在加载索引和模型",
        "zh-Hant": "正在載入索引和模型",
        "en": "Loading the index and the model",
    },
    "searching": {
        "ja": "報告書を調べています",
        "zh-Hans": "正在查阅报告",
        "zh-Hant": "正在查閱報告",
        "en": "Searching the reports",
    },
    "stopped": {"ja": "停止しました", "zh-Hans": "已停止", "zh-Hant": "已停止", "en": "Stopped"},
    "failed": {
        "ja": "内部の問題で、お答えできませんでした。もう一度お試しください。続くときは管理者にお知らせください。",
        "zh-Hans": "内部出错，未能回答。请重试；如仍出错，请联系管理员。",
        "zh-Hant": "內部出錯，未能回答。請重試；如仍出錯，請聯絡管理員。",
        "en": "Something went wrong on our side. Please try again; if it happens again, tell the administrator.",
    },
    "problem": {
        "ja": "お答えできません：{problem}",
        "zh-Hans": "无法回答：{problem}",
        "zh-Hant": "無法回答：{problem}",
        "en": "Cannot answer: {problem}",
    },
    "sources": {
        "ja": "出典（{count}件）",
        "zh-Hans": "出处（{count}条）",
        "zh-Hant": "出處（{count}條）",
        "en": "Sources ({count})",
    },
    "nearest": {
        "ja": "近い記述",
        "zh-Hans": "相近的内容",
        "zh-Hant": "相近的內容",
        "en": "Nearest passages",
    },
    "edition": {
        "ja": "第{edition}回",
        "zh-Hans": "第{edition}届",
        "zh-Hant": "第{edition}屆",
        "en": "Seminar no. {edition}",
    },
    "year": {"ja": "{year}年", "zh-Hans": "{year}年", "zh-Hant": "{year}年", "en": "{year}"},
    "printed_page": {"ja": "{page}頁", "zh-Hans": "第{page}页", "zh-Hant": "第{page}頁", "en": "p. {page}"},
    "file_page": {
        "ja": "ファイルの{page}頁目",
        "zh-Hans": "文件第{page}页",
        "zh-Hant": "檔案第{page}頁",
        "en": "page {page} of the file",
    },
    "quoted_ja": {"ja": "", "zh-Hans": "日文原文", "zh-Hant": "日文原文", "en": "Japanese original"},
    "quoted_zh-Hans": {"ja": "中国語原文", "zh-Hans": "", "zh-Hant": "簡體原文", "en": "Chinese original"},
    "quoted_zh-Hant": {"ja": "中国語原文", "zh-Hans": "繁体原文", "zh-Hant": "", "en": "Chinese original"},
    "quoted_en": {"ja": "英語原文", "zh-Hans": "英文原文", "zh-Hant": "英文原文", "en": ""},
    "panel_before": {"ja": "前の出典", "zh-Hans": "上一条出处", "zh-Hant": "上一條出處", "en": "Previous source"},
    "panel_after": {"ja": "次の出典", "zh-Hans": "下一条出处", "zh-Hant": "下一條出處", "en": "Next source"},
    "panel_close": {"ja": "閉じる", "zh-Hans": "关闭", "zh-Hant": "關閉", "en": "Close"},
    "panel_whole": {
        "ja": "別の窓で開く",
        "zh-Hans": "在新窗口打开",
        "zh-Hant": "在新視窗開啟",
        "en": "Open in a new window",
    },
    "panel_failed": {
        "ja": "出典を読み込めませんでした。もう一度選んでください。",
        "zh-Hans": "未能载入出处，请再选一次。",
        "zh-Hant": "未能載入出處，請再選一次。",
        "en": "The source could not be loaded; please choose it again.",
    },
    "answer_link": {
        "ja": "この回答へのリンク",
        "zh-Hans": "此回答的链接",
        "zh-Hant": "此回答的連結",
        "en": "Link to this answer",
    },
    "open_original": {
        "ja": "元ファイルを開く",
        "zh-Hans": "打开原文件",
        "zh-Hant": "開啟原始檔案",
        "en": "Open the original file",
    },
    "no_picture": {
        "ja": "この頁は画像にできないため、文字だけを示します。",
        "zh-Hans": "这一页无法显示为图像，仅显示文字。",
        "zh-Hant": "這一頁無法顯示為圖像，僅顯示文字。",
        "en": "This page cannot be shown as an image; here is its text.",
    },
    "not_marked": {
        "ja": "引用は画像のなかでは示せません。文字で見ると印が付きます。",
        "zh-Hans": "引文无法在图像中标出；看文字时会有标记。",
        "zh-Hant": "引文無法在圖像中標出；看文字時會有標記。",
        "en": "The quotation cannot be marked in the image; it is marked in the text.",
    },
    "view_text": {"ja": "文字で見る", "zh-Hans": "看文字", "zh-Hant": "看文字", "en": "Show text"},
    "view_picture": {"ja": "紙面で見る", "zh-Hans": "看版面", "zh-Hant": "看版面", "en": "Show page image"},
    "previous_page": {"ja": "前の頁", "zh-Hans": "上一页", "zh-Hant": "上一頁", "en": "Previous page"},
    "next_page": {"ja": "次の頁", "zh-Hans": "下一页", "zh-Hant": "下一頁", "en": "Next page"},
    "quote_not_found": {
        "ja": "引用された文は、この報告書のどの頁にもいまはありません。報告書が差し替えられた可能性があります。",
        "zh-Hans": "所引的句子现在已不在这份报告的任何一页上，报告可能已被替换。",
        "zh-Hant": "所引的句子現在已不在這份報告的任何一頁上，報告可能已被替換。",
        "en": "The quoted words are no longer on any page of this report; it may have been replaced.",
    },
    "quote_changed": {
        "ja": "引用のあと、この報告書の文は変わりました。はじめの部分だけが残っています。",
        "zh-Hans": "引用之后，报告的这段文字有改动，只有开头部分仍在。",
        "zh-Hant": "引用之後，報告的這段文字有改動，只有開頭部分仍在。",
        "en": "The report has changed since it was quoted here; only the first words are still there.",
    },
    "goes_on": {
        "ja": "引用は後の頁に続きます",
        "zh-Hans": "引文下接后页",
        "zh-Hant": "引文下接後頁",
        "en": "The quotation continues on a later page",
    },
    "begins_before": {
        "ja": "引用は前の頁から続いています",
        "zh-Hans": "引文上接前页",
        "zh-Hant": "引文上接前頁",
        "en": "The quotation begins on an earlier page",
    },
    "unreadable": {
        "ja": "この頁からは文字を読み取れませんでした。元のファイルでご確認ください。",
        "zh-Hans": "无法读取这一页的文字，请查看原文件。",
        "zh-Hant": "無法讀取這一頁的文字，請查看原始檔案。",
        "en": "No text could be read from this page; please look at the original file.",
    },
    "recognised": {
        "ja": "{page}（画像から文字認識）",
        "zh-Hans": "{page}（由图像识别文字）",
        "zh-Hant": "{page}（由圖像辨識文字）",
        "en": "{page} (scan, read by OCR)",
    },
    "recognised_page": {
        "ja": "この頁の文字は、画像から機械が読み取りました（OCR）。誤りがありえます。元のファイルでお確かめください。",
        "zh-Hans": "这一页的文字由机器从图像中识别（OCR），可能有误，请以原文件为准。",
        "zh-Hant": "這一頁的文字由機器從圖像中辨識（OCR），可能有誤，請以原始檔案為準。",
        "en": "The text of this page was read from its image by a machine (OCR) and may hold errors; "
        "please compare it with the original file.",
    },
    "source_missing": {
        "ja": "この頁は、いまの索引にありません。",
        "zh-Hans": "当前索引中没有这一页。",
        "zh-Hant": "目前索引中沒有這一頁。",
        "en": "This page is not in the present index.",
    },
}

NAMES: Mapping[Language, str] = {"ja": "日本語", "zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}

_SCRIPTED = ("panel_before", "panel_after", "panel_close", "panel_whole", "panel_failed")
EXAMPLES: tuple[str, ...] = (
    "スマートシティやDXについて発表した自治体はどこですか？",
    "第21回はいつ、どこで開催されましたか？",
    "哪些城市的发言谈到了社区？",
    "第16届有多少人参加？",
)


def word(key: str, language: Language, **values: str | int) -> str:
    """Return the page word of this key in this language, its gaps filled."""
    return PAGE[key][language].format(**values)


def script_words() -> str:
    """Return the words the page's scripts show, by language and key, as JSON that can stand in a page."""
    said = {language: {key: PAGE[key][language] for key in _SCRIPTED} for language in LANGUAGES}
    return json.dumps(said).replace("<", "\\u003c")


def reader_language(accepted: str, asked: str = "") -> Language:
    """Return the language of the pages: the one asked for, else by the browser's Accept-Language header.

    >>> reader_language("zh-TW,zh;q=0.9,en;q=0.8")
    'zh-Hant'
    """
    for language in LANGUAGES:
        if language == asked:
            return language
    for choice in accepted.split(","):
        tag = choice.split(";")[0].strip().lower()
        if tag.startswith("ja"):
            return "ja"
        if tag.startswith("zh"):
            return "zh-Hant" if any(part in tag for part in ("tw", "hk", "mo", "hant")) else "zh-Hans"
        if tag.startswith("en"):
            return "en"
    return "ja"
