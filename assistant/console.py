"""What the commands show in a terminal: answers with their sources, tables of scores, lines of JSON."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.doctor import Finding
    from assistant.evaluation import Ranking
    from assistant.records import Answer


def answer_line(answer: "Answer", identifier: str | None = None) -> str:
    """Return an answer as one line of JSON, under the id of its question where it has one."""
    about = asdict(answer, dict_factory=lambda fields: {k: v for k, v in fields if (k, v) != ("recognised", False)})
    about["nearest"] = list(answer.nearest)
    return json_line({"id": identifier, **about} if identifier else about)


def shown(answer: "Answer") -> str:
    """Return an answer with its sources below, for a terminal."""
    from assistant.wording import about_writing

    pages = [f"p. {c.printed_page}" if c.printed_page else f"({c.page})" for c in answer.citations]
    sources = [
        f"〔{c.id}〕{p} {c.heading}　「{c.quote}」　({c.report})" for c, p in zip(answer.citations, pages, strict=True)
    ]
    worded = [answer.written.text, f"*{about_writing(answer)}*", ""] if answer.written else []
    return "\n".join([*filter(None, worded), answer.text, "", *sources])


def json_line(about: object) -> str:
    """Return a value as one line of JSON."""
    return json.dumps(about, ensure_ascii=False)


def finding_line(finding: "Finding") -> str:
    """Return what a check found, and below it what to do."""
    advice = f"\n{'':<22}→ {finding.advice}" if finding.advice else ""
    return f"{finding.state:<9}{finding.check:<13}{finding.told}{advice}"


def ranking_table(scores: "Ranking") -> str:
    """Return the scores of retrieval as one table."""
    measures = ("R@1", "R@5", "R@10", "MRR@10")
    rows = [
        f"{language:<10}{arm:<10}" + "".join(f"{found[measure]:>8.3f}" for measure in measures)
        for language, arms in scores.items()
        for arm, found in arms.items()
    ]
    return "\n".join([f"{'language':<10}{'arm':<10}" + "".join(f"{measure:>8}" for measure in measures), *rows])
