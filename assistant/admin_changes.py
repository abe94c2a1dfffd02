"""Changes of the index in the words of the staff page: the sum in one line, then every document."""

from collections.abc import Iterator, Sequence
from html import escape

from assistant.desk import Desk
from assistant.page_phrases import word
from assistant.phrases import say
from assistant.problems import problem_html
from ingest.change_records import COUNTED, Changes, Count, DocumentChange, FieldChange, PlaceName, TalkLine

_ALWAYS = ("reports", "talks")  # said also where nothing of them changes
_SHOWN = 100  # documents, and entries of a list


def sum_up(changes: Changes, desk: Desk) -> str:
    """Return the sum of changes in one line; what is gone is said even where that is nothing."""
    counts = changes.counts
    named: list[tuple[str, Count]] = [(name, getattr(counts, name)) for name in COUNTED]
    parts = [
        desk.say(f"count_{name}", added=count.added, removed=count.removed)
        for name, count in named
        if name in _ALWAYS or count.added or count.removed
    ]
    numbers = {name: getattr(counts, name) for name in ("facts", "renamed", "duplicates", "skipped")}
    parts += [desk.say(f"count_{name}", count=count) for name, count in numbers.items() if count]
    return say("comma", desk.language).join(parts)


def show_changes(changes: Changes, desk: Desk) -> str:
    """Return changes as HTML."""
    if changes.empty and not changes.documents and not changes.corrections_lost:
        return f'<p class="sum">{desk.html("no_changes")}</p>'
    parts = [f'<p class="sum">{escape(sum_up(changes, desk))}</p>']
    parts += [f'<p class="told">{desk.html(f"anew_{reason}")}</p>' for reason in changes.anew]
    parts += _corrections(changes, desk)
    shown = changes.documents[:_SHOWN]
    items = [f"<li>{_document(one, desk)}</li>" for one in shown]
    if others := len(changes.documents) - len(shown):
        items.append(f"<li>{desk.html('documents_more', count=others)}</li>")
    return "".join([*parts, f'<ul class="changes">{"".join(items)}</ul>' if items else ""])


def _corrections(changes: Changes, desk: Desk) -> Iterator[str]:
    numbers = {
        "applied": changes.corrections_applied,
        "lost": len(changes.corrections_lost),
        "waiting": changes.corrections_waiting,
    }
    said = [desk.say(f"corrections_{name}", count=count) for name, count in numbers.items() if count]
    lost = "".join(
        f"<li>{escape(one.path)} {escape(_field(desk, one.about))} {problem_html(one.problem, desk.language)}</li>"
        for one in changes.corrections_lost[:_SHOWN]
    )
    if said:
        text = escape(say("comma", desk.language).join(said))
        yield f'<div class="told">{text}{f"<ul>{lost}</ul>" if lost else ""}</div>'


def _document(document: DocumentChange, desk: Desk) -> str:
    tag = f'<span class="tag {document.status}">{desk.html(f"change_{document.status}")}</span>'
    moved = " → ".join(escape(path) for path in (document.was, document.path) if path)
    known = [
        word("edition", desk.language, edition=document.edition) if document.edition else "",
        word("year", desk.language, year=document.year) if document.year else "",
        document.host or "",
        desk.say("note_series") if document.other_series else "",
    ]
    about = " ".join(filter(None, known))
    head = f'{tag} <b>{escape(about)}</b> <span class="path">{moved}</span>'
    why = f'<p class="why">{problem_html(document.reason, desk.language)}</p>' if document.reason else ""
    lines = [*_fields(document.fields, desk), *_talks(document, desk), *_names(document, desk)]
    if document.status == "changed" and not lines:
        lines.append(desk.html("change_same"))
    if document.unreadable_pages:
        pages = ", ".join(map(str, document.unreadable_pages))
        lines.append(desk.html("change_unreadable", pages=pages))
    return head + why + (f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>" if lines else "")


def _fields(changed: Sequence[FieldChange], desk: Desk, talk: TalkLine | None = None) -> Iterator[str]:
    for one in changed:
        label = f"{talk.who} {desk.say(f'talk_{one.name}')}" if talk else _field(desk, one.name)
        values = (_value(one.name, value, desk) for value in (one.before, one.after))
        before, after = map(escape, values)
        yield f"{escape(label)}: <del>{before}</del> → <ins>{after}</ins>"


def _value(name: str, value: str | None, desk: Desk) -> str:
    if value is None:
        return desk.say("nothing_stated")
    return say(f"history_{value}", desk.language) if name == "role" else value


def _field(desk: Desk, name: str) -> str:
    """Return how a field of an event is called, and whoever spoke as they are."""
    try:
        return desk.say(f"field_{name}")
    except KeyError:
        return name


def _talks(document: DocumentChange, desk: Desk) -> Iterator[str]:
    for one in document.talks_changed:
        yield from _fields(one.fields, desk, one.talk)
    for key, talks in (("added", document.talks_added), ("removed", document.talks_removed)):
        if talks:
            yield _list(desk, f"talks_{key}", [_talk(talk) for talk in talks])


def _names(document: DocumentChange, desk: Desk) -> Iterator[str]:
    lists = {
        "people_added": document.people_added,
        "people_removed": document.people_removed,
        "places_added": [_place(place, desk) for place in document.places_added],
        "places_removed": [_place(place, desk) for place in document.places_removed],
    }
    yield from (_list(desk, key, names) for key, names in lists.items() if names)


def _list(desk: Desk, key: str, items: Sequence[str]) -> str:
    shown = escape(say("comma", desk.language).join(items[:_SHOWN])) + ("…" if len(items) > _SHOWN else "")
    return f"{desk.html(key, count=len(items))} <small>{shown}</small>"


def _talk(talk: TalkLine) -> str:
    return f"{talk.who}「{talk.topic}」" if talk.topic else talk.who


def _place(place: PlaceName, desk: Desk) -> str:
    return {"ja": place.ja, "zh-Hans": place.zh_hans, "zh-Hant": place.zh_hant, "en": place.en}[desk.language]
