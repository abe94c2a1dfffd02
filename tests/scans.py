"""Scanned pages for tests: made-up reports drawn as pictures with a font of Debian, in a PDF without text."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FONT = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
_DOTS = 200  # an inch
_WIDTH, _HEIGHT, _MARGIN, _SIZE = 1653, 2339, 160, 30  # A4 in pixels


@dataclass(frozen=True, slots=True)
class Text:
    """What a page says, the font of the collection to draw it with, the OCR model of its script."""

    text: str
    font: int
    model: str


TEXTS = {
    "ja": Text(
        "第16回日中地域間交流推進セミナーは、2017年8月24日から26日まで、遼寧省瀋陽市で開催されました。参加者は165名でした。"
        "長野県東御市の花岡利夫市長は、住民と行政が力を合わせて進める地域づくりについて発表し、並木の手入れを町内会が受け持つ"
        "例を紹介しました。札幌市の岸光右副市長は、町内会の担い手が高齢になり、若い世代の参加が課題であると述べました。",
        0,
        "jpn",
    ),
    "zh-Hans": Text(
        "第16届中日地方交流促进研讨会于2017年8月24日至26日在辽宁省沈阳市举行，共有165人参加。长野县东御市的花冈利夫市长介绍了"
        "居民与政府共同推进社区建设的经验，并举例说明了町内会负责养护行道树的做法。札幌市的岸光右副市长指出，町内会的骨干"
        "日趋老龄化，年轻一代的参与是今后的课题。",
        2,
        "chi_sim",
    ),
    "zh-Hant": Text(
        "第16屆中日地方交流促進研討會於2017年8月24日至26日在遼寧省瀋陽市舉行，共有165人參加。長野縣東御市的花岡利夫市長介紹了"
        "居民與政府共同推進社區建設的經驗，並舉例說明了町內會負責養護行道樹的做法。札幌市的岸光右副市長指出，町內會的骨幹"
        "日趨高齡化，年輕一代的參與是今後的課題。",
        3,
        "chi_tra",
    ),
}


def scanned_pdf(path: Path, languages: Sequence[str], *, vertical: bool = False) -> Path:
    """Write a PDF of one picture a page, each with the text in that language, and return its path."""
    from PIL import Image, ImageDraw, ImageFont

    pictures = []
    for language in languages:
        text = TEXTS[language]
        picture = Image.new("L", (_WIDTH, _HEIGHT), 255)
        draw = ImageDraw.Draw(picture)
        font = ImageFont.truetype(FONT, _SIZE, index=text.font)
        length = (_HEIGHT if vertical else _WIDTH) - 2 * _MARGIN
        lines = [text.text[at : at + length // _SIZE] for at in range(0, len(text.text), length // _SIZE)]
        for at, line in enumerate(lines):
            across = _MARGIN + at * 2 * _SIZE
            if vertical:
                place = _WIDTH - across - _SIZE, _MARGIN
                draw.text(place, line, font=font, fill=0, direction="ttb", features=["vert"])
            else:
                draw.text((_MARGIN, across), line, font=font, fill=0)
        pictures.append(picture)
    pictures[0].save(path, "PDF", resolution=_DOTS, save_all=True, append_images=pictures[1:])
    return path
