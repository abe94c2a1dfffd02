"""What a data folder holds, as plain data: reports with what staff should look at, generations, builds, sizes."""

from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from ingest.asked import Asked
from ingest.disk import TRUTH
from ingest.folders import UPLOADS
from ingest.generations import Store
from ingest.journal import read_journal
from ingest.plain import from_json
from ingest.second_reading import Notes
from ingest.store import Generation, generation_folder, open_generation
from ingest.summaries import Summary
from ingest.versions import changed_tables

_PARTS = ("documents", UPLOADS, "generations", "models", TRUTH, "chat.sqlite3")


def take_stock(store: Store, model: str) -> dict[str, object]:
    """Return what `status` tells; `model` is the fingerprint of the model in use, sizes are in bytes.

    Before the first build there is no generation, but there may be builds that failed.
    """
    running = store.is_building()
    about: dict[str, object] = {"generation": None, "built": None, "model": None}
    about |= {"changed_tables": [], "changed_model": None, "reports": [], "problems": [], "model_reading": {}}
    if store.current() or store.generations():
        with closing(open_generation(store.data)) as generation:
            about |= _about_current(store, generation, model)
    return {
        **about,
        "generations": [_about_generation(store, name) for name in store.generations()],
        "running": running,
        "builds": [asdict(entry) for entry in read_journal(store.data, running=running)],
        "sizes": {name: size_of(store.data / name) for name in _PARTS},
    }


def _about_current(store: Store, generation: Generation, model: str) -> dict[str, object]:
    return {
        "generation": generation.id,
        "built": generation.about.get("built"),
        "model": generation.fingerprint,
        "changed_tables": changed_tables(generation.about),
        "changed_model": model if model != generation.fingerprint else None,
        "reports": [_about(summary) for summary in generation.summaries.values()],
        "problems": [{"path": one.path, "reason": one.problem} for one in generation.documents if one.problem],
        "model_reading": _model_reading(store, generation),
    }


def _model_reading(store: Store, generation: Generation) -> dict[str, dict[str, object]]:
    """Return how the chat model's last reading of each report went, by the report's path; nothing where none read."""
    told = {report: from_json(Notes, text) for report, text in Asked(store.data).notes().items()}
    return {
        one.path: asdict(notes) | {"words": notes.in_words}
        for one in generation.summaries.values()
        if (notes := told.get(one.report))
    }


def size_of(path: Path) -> int:
    """Return how many bytes a file or all files of a folder take; 0 where there is nothing."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.lstat().st_size for file in files if file.is_file())


def _about(summary: Summary) -> dict[str, object]:
    plain = asdict(summary) | {"host_city": summary.host, "people": len(summary.people), "places": len(summary.places)}
    return {name: value for name, value in plain.items() if name not in ("host", "digest")}


def _about_generation(store: Store, name: str) -> dict[str, object]:
    folder = generation_folder(store.data, name)
    about: dict[str, object] = {"id": name, "current": name == store.current(), "bytes": size_of(folder)}
    found: Generation | None = store.open(name)
    if found is None:
        return {**about, "whole": False}
    with closing(found) as generation:
        reports = generation.summaries.values()
        talks = sum(summary.talks for summary in reports)
        built = generation.about.get("built")
        return {**about, "whole": True, "built": built, "reports": len(reports), "talks": talks}
