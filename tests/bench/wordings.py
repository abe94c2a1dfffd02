"""How made-up reports tell of talks: turns of phrase, rows and lists, as different people write them.

Each takes the talks it tells of and returns lines; `size` is how many it tells at once, None any number.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from tests.bench.people import Figure


class Told(Protocol):
    """A talk as far as a wording needs it."""

    @property
    def figure(self) -> Figure: ...
    @property
    def topic(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to tell of talks; a `block` fills a section of its own, a body has no person's name."""

    id: str
    size: int | None
    tell: Callable[[Sequence[Told]], str]
    block: bool = False
    body: bool = False


def _single(id: str, pattern: str, *, body: bool = False) -> Wording:
    def tell(talks: Sequence[Told]) -> str:
        (talk,) = talks
        figure = talk.figure
        return pattern.format(who=figure.shown, body=figure.body, name=figure.name, title=figure.title,
                              post=figure.post, topic=talk.topic)  # fmt: skip

    return Wording(id, 1, tell, body=body)


def _rows(id: str, head: str, row: str, tail: str = "") -> Wording:
    def tell(talks: Sequence[Told]) -> str:
        lines = [
            row.format(number=number, name=one.figure.name, apart=one.figure.apart, post=one.figure.post,
                       body=one.figure.body, title=one.figure.title, topic=one.topic)
            for number, one in enumerate(talks, start=1)
        ]  # fmt: skip
        return head + "\n".join(lines) + tail

    return Wording(id, None, tell, block=True)


def _one_verb(talks: Sequence[Told]) -> str:
    return "、".join(f"{one.figure.shown}は{one.topic}について" for one in talks) + "、それぞれ発表した。"


def _former_and_latter(talks: Sequence[Told]) -> str:
    first, second = talks
    return (
        f"{first.figure.shown}と{second.figure.shown}が登壇し、前者は{first.topic}について、"
        f"後者は{second.topic}について報告した。"
    )


def _programme(talks: Sequence[Told]) -> str:
    listed = "\n".join(f"{one.figure.post}　{one.figure.apart}" for one in talks)
    told = "".join(f"{one.figure.family}{one.figure.title}は、{one.topic}について発表した。" for one in talks)
    return f"◦講師\n{listed}\n\n{told}"


def _chinese_programme(talks: Sequence[Told]) -> str:
    listed = "\n".join(f"{one.figure.post}　{one.figure.apart}" for one in talks)
    told = "".join(f"{one.figure.family}{one.figure.title}介绍了{one.topic}。" for one in talks)
    return f"演讲嘉宾\n{listed}\n\n{told}"


def _respectively(talks: Sequence[Told]) -> str:
    people = "、".join(one.figure.shown for one in talks)
    return f"{people}分别围绕{'、'.join(one.topic for one in talks)}作了交流发言。"


JAPANESE = (
    _single("subject", "{who}は、{topic}について発表した。"),
    _single("polite", "{who}が{topic}を紹介しました。"),
    _single("titled", "{who}は「{topic}」と題して講演した。"),
    _single("inverted", "{topic}について報告したのは、{who}である。"),
    _single("nominal", "続く登壇者は{who}。{topic}について、写真を交えながら説明した。"),
    _single("two sentences", "{body}からは{name}{title}が登壇した。{title}は{topic}について語った。"),
    _single("post first", "{post}の{name}氏は、{topic}について講演を行った。"),
    _single("body", "{who}は、{topic}を紹介した。", body=True),
    _single("body from", "{who}からは、{topic}について発表があった。", body=True),
    Wording("one verb", 2, _one_verb),
    Wording("former and latter", 2, _former_and_latter),
    Wording("programme", None, _programme, block=True),
    _rows("labels", "", "講演者：{name}（{post}）\n演題：{topic}\n"),
    _rows("strokes", "氏名｜所属・役職｜演題\n", "{name}｜{post}｜{topic}"),
    _rows("items", "", "・{post}　{name}「{topic}」"),
)
CHINESE = (
    _single("subject", "{who}介绍了{topic}。"),
    _single("titled", "{who}以“{topic}”为题作演讲。"),
    _single("inverted", "就{topic}作交流发言的是{who}。"),
    _single("about", "{who}围绕{topic}作了发言。"),
    _single("comma", "{who}在发言中谈到{topic}，并回答了提问。"),
    _single("body", "{who}分享了{topic}。", body=True),
    Wording("respectively", 2, _respectively),
    Wording("programme", None, _chinese_programme, block=True),
    _rows("labels", "", "演讲人：{name}（{post}）\n题目：《{topic}》\n"),
    _rows("strokes", "", "讲者：{name}｜{post}｜{topic}"),
    _rows("items", "", "· {post}{name}：{topic}"),
)
