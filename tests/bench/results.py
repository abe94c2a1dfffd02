"""Figures → RESULTS.md: the tables that `RESULTS.template` has places for, and the curves beside it."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tests.bench.asking import KINDS, PARTS
from tests.bench.curves import Panel, wall_of
from tests.bench.recipes import RECIPES
from tests.bench.targets import LANGUAGES, RECKONINGS, TARGETS, figure_of

Figures = Mapping[str, float]

SCENES = {
    "20": "20 reports",
    "200": "200 reports",
    "2000": "2,000 reports, generated vectors",
    "passages": "100,000 passages, generated vectors",
}
_TEMPLATE = Path(__file__).with_name("RESULTS.template")
_WHO = {"ours": "ours", "recipe": "recipe", "fused": "recipe + BM25"}
_SIZES = {"20": 20.0, "200": 200.0, "2000": 2000.0}
_PASSAGES_A_REPORT = 6
_SETS = ("seminar_corpus", "staff_questions", "seminar_dev")
_NOT = "–"
_IN_SIGHT = 1000.0  # times the largest size measured: what grows more slowly has no wall that figures tell of
_EXPLAINED = "What is not kept, and what costs most, is explained with profiles in [PROFILE.md](PROFILE.md)."
_UNEXPLAINED = "What costs most has not been profiled yet."


def write_results(figures: Figures, machine: str) -> str:
    """Return the page."""
    tables = {
        "targets": _targets,
        "ratios": _ratios,
        "ingest": _ingest,
        "questions": _questions,
        "parts": _parts,
        "lists": _lists,
        "evidence": _evidence,
        "needs": _needs,
        "server": _server,
        "carrying": _carrying,
        "many": _many,
        "arithmetic": _arithmetic,
        "switch": _switch,
        "walls": _walls,
    }
    parts = {name: table(figures) for name, table in tables.items()} | {"machine": machine}
    parts["profile"] = _EXPLAINED if _TEMPLATE.with_name("PROFILE.md").exists() else _UNEXPLAINED
    return _TEMPLATE.read_text(encoding="utf-8").format(**parts)


def panels_of(figures: Figures) -> list[Panel]:
    """Return growth as far as it was measured."""
    passages = {scene: _PASSAGES_A_REPORT * size for scene, size in _SIZES.items()} | {"passages": 100_000.0}

    def lines(along: Mapping[str, float], names: Mapping[str, str]) -> dict[str, list[tuple[float, float]]]:
        found = {
            shown: [(size, figures[f"{scene}/{name}"]) for scene, size in along.items() if f"{scene}/{name}" in figures]
            for shown, name in names.items()
        }
        return {shown: line for shown, line in found.items() if len(line) > 1}

    ingest = {who: f"{key}/ingest/work" for key, who in _WHO.items()} | {"ours, one changed": "ours/change/work"}
    asked = {f"ours, {kind}": f"{kind}/ours/p50" for kind in ("open", "list", "fact")} | {"recipe": "open/recipe/p50"}
    panels = [
        Panel("ingest, s", "reports", lines(_SIZES, ingest), 3600, "an hour"),
        Panel("question, ms (p50)", "passages", lines(passages, asked), 1000, "a second"),
        Panel("server's memory, MB", "reports", lines(_SIZES, {"ours": "serve/memory asked"}), 4000, "4 GB"),
    ]
    return [panel for panel in panels if panel.lines]


def _targets(figures: Figures) -> str:
    rows = []
    for target in TARGETS:
        figure = figure_of(target, figures)
        kept = {None: "not run", True: "met", False: "**not met**"}[None if figure is None else target.kept(figure)]
        shown = _NOT if figure is None else f"{_number(figure)} {target.unit}".strip()
        rows.append((target.name, target.wanted, shown, kept))
    return _table(("target", "wanted", "measured", ""), rows)


def _ratios(figures: Figures) -> str:
    compared = {
        "ingest, by the clock": ("{}/ingest/work", "ours/ingest/work"),
        "ingest, processors' time": ("{}/ingest/cpu", "ours/ingest/cpu"),
        "one report changed": ("{}/ingest/work", "ours/change/work"),
        **{f"{kind} question (p50)": (f"{kind}/{{}}/p50", f"{kind}/ours/p50") for kind in KINDS},
        "memory of ingest": ("{}/ingest/memory", "ours/ingest/memory"),
        "disk": ("{}/ingest/disk", "ours/ingest/disk"),
    }
    columns = [(scene, who) for scene in _SIZES for who in ("encode", *RECIPES)]
    columns = [(scene, who) for scene, who in columns if f"{scene}/{who}/ingest/work" in figures]
    rows = [
        (name, *(_ratio(figures, f"{scene}/{theirs.format(who)}", f"{scene}/{ours}") for scene, who in columns))
        for name, (theirs, ours) in compared.items()
    ]
    shown = {**_WHO, "encode": "encode alone"}
    return _table(("", *(f"{shown[who]}, {scene}" for scene, who in columns)), rows)


def _ingest(figures: Figures) -> str:
    columns = {"s": "work", "processors' s": "cpu", "start, s": "start", "memory, MB": "memory", "disk, MB": "disk"}
    ways = {
        **{f"{shown}, all": f"{who}/ingest" for who, shown in _WHO.items()},
        "ours, one report changed": "ours/change",
        "ours, nothing changed": "ours/nothing",
        "encode alone": "encode/ingest",
        "ours, all": "ours/ingest",
    }
    rows = [
        (title, way, *(_cell(figures, f"{scene}/{name}/{column}") for column in columns.values()))
        for scene, title in SCENES.items()
        for way, name in ways.items()
        if f"{scene}/{name}/work" in figures
    ]
    return _table(("of", "by", *columns), rows)


def _questions(figures: Figures) -> str:
    columns = {**_WHO, "ours whole": "ours, with proposals"}
    rows = [
        (title, kind, *(_percentiles(figures, f"{scene}/{kind}/{who}") for who in columns))
        for scene, title in SCENES.items()
        for kind in KINDS
        if f"{scene}/{kind}/ours/p50" in figures
    ]
    return _table(("over", "kind", *columns.values()), rows)


def _parts(figures: Figures) -> str:
    rows = [
        (title, *(_percentiles(figures, f"{scene}/open/{part}") for part in PARTS))
        for scene, title in SCENES.items()
        if f"{scene}/open/chroma/p50" in figures
    ]
    return _table(("over", "encode", "Chroma query", "FTS5"), rows)


def _lists(figures: Figures) -> str:
    columns = {"ours, recall": "recall/ours", "ours, precision": "precision/ours"}
    columns |= {f"{_WHO[who]}, recall": f"recall/{who}" for who in RECIPES}
    rows = [
        (title, *(_cell(figures, f"{scene}/{name}", 3) for name in columns.values()))
        for scene, title in SCENES.items()
        if f"{scene}/recall/ours" in figures
    ]
    return _table(("over", *columns), rows)


def _evidence(figures: Figures) -> str:
    if "ranks/ja/questions" not in figures:
        return "R@k was not run: its passages are not part of this repository, and ../shared/eval is not here."
    depths = ("R@1", "R@5", "R@10")

    def asked(code: str) -> str:
        return _cell(figures, f"ranks/{code}/questions", 0)

    rows = [
        (name, asked(code), shown, *(_cell(figures, f"ranks/{code}/{who}/{depth}", 3) for depth in depths))
        for code, name in LANGUAGES.items()
        for who, shown in _WHO.items()
    ]
    about = "2,304 Japanese passages (JSQuAD), each under its title; here the recipes may return ten chunks."
    return f"{about}\n\n{_table(('questions', 'number', 'by', *depths), rows)}"


def _needs(figures: Figures) -> str:
    rows = [
        (name, _cell(figures, f"needs/{name}/questions", 0), *(_share(figures, f"needs/{name}/{who}") for who in _WHO))
        for name in _SETS
        if f"needs/{name}/ours" in figures
    ]
    return _table(("set", "questions", "ours, right", *(f"{_WHO[who]}, all is there" for who in RECIPES)), rows)


def _server(figures: Figures) -> str:
    columns = {"`/health`, s": "health", "`/ready`, s": "ready", "MB, ready": "memory", "MB, asked": "memory asked"}
    rows = [
        (title, *(_cell(figures, f"{scene}/serve/{name}") for name in columns.values()))
        for scene, title in SCENES.items()
        if f"{scene}/serve/ready" in figures
    ]
    return _table(("over", *columns), rows)


def _carrying(figures: Figures) -> str:
    columns = {
        "questions a second": "per second",
        "p50, ms": "p50",
        "p95": "p95",
        "failed": "failed",
        "MB of a process": "memory",
        "MB of Chroma": "chroma",
        "moving the vectors there, s": "move",
    }
    ways = {"one process": "one", "two, and a Chroma server": "two"}
    rows = [(way, *(_cell(figures, f"carry/{name}/{what}") for what in columns.values())) for way, name in ways.items()]
    return _table(("", *columns), rows)


def _many(figures: Figures) -> str:
    columns = {
        "questions": "questions",
        "p50, s": "p50_seconds",
        "p95": "p95_seconds",
        "p99": "p99_seconds",
        "a second": "a_second",
        "errors": "errors",
        "visits answered otherwise than alone": "visits_answered_otherwise",
        "MB grown": "megabytes_grown",
    }
    ways = {"over the API": "api", "by the chat page's queue": "chat"}
    rows = [
        (shown, *(_cell(figures, f"many/{way}_{name}") for name in columns.values())) for shown, way in ways.items()
    ]
    return _table(("asked", *columns), rows)


def _arithmetic(figures: Figures) -> str:
    rows = []
    for name, reckoning, reckon in RECKONINGS:
        try:
            rows.append((name, reckoning, f"{_number(reckon(figures))}"))
        except (KeyError, ZeroDivisionError):  # not measured, or nothing has grown
            rows.append((name, reckoning, _NOT))
    return _table(("what", "reckoned as", "figure"), rows)


def _switch(figures: Figures) -> str:
    if "passages/switch/p95" not in figures:
        return "Not run."
    columns = {"p50, ms": "p50", "p95": "p95", "p99": "p99", "highest": "highest"}
    spans = {"before the build": "before", "while it ran": "during", "after it": "after"}
    rows = [
        (span, *(_cell(figures, f"passages/switch/{name}/{what}") for what in columns.values()))
        for span, name in spans.items()
    ]
    asked, failed, build = (_cell(figures, f"passages/switch/{name}") for name in ("asked", "failed", "build"))
    about = (
        f"Two askers over HTTP without a pause: {asked} questions of all kinds, {failed} failed. Beside them one "
        f"report was\nchanged and built in {build} s."
    )
    return f"{about}\n\n{_table(('asked', *columns), rows)}"


def _walls(figures: Figures) -> str:
    rows = [
        (size, (f"{panel.title}: {name}", panel.wall, f"{float(f'{size:.2g}'):,.0f} {panel.sizes}"))
        for panel in panels_of(figures)
        for name, points in panel.lines.items()
        if name.startswith("ours") and (size := wall_of(points, panel.limit)) and size < _IN_SIGHT * points[-1][0]
    ]
    return _table(("line", "wall", "met at"), [row for _, row in sorted(rows)])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(figures: Figures, name: str, digits: int | None = None) -> str:
    if name not in figures:
        return _NOT
    return _number(figures[name]) if digits is None else f"{figures[name]:,.{digits}f}"


def _share(figures: Figures, name: str) -> str:
    return f"{100 * figures[name]:.0f} %" if name in figures else _NOT


def _percentiles(figures: Figures, name: str) -> str:
    cells = [_cell(figures, f"{name}/p{share}") for share in (50, 95, 99)]
    return " / ".join(cells) if cells[0] != _NOT else _NOT


def _ratio(figures: Figures, theirs: str, ours: str) -> str:
    return _number(figures[theirs] / figures[ours]) if theirs in figures and figures.get(ours) else _NOT


def _number(figure: float) -> str:
    """Return three digits that count: 1,234 · 12.3 · 0.0123."""
    return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.3g}"
