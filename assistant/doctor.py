"""Look at a deployment as whoever runs it would: model, index, permissions, disk, fonts, readers; say what to do.

A chat model is asked a trifle, where one is set; what a server of ours shows is looked at by `assistant.probes`.
"""

import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.access import Access
from assistant.api_gate import read_keys, read_rate
from assistant.fonts import kanji_are_drawn
from assistant.headers import read_origins
from assistant.logs import STRUCK, secrets_of
from assistant.readers import check_secret
from assistant.retrieval import SeminarRetriever
from assistant.settings import AssistantSettings
from ingest.embeddings import FingerprintedEmbeddings, fingerprint_of
from ingest.errors import SeminarError, first_of
from ingest.models import TRIFLE, ModelSilent, open_configured
from ingest.settings import IngestSettings
from ingest.store import Generation, current_generation, generation_folder, open_generation
from ingest.versions import changed_tables

State = Literal["good", "open", "warning", "problem"]
_MODEL_ADVICE = {  # by what is in the trouble its server makes, the empty one for all else
    r"\b40[13]\b|Authentication|PermissionDenied": "The key is refused: set that server's in SEMINAR_CHAT_API_KEY.",
    r"\b404\b|NotFound": "Is the model there, under its name in SEMINAR_CHAT_MODEL? For openai:, does "
    "SEMINAR_CHAT_BASE_URL end in /v1?",
    r"\b429\b|RateLimit": "That server takes no more now: wait, or see to its limits.",
    r"Connect|connect|nothing came": "Does its server run, at SEMINAR_CHAT_BASE_URL? Answers go on without it.",
    "": "See what its server's log says. Answers go on without it.",
}
BUILD = "Run 'python -m ingest build'."
_SHORT_PASSWORD = 12  # characters
_SETTINGS: Sequence[Callable[[AssistantSettings], object]] = (  # each raises what the server would not start with
    lambda settings: read_origins(settings.embed_origins),
    Access,
    lambda settings: Access(settings, whose="READER"),
    lambda settings: check_secret(settings.embed_secret),
    lambda settings: read_keys(settings.api_keys),
    lambda settings: read_rate(settings.api_rate),
)
_SPARE_BYTES = 500 << 20  # beside the index: documents, conversations, uploads
_ALIKE = ("会議は何人が参加しましたか？", "有多少人参加了会议？")
_UNLIKE = "港湾の深さは十五メートルである。"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found; `advice` says what to do where something is wrong. `open` is what could not be checked."""

    check: str
    state: State
    told: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Deployment:
    """What is looked at: the settings and the names they were given by, the folders, how the model is loaded."""

    settings: AssistantSettings
    ingest: IngestSettings
    corpus: Path
    data: Path
    load: Callable[[], FingerprintedEmbeddings]
    names: Sequence[str] = ()


Check = Callable[[Deployment], Iterable[Finding]]


def examine(place: Deployment, checks: Sequence[str] = ()) -> Iterator[Finding]:
    """Yield what is found on this machine by these checks, by default all, the quick ones first."""
    for name in checks or CHECKS:
        try:
            yield from CHECKS[name](place)
        except (SeminarError, OSError) as error:
            yield Finding(name, "problem", str(error))


def _settings(place: Deployment) -> Iterator[Finding]:
    known = {f"SEMINAR_{name}".upper() for one in (place.settings, place.ingest) for name in type(one).model_fields}
    unknown = [name for name in place.names if name.upper().startswith("SEMINAR_") and name.upper() not in known]
    if unknown:
        yield Finding("settings", "warning", f"{', '.join(unknown)}: no such setting", "Look for a slip in the name.")
    wrong = [str(error) for check in _SETTINGS if (error := _refused(check, place.settings))]
    yield from (Finding("settings", "problem", told) for told in wrong)
    for name in ("admin_password", "reader_password", "embed_secret"):
        length = len(getattr(place.settings, name))
        if 0 < length < _SHORT_PASSWORD:
            told = f"SEMINAR_{name.upper()} has {length} characters"
            yield Finding("settings", "warning", told, f"Take {_SHORT_PASSWORD} or more, best made by a program.")
    if not wrong:
        yield Finding("settings", "good", "can be used")


def _refused(check: Callable[[AssistantSettings], object], settings: AssistantSettings) -> SeminarError | None:
    """Return why the server would not start with these settings."""
    try:
        check(settings)
    except SeminarError as error:
        return error
    return None


def _corpus(place: Deployment) -> Iterator[Finding]:
    if not place.corpus.is_dir():
        advice = "Make it and put the reports into it, or name another in SEMINAR_CORPUS."
        yield Finding("corpus", "problem", f"{place.corpus} is no folder", advice)
        return
    files = [path for path in place.corpus.rglob("*") if path.is_file()]
    yield from _closed("corpus", files, os.R_OK, "read")
    yield Finding("corpus", "good" if files else "warning", f"{len(files)} files in {place.corpus}")


def _permissions(place: Deployment) -> Iterator[Finding]:
    if not place.data.is_dir():
        yield Finding("permissions", "problem", f"{place.data} is no folder", BUILD)
        return
    try:
        with tempfile.TemporaryFile(dir=place.data):
            pass
    except OSError as error:
        advice = "Let the user who runs the server write there: conversations are kept in it."
        yield Finding("permissions", "problem", f"{place.data} cannot be written ({error.strerror})", advice)
    files = [path for path in place.data.rglob("*") if path.is_file()]
    yield from _closed("permissions", files, os.R_OK, "read")
    yield from _closed("permissions", sorted(place.data.glob("*.sqlite3*")), os.W_OK, "written")
    private = [place.data / "chat.sqlite3", Path(".env")]
    shared = [path for path in private if path.exists() and os.name == "posix" and _open_to_all(path)]
    if shared:
        told = f"everybody on this machine can read {', '.join(map(str, shared))}"
        yield Finding("permissions", "warning", told, f"chmod o= {' '.join(map(str, shared))}")
    yield Finding("permissions", "good", f"{len(files)} files in {place.data} looked at")


def _closed(check: str, files: Iterable[Path], mode: int, verb: str) -> Iterator[Finding]:
    closed = [str(path) for path in files if not os.access(path, mode)]
    if closed:
        advice = "Build and serve as one user, or give the files to the user who runs the server."
        yield Finding(check, "problem", f"{len(closed)} files cannot be {verb}: {first_of(closed)}", advice)


def _open_to_all(path: Path) -> bool:
    """Return whether others may read a file: it and every folder above it."""
    modes = [
        path.stat().st_mode & stat.S_IROTH,
        *(above.stat().st_mode & stat.S_IXOTH for above in path.resolve().parents),
    ]
    return all(modes)


def _index(place: Deployment) -> Iterator[Finding]:
    with closing(open_generation(place.data)) as generation:
        current = current_generation(place.data)
        if generation.id != current:
            yield Finding("index", "problem", f"generation {current} is damaged; {generation.id} answers", BUILD)
        fingerprint = fingerprint_of(place.ingest.embedding_model, place.data / "models")
        if fingerprint != generation.fingerprint:
            told = f"made with the model {generation.fingerprint}, here it is {fingerprint}"
            yield Finding("index", "problem", told, f"{BUILD} Or set SEMINAR_EMBEDDING_MODEL as it was.")
        if changed := changed_tables(generation.about):
            yield Finding("index", "warning", f"made with other tables: {', '.join(changed)}", BUILD)
        yield from _contents(generation)


def _contents(generation: Generation) -> Iterator[Finding]:
    """Yield what the index holds and what its build could not read, and whether words are found in it."""
    if skipped := [one.path for one in generation.documents if one.problem]:
        advice = "'python -m ingest status' says why."
        yield Finding("index", "warning", f"{len(skipped)} documents were not read: {first_of(skipped)}", advice)
    told = f"generation {generation.id}: {len(generation.reports)} reports, {generation.passage_count} passages"
    if not generation.reports:
        yield Finding("index", "problem", told, f"Put reports into the corpus. {BUILD}")
        return
    if not _finds(generation, lambda text: [], "words"):
        yield Finding("index", "problem", f"{told}; a passage is not found by its own words", BUILD)
        return
    yield Finding("index", "good", told)


def _finds(generation: Generation, embed: Callable[[str], list[float]], arm: Literal["words", "meaning"]) -> bool:
    """Return whether a passage is found by its own text."""
    passage = next(iter(generation.passages.values()))
    hits = SeminarRetriever(generation=generation, embed=embed).search(passage.excerpt.text, count=10, arm=arm)
    return passage.id in [hit.passage for hit in hits]


def _model(place: Deployment) -> Iterator[Finding]:
    if not place.data.is_dir():
        yield Finding("model", "open", "not tried: a build unpacks it into the data folder", BUILD)
        return
    started = time.perf_counter()
    model = place.load()
    loaded, started = time.perf_counter() - started, time.perf_counter()
    asked, same = (model.embed_query(text) for text in _ALIKE)
    took = (time.perf_counter() - started) / 2
    (unlike,) = model.embed_documents([_UNLIKE])
    if _product(asked, same) <= _product(asked, unlike):
        told = "a Japanese question is no nearer to its Chinese translation than to something else"
        yield Finding("model", "warning", told, "Take a multilingual model, such as the bundled one.")
    if current_generation(place.data):  # that there is none is told by another check
        with closing(open_generation(place.data)) as generation:
            if generation.fingerprint == model.fingerprint and not _finds(generation, model.embed_query, "meaning"):
                yield Finding("model", "problem", "a passage is not found by its own meaning", BUILD)
    yield Finding("model", "good", f"loaded in {loaded:.1f} s, a question takes {took * 1000:.0f} ms")


def _product(left: Iterable[float], right: Iterable[float]) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True))


def _disk(place: Deployment) -> Iterator[Finding]:
    current = current_generation(place.data)
    files = generation_folder(place.data, current).rglob("*") if current else ()
    index = sum(path.stat().st_size for path in files if path.is_file())
    there = next(folder for folder in (place.data, *place.data.resolve().parents) if folder.exists())
    free = shutil.disk_usage(there).free
    told = f"{free / 1e9:.1f} GB free, the index has {index / 1e9:.2f} GB"
    if free < 2 * index + _SPARE_BYTES:
        state: State = "problem" if free < index + _SPARE_BYTES // 10 else "warning"
        advice = "A build writes the index anew beside the old one, and conversations grow: make room."
        yield Finding("disk", state, told, advice)
    else:
        yield Finding("disk", "good", told)


def _fonts(place: Deployment) -> Iterator[Finding]:
    if kanji_are_drawn():
        yield Finding("fonts", "good", "kanji can be drawn")
    else:
        told = "no font for kanji on this machine: PDFs that hold none of their own are drawn without text"
        yield Finding("fonts", "warning", told, "Install one (Debian, Ubuntu: sudo apt install fonts-noto-cjk).")


def _readers(place: Deployment) -> Iterator[Finding]:
    """Yield who is let in to the chat, and what of that cannot work."""
    settings = place.settings
    ways = {
        "by a password": bool(settings.reader_password),
        f"by the header {settings.reader_header} of a proxy": bool(settings.reader_header),
        "by the token of a page that holds the chat": bool(settings.embed_secret),
    }
    if settings.embed_secret and not settings.embed_origins.strip():
        told = "SEMINAR_EMBED_SECRET is set, and no page may hold the chat"
        yield Finding("readers", "warning", told, "Name the origins of the pages in SEMINAR_EMBED_ORIGINS.")
    told = ", or ".join(way for way, taken in ways.items() if taken) or "without signing in"
    programs = (
        "" if settings.api_keys.split() or not any(ways.values()) else "; programs only once SEMINAR_API_KEYS is set"
    )
    yield Finding("readers", "good", f"let in {told}{programs}")


def _chat_model(place: Deployment) -> Iterator[Finding]:
    """Yield whether the chat model answers, where one is set; what its server says of a key is not repeated."""
    model = open_configured(place.ingest)
    if model is None:
        yield Finding("chat model", "good", "none is set; answers are computed without one")
        return
    started = time.perf_counter()
    try:
        said = model.ask([TRIFLE]).strip()
    except ModelSilent as silent:
        told, kind = str(silent), silent.why
        for secret in secrets_of(place.ingest):
            told = told.replace(secret, STRUCK)
        advice = next((what for sign, what in _MODEL_ADVICE.items() if re.search(sign, told)), _MODEL_ADVICE[""])
        yield Finding("chat model", "problem", f"{model.name} does not answer ({kind}): {told}", advice)
        return
    took = f"{time.perf_counter() - started:.1f} s"
    if said:
        yield Finding("chat model", "good", f"{model.name} answers in {took}")
    else:
        yield Finding("chat model", "warning", f"{model.name} answers with nothing", "Is it a model that can chat?")


CHECKS: Mapping[str, Check] = {
    "settings": _settings,
    "corpus": _corpus,
    "permissions": _permissions,
    "disk": _disk,
    "index": _index,
    "fonts": _fonts,
    "model": _model,
    "readers": _readers,
    "chat model": _chat_model,
}
