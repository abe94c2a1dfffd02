"""Reports, file names and questions that try to run as code, and a server whose index is made of them.

Whatever gets through calls `hit`, asks HOSTILE for something, or opens a dialog.
"""

import re
import sys
from pathlib import Path

from assistant.conversations import Conversations
from assistant.desk import Workplace
from assistant.pipeline import Assistant
from assistant.server import serve
from assistant.settings import AssistantSettings
from ingest.builds import build_index
from ingest.generations import open_store
from tests.fakes import BigramEmbeddings

HOSTILE = "http://hostile.test"
ATTACKS = {
    "script": "<script>hit()</script>",
    "image": "<img src=x onerror=hit()>",
    "drawing": "<svg onload=hit()>",
    "drawing-script": "<svg><script>hit()</script></svg>",
    "frame": "<iframe srcdoc='<script>top.hit()</script>'></iframe>",
    "frame-address": "<iframe src=javascript:top.hit()></iframe>",
    "object": "<object data=javascript:top.hit()></object>",
    "link": "<a href=javascript:hit()>公園</a>",
    "markdown-link": "[公園](javascript:hit())",
    "markdown-image": f"![公園]({HOSTILE}/x.png)",
    "reference": f"[公園][x]\n\n[x]: {HOSTILE}/x",
    "opens-by-itself": "<details open ontoggle=hit()>公園</details>",
    "out-of-attribute": '"><img src=x onerror=hit()>',
    "into-attribute": "' onmouseover='hit()' onfocus='hit()' autofocus x='",
    "out-of-title": "</title></style></textarea></script><script>hit()</script>",
    "out-of-comment": "--><img src=x onerror=hit()><!--",
    "mutation": "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=hit()&gt;'>",
    "twice-written": "&lt;img src=x onerror=hit()&gt;&#60;img src=x onerror=hit()&#62;",
    "style": f"<style>@import'{HOSTILE}/x.css'; *{{background:url({HOSTILE}/x.png)}}</style>",
    "sheet": f"<link rel=stylesheet href={HOSTILE}/x.css>",
    "away": f"<meta http-equiv=refresh content='0;url={HOSTILE}/'>",
    "base": f"<base href={HOSTILE}/>",
    "form": f"<form action={HOSTILE}/><input autofocus onfocus=hit()><button>公園</button></form>",
    "code": "```html\n<script>hit()</script>\n```",
    "formula": r"$$\href{javascript:hit()}{公園}$$ \(\url{javascript:hit()}\)",
    "template": "{{constructor.constructor('hit()')()}} ${hit()} {0} %s",
    "table": "| 公園 |\n|---|\n| <img src=x onerror=hit()> |",
    "control": "\u202e<img src=x onerror=hit()>\u200b\x08\x1b[31m",
}
REPORTS = [name for name, attack in ATTACKS.items() if "\n" not in attack and "\x08" not in attack][:19]


def report_text(edition: int, attack: str) -> str:
    """Return a report in which the attack stands in the title, a heading, a name and every kind of statement."""
    return f"""第{edition}回日中地域間交流推進セミナー{attack}

2025年6月10日から12日まで、中国河南省洛陽市で「第{edition}回日中地域間交流推進セミナー」を開催しました。テーマは「水辺{attack}と公園」です。参加者は150人でした。自治体国際化協会{attack}が主催しました。

{attack}基調講演
岡山市の森田{attack}恵子市長は、公園{attack}の再生について発表しました。
"""


def build(folder: Path) -> None:
    """Make the index of a report for each attack, its file's name an attack as well as far as a name can hold one."""
    corpus = folder / "corpus"
    corpus.mkdir()
    for edition, name in enumerate(REPORTS, 1):
        filename = re.sub(r"[/\x00]", "", ATTACKS[name])[:60]
        (corpus / f"{edition}{filename}.txt").write_text(report_text(edition, ATTACKS[name]), encoding="utf-8")
    store = open_store(folder / "data", apart=False)
    build_index(corpus, store, "bigrams:1", BigramEmbeddings, lambda what, done, total: None)


if __name__ == "__main__":  # serve them, for the tests with a browser
    data = Path(sys.argv[1], "data")
    assistant = Assistant(data, BigramEmbeddings().embed_query)
    serve(lambda: assistant, AssistantSettings(), Conversations(data), Workplace(data, data), lambda address: None)
