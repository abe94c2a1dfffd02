"""Questions about the reports themselves, and about the share of a side among those who came."""

import pytest

from assistant.archive import Archive
from tests.samples import ask, first_sentence, read

TEXTS = {
    "a.txt": """第18回日中地域間交流推進セミナー（四川省綿陽市）

2018年7月12日、四川省綿陽市で第18回日中地域間交流推進セミナーを開催しました。参加者は、日本側20人、中国側60人の計80人でした。
""",
    "b.txt": """第20届中日地方交流促进研讨会（河南省洛阳市）

2024年8月21日，第20届中日地方交流促进研讨会在河南省洛阳市举行，共有120人参加。
""",
    "c.txt": """第21回日中地域間交流推進セミナー（河南省鄭州市）

2025年7月23日、河南省鄭州市で第21回日中地域間交流推進セミナーを開催しました。
""",
}
ARCHIVE = Archive(read(text, name) for name, text in TEXTS.items())


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("報告書は何件入っていますか", "報告書は3件です（日本語2件、中国語1件）", id="how-many"),
        pytest.param("中文的报告有几份", "3份（中文1份、日文2份）", id="of-a-language"),
        pytest.param("How many of the reports are in English?", "3 (English: 0, ", id="of-no-language"),
        pytest.param("第21回の報告書は何語ですか", "1件です（日本語1件）", id="language-of-one"),
        pytest.param("第18回の日本側の割合は", "日本側は全体の25.0%", id="share"),
        pytest.param("绵阳那届中方占比多少", "中方占75.0%", id="share-chinese"),
        pytest.param("What percentage came from Japan in 2018?", "25.0% were from Japan", id="share-english"),
    ],
)
def test_reports_and_shares_are_counted(question: str, told: str) -> None:
    answer = ask(question, archive=ARCHIVE)
    assert answer.status == "answered"
    assert told in first_sentence(answer)


def test_a_share_that_no_report_states_is_not_made_up() -> None:
    answer = ask("第20回の中国側の割合は", archive=ARCHIVE)
    assert answer.status == "not_in_reports"
    assert "%" not in answer.text
