"""Reports invented for tests, read as any other, and answers from them: meaning is the fake's, the rest is real."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.answers import compose_answer
from assistant.archive import Archive
from assistant.evidence import Retrieved
from assistant.questions import read_question
from assistant.records import Answer, Row
from ingest.pipeline import read_report
from ingest.records import Report
from tests.fakes import BigramEmbeddings
from tests.pdfs import drawn_pdf, set_in_columns

TODAY = date(2026, 3, 10)  # the day on which 去年 is the year of the 21st edition

LUOYANG = """水辺と観光を語る　第21回日中地域間交流推進セミナー（河南省洛陽市）

2025年6月10日から12日まで、中国河南省洛陽市で「第21回日中地域間交流推進セミナー」を開催しました。テーマは「水辺のまちづくりとスマートシティ」です。参加者は150人で、日本側が50人、中国側が100人でした。自治体国際化協会北京事務所が主催しました。

開会あいさつ
岡山市と洛陽市は1981年に友好都市となりました。岡山市の森田恵子市長が開会のあいさつを述べました。

基調講演
長野県松本市の高野真一市長は、松本市の観光振興と水辺の再生について発表しました。洛陽市の王立新副市長は、洛陽市の水資源の管理について紹介しました。

パネルディスカッション
北海道は、冬の観光とスマートシティの取り組みを紹介しました。島根県は、高校生が参加する環境学習について発表しました。河南大学の李文華教授は、都市の緑化政策について報告しました。
意見交換では、水辺のごみをどう減らすかが議論されました。
"""
LUOYANG_CHINESE = """水滨与旅游——第21届中日地方交流促进研讨会在洛阳举行

第21届中日地方交流促进研讨会于2025年6月10日至12日在河南省洛阳市举行。主题为“水滨城市建设与智慧城市”。与会者共148人，其中日方50人，中方98人。

主旨演讲
松本市市长高野真一介绍了松本市的旅游振兴和水滨再生。洛阳市副市长王立新介绍了洛阳市的水资源管理。
"""
HARBIN = """雪と氷の街で語り合う　第20回日中地域間交流推進セミナー（黒竜江省ハルビン市）

2024年8月21日、黒竜江省ハルビン市で第20回日中地域間交流推進セミナーを開催しました。テーマは「高齢化社会と地域福祉」です。参加者は120人でした。

基調講演
札幌市の山口健副市長は、高齢者の見守りと除雪ボランティアについて発表しました。ハルビン市の張偉局長は、高齢者向けの配食サービスについて紹介しました。

パネルディスカッション
富山県は、在宅医療の取り組みを発表しました。
"""
GUILIN = """第18回日中地域間交流推進セミナー（広西チワン族自治区桂林市）

2019年9月5日、広西チワン族自治区桂林市で第18回日中地域間交流推進セミナーを開催しました。テーマは「観光による地域振興」です。参加者は90人でした。

基調講演
奈良県の西川正副知事は、寺社と観光の取り組みについて発表しました。桂林市の陳麗主任は、漓江の観光と環境保護について紹介しました。
"""
OTHER_SERIES = """第5回日中韓地方政府交流会議

2023年10月3日、韓国釜山市で第5回日中韓地方政府交流会議を開催しました。テーマは「観光と地域振興」です。参加者は300人でした。

基調講演
広島市の佐藤一郎市長は、平和と観光について発表しました。
"""


def read(text: str, name: str) -> Report:
    """Return what is read from a text."""
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_text(text, encoding="utf-8")
        return read_report(path, relative=name)


def with_an_unreadable_page(text: str, name: str) -> Report:
    """Return what is read from a PDF whose second page holds nothing that can be read."""
    with TemporaryDirectory() as folder:
        path = drawn_pdf([*set_in_columns(text, columns=1), []], Path(folder, name))
        return read_report(path, relative=name)


@cache
def samples() -> Archive:
    """Return five reports: two on the 21st edition, one each on the 20th and the 18th, one on another series."""
    texts = {"luoyang.txt": LUOYANG, "luoyang_zh.txt": LUOYANG_CHINESE, "harbin.txt": HARBIN, "guilin.txt": GUILIN}
    return Archive(read(text, name) for name, text in {**texts, "korea.txt": OTHER_SERIES}.items())


def ask(question: str, *before: str, archive: Archive | None = None, contact: str = "") -> Answer:
    """Return the answer to a question asked after others."""
    archive = archive or samples()
    query = read_question(question, before, archive, today=TODAY)
    return compose_answer(query, archive, lambda text: _search(text, archive.reports), contact=contact)


def speakers(answer: Answer) -> set[str]:
    """Return who stands in the rows: the name, or the place or organisation where none is given."""
    return {str(row.speaker or row.organisation or row.place) for row in answer.rows}


def first_sentence(answer: Answer) -> str:
    """Return what the answer says first, without how the question was understood."""
    return next(part for part in answer.text.split("\n\n") if part.startswith("**"))


def row_of(answer: Answer, name: str) -> Row:
    (row,) = [row for row in answer.rows if name in (row.speaker, row.place, row.organisation)]
    return row


def _search(question: str, reports: Sequence[Report]) -> Retrieved:
    embeddings = BigramEmbeddings()
    wanted = embeddings.embed_query(question)
    passages = [(report.id, passage.excerpt.text) for report in reports for passage in report.passages]
    vectors = embeddings.embed_documents([text for _, text in passages])
    scores = [sum(a * b for a, b in zip(wanted, vector, strict=True)) for vector in vectors]
    ranked = sorted(zip(scores, passages, strict=True), key=lambda one: -one[0])
    return Retrieved(tuple(passage for _, passage in ranked[:10]))
