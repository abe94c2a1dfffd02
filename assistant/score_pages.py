"""Scores → a page for people, as Markdown or HTML: what became better or worse since the last run, and what is wrong.

The page is made once, as headings, paragraphs and tables; how those are written is all that differs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from assistant.page_phrases import NAMES
from assistant.phrases import say
from assistant.question_files import KINDS
from assistant.records import Language
from assistant.runs import Changes, Result, Run, compare
from ingest.disk import write_atomically
from ingest.errors import SeminarError

# A row of the first table: its phrase, the place of its figure among the scores, and whether that is a share.
_MEASURES = (
    ("ev_right", ("right",), True),
    ("ev_citations", ("citations", "right"), True),
    ("ev_precision", ("lists", "precision"), True),
    ("ev_recall", ("lists", "recall"), True),
    ("ev_refusals", ("refusals", "right"), True),
    ("ev_needless", ("refusals", "needless"), False),
    ("ev_answer_language", ("answer_language", "right"), True),
    ("ev_median", ("latency_ms", "p50"), False),
    ("ev_slow", ("latency_ms", "p90"), False),
    ("ev_slowest", ("latency_ms", "highest"), False),
)
_NAMES: Mapping[str, str] = {str(language): name for language, name in NAMES.items()}
_STYLE = (
    "body{font:16px/1.7 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}th,td{border:1px solid #ccc;padding:.3rem .7rem;text-align:left;vertical-align:top}"
)


@dataclass(frozen=True, slots=True)
class _Block:
    """A heading, a paragraph, or a table whose first row names its columns."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def write_page(path: Path, last: Run | None, now: Run, language: Language) -> None:
    """Write the page; the ending of the file, .html or .md, says as what."""
    check_name(path)
    written = (to_markdown if path.suffix.lower() == ".md" else to_html)(last, now, language)
    try:
        write_atomically(path, written.encode())
    except OSError as error:
        raise SeminarError(
            f"{path} cannot be written: {error.strerror}. Name a file in a folder that is there."
        ) from error


def check_name(path: Path) -> None:
    """Raise a problem for people unless a page can have that name; cheaper before the questions than after."""
    if path.suffix.lower() not in (".html", ".md"):
        raise SeminarError(f"{path}: the page is written as HTML or Markdown; give the file the ending .html or .md.")


def to_markdown(last: Run | None, now: Run, language: Language) -> str:
    """Return the page as Markdown."""
    written: list[str] = []
    for block in _page(last, now, language):
        if block.kind == "table":
            head, *rows = [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in block.rows]
            written.append("\n".join([head, "| --- " * len(block.rows[0]) + "|", *rows]))
        else:
            written.append({"h1": "# ", "h2": "## ", "p": ""}[block.kind] + block.text)
    return "\n\n".join(written) + "\n"


def to_html(last: Run | None, now: Run, language: Language) -> str:
    """Return the page as HTML that stands alone."""
    title = escape(say("ev_title", language))
    body = "\n".join(_html(block) for block in _page(last, now, language))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def to_part(last: Run | None, now: Run, language: Language) -> str:
    """Return the page as HTML that stands in another page, without its title."""
    blocks = [block for block in _page(last, now, language) if block.kind != "h1"]
    return "\n".join(_html(replace(block, kind="h4") if block.kind == "h2" else block) for block in blocks)


def _html(block: _Block) -> str:
    if block.kind != "table":
        return f"<{block.kind}>{escape(block.text)}</{block.kind}>"
    head, *rows = [
        "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)
        for tag, row in zip(["th", *["td"] * len(block.rows)], block.rows, strict=False)
    ]
    return f"<table>\n<tr>{head}</tr>\n" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "\n</table>"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _page(last: Run | None, now: Run, language: Language) -> Iterator[_Block]:
    def phrase(key: str, **values: object) -> str:
        return say(key, language, **values)

    yield _Block("h1", phrase("ev_title"))
    yield _Block("p", phrase("ev_run", file=now.file, date=now.date, generation=now.generation))
    compared = phrase("ev_compared", date=last.date, generation=last.generation) if last else phrase("ev_first")
    yield _Block("p", compared)
    head = (phrase("ev_measure"), phrase("ev_now"), phrase("ev_before"))
    figures = [
        (phrase(key), _figure(now.scores, place, share), _figure(last.scores, place, share) if last else "–")
        for key, place, share in _MEASURES
    ]
    yield _Block("table", rows=(head, *figures))
    yield _Block("table", rows=tuple(_by_kind(now.scores, language)))
    changes: Changes = compare(last, now)
    for key, results in (("ev_worse", changes.worse), ("ev_better", changes.better), ("ev_wrong", changes.wrong)):
        if results:
            yield _Block("h2", phrase(key, count=len(results)))
            yield _Block("table", rows=tuple(_results(results, language)))


def _figure(scores: Mapping[str, object], place: Sequence[str], share: bool) -> str:
    found: object = scores
    for name in place:
        found = found.get(name) if isinstance(found, Mapping) else None
    if not isinstance(found, int | float):
        return "–"
    return f"{found:.1%}" if share else f"{found:.0f}"


def _by_kind(scores: Mapping[str, object], language: Language) -> Iterator[tuple[str, ...]]:
    """Yield a row for each language asked in, a column for each kind: right / asked."""
    table = scores["table"]
    assert isinstance(table, Mapping)
    kinds = [kind for kind in dict.fromkeys(KINDS.values()) if any(kind in row for row in table.values())]
    yield (say("ev_asked_in", language), *(say(f"ev_kind_{kind}", language) for kind in kinds))
    for asked_in, row in table.items():
        yield (
            _NAMES[asked_in],
            *(f"{row[kind]['right']} / {row[kind]['count']}" if kind in row else "–" for kind in kinds),
        )


def _results(results: Sequence[Result], language: Language) -> Iterator[tuple[str, ...]]:
    yield tuple(say(key, language) for key in ("ev_id", "ev_question", "ev_problems"))
    for result in results:
        told = [say("ev_" + one.fault.replace(" ", "_"), language, detail=one.detail) for one in result.problems]
        yield result.id, result.question, say("ev_between", language).join(told)
