"""Answer → the same answer in a chat model's words: sentence by sentence, each shown only once it is proved.

The computed answer is never changed. What the model adds stands above it; where it fails, is slow or writes what
cannot be proved, the computed answer alone remains, and that is said.
"""

import logging
import re
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from assistant.archive import Archive
from assistant.grounds import MARK, Evidence, evidence_of
from assistant.prompts import (
    Task,
    bare,
    echoes,
    telling,
    to_complete,
    to_repair,
    to_translate,
    to_write,
    unlabelled,
)
from assistant.proof import prove
from assistant.records import Answer, Language, Written
from assistant.translations import completion_stands, translation_stands
from assistant.wording import escape
from ingest.models import ChatModel, ModelSilent, open_configured
from ingest.settings import IngestSettings
from ingest.text import to_simplified, to_traditional

_log = logging.getLogger(__name__)
# A sentence ends at its stop, with the closing brackets and marks that follow it; one that may go on waits.
_MARKS = r"(?:\s*[〔\[【]\s*\d[\d\s,、，]*[〕\]】])*"
_SENTENCE = re.compile(
    r"[^。！？!?\n]*?(?:[。！？!?]|(?<=[a-z〕\])”\"0-9])(?<!\b[Vv]ol)\.(?=\s)|\n)[」』”\"’）)]*" + _MARKS
)
_MARK_TO_COME = re.compile(r"\s*(?:[〔\[【][\d\s,、，]*)?")
_BULLET = re.compile(r"^(?:[-*・•#>]+|\d{1,2}[.)）、])\s*")
_WHO = re.compile(r"^\((?:[^()]|\([^()]*\)){2,80}\)\s+(?=\S)")  # who is known to speak, as a source begins
_TWICE = re.compile(r"(\w{2,})\s?[〔（(]\s?\1\s?[〕）)]")  # a name with itself in brackets
_HEADED = re.compile(r"^(第\d+[回届屆])[（(][^（）()]*[）)]\s*[:：]?\s*(?=\1)")  # said again behind it
_NO_SENTENCE = re.compile(r"[\s=。.!?！？]*|\s*第\d+[回届屆][（(][^（）()]*[）)]\s*")  # of the task's own frame
_JAPANESE_QUOTED = re.compile(r"([「『“\"][^「」『』“”\"]*[\u3041-\u30fa][^「」『』“”\"]*[」』”\"])")
_PRINTS = {"zh-Hans": to_simplified, "zh-Hant": to_traditional}
_STOPS = "。.!?！？"
_MOST_BEFORE = 3  # questions
_MOST_REPAIRS = 3
_MOST_AGAIN = 2  # sentences that say nothing new, one after another: a small model may repeat itself without end
_REMARKS = {"uncited", "unknown_citation", "unsupported"}  # faults of what is no statement; not mended beside others
_MOST_TRANSLATIONS = 4
_KEPT_TRANSLATIONS = 2000


@dataclass(slots=True)
class Writer:
    """Words answers with a chat model; one for all conversations."""

    model: ChatModel
    _translated: "OrderedDict[tuple[str, Language], str]" = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def write(self, answer: Answer, archive: Archive) -> Iterator[Answer]:
        """Yield the answer as its wording grows; the last one is final."""
        if answer.status != "answered" or not answer.citations:
            return
        started = time.perf_counter()
        limits = self.model.limits
        task = to_write(answer, archive, context=limits.context, room=2 * limits.answer)
        evidence = evidence_of(answer, archive)
        written = Written(self.model.name, given=task.given)
        yield replace(answer, written=written)
        try:
            for step in self._sentences(task, evidence, written):
                written = step
                yield replace(answer, written=written)
            written = replace(written, state="done")
            for step in self._translations(answer, archive, written):
                written = step
                yield replace(answer, written=written)
        except ModelSilent as silent:
            _log.warning("the chat model %s gave no whole answer: %s", self.model.name, silent)
            written = replace(written, state=silent.why)
        about = {"model": self.model.name, "state": written.state, "sources": task.given, "tokens": task.tokens}
        about |= {"kept": written.kept, "corrected": written.corrected, "dropped": written.dropped}
        about |= {"ms": round((time.perf_counter() - started) * 1000)}
        _log.info("wording", extra={"fields": about})
        yield replace(answer, written=written)

    def complete(self, question: str, history: Sequence[str], language: Language, archive: Archive) -> str:
        """Return a follow-up as a question that stands alone, empty where the model does not tell or tells more."""
        before = history[-_MOST_BEFORE:]
        try:
            said = self.model.ask(to_complete(question, before, language)).strip()
        except ModelSilent as silent:
            _log.warning("the chat model %s did not complete a question: %s", self.model.name, silent)
            return ""
        stands = "\n" not in said and completion_stands(said, [*before, question], language, archive)
        return said if stands else ""

    def _sentences(self, task: Task, evidence: Evidence, written: Written) -> Iterator[Written]:
        """Yield the wording as it grows by sentences that are proved; what is not is corrected once or dropped.

        They are corrected at the end: a model that answers one at a time would wait for itself.
        """
        doubtful: list[tuple[str, list[str]]] = []
        again = 0
        for raw in split_sentences(self.model.write(task.messages)):
            said = _tidy(raw, evidence.language)
            if not said or echoes(said, evidence.language):
                continue
            proved, faults = prove(said, evidence)
            if faults:
                doubtful.append((said, faults))
            else:
                grown = _grown(written, _marked(said, proved, evidence.language))
                again = again + 1 if grown is written else 0
                if again > _MOST_AGAIN:
                    break
                written = grown
                yield written
        for number, (said, faults) in enumerate(doubtful):
            worth = number < _MOST_REPAIRS and not (written.kept and set(faults) <= _REMARKS)
            better = self._repaired(task, said, faults, evidence) if worth else ""
            about = {"fate": "corrected" if better else "dropped", "faults": ", ".join(faults)}
            _log.info("sentence", extra={"fields": about, "texts": {"sentence": said}})
            grown = _grown(written, better) if better else written
            if grown is written:
                written = replace(written, dropped=written.dropped + 1)
            else:
                written = replace(grown, corrected=written.corrected + 1)
            yield written

    def _repaired(self, task: Task, sentence: str, faults: Sequence[str], evidence: Evidence) -> str:
        answered = self.model.ask(to_repair(task, sentence, faults, evidence.language))
        said = next((_tidy(one, evidence.language) for one in split_sentences([answered])), "")
        proved, _ = prove(said, evidence) if said and not echoes(said, evidence.language) else ((), [])
        return _marked(said, proved, evidence.language) if proved else ""

    def _translations(self, answer: Answer, archive: Archive, written: Written) -> Iterator[Written]:
        """Yield the wording with the quotations of another language translated, one more each time."""
        foreign = [
            citation
            for citation in telling(answer)
            if (report := archive.report(citation.report))
            and report.language[:2] != answer.language[:2]
            and not bare(citation, answer)
        ]
        for citation in foreign[:_MOST_TRANSLATIONS]:
            key = (citation.quote, answer.language)
            with self._lock:
                known = self._translated.get(key)
            if known is None:
                said = _in_print(self.model.ask(to_translate(citation.quote, answer.language)), answer.language)
                said = " ".join(said.split()).strip('「」『』“”"= ')
                known = said if translation_stands(citation.quote, said, answer.language, archive) else ""
                with self._lock:
                    self._translated[key] = known
                    if len(self._translated) > _KEPT_TRANSLATIONS:
                        self._translated.popitem(last=False)
            if known:
                written = replace(written, translations=(*written.translations, (citation.id, known)))
                yield written


def open_writer(settings: IngestSettings) -> Writer | None:
    """Return a writer with the model the settings name, None if they name none; SeminarError says what is amiss."""
    model = open_configured(settings)
    return Writer(model) if model else None


def split_sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the sentences of a text that comes in pieces, each as soon as it is sure to be whole.

    >>> list(split_sentences(["札幌市が発表し", "ました。〔1〕", "次に", "瀋陽市です〔2〕。"]))
    ['札幌市が発表しました。〔1〕', '次に瀋陽市です〔2〕。']
    """
    left = ""
    for piece in pieces:
        left += piece
        while (found := _SENTENCE.match(left)) and not _MARK_TO_COME.fullmatch(left, found.end()):
            yield found[0]
            left = left[found.end() :]
    while found := _SENTENCE.match(left + "\n"):
        if found[0].strip():
            yield found[0].strip("\n")
        left = left[found.end() :]
        if not left.strip():
            return


def _grown(written: Written, sentence: str) -> Written:
    """Return the wording with one more sentence, unless it says that already."""
    shown = _shown(sentence)
    return written if shown in written.text else replace(written, text=written.text + shown, kept=written.kept + 1)


def _tidy(sentence: str, language: Language) -> str:
    """Return a sentence without bullet and label, in the print of its language.

    Empty if it is a fence, a heading, or what is left of a sentence that was cut within brackets.
    """
    unmarked = _BULLET.sub("", sentence.strip()).replace("**", "").strip()
    plain = _WHO.sub("", unlabelled(unmarked, language))
    return (
        _HEADED.sub("", _TWICE.sub(r"\1", _in_print(plain, language)))
        if not _NO_SENTENCE.fullmatch(MARK.sub("", plain)) and not _closes_more_than_it_opens(MARK.sub("", plain))
        else ""
    )


def _closes_more_than_it_opens(text: str) -> bool:
    return len(re.findall("[)）]", text)) > len(re.findall("[(（]", text))


def _marked(sentence: str, numbers: Sequence[int], language: Language) -> str:
    """Return a sentence with its marks before the stop."""
    body = MARK.sub("", sentence).strip()
    stop = body[-1] if body[-1] in _STOPS else "." if language == "en" else "。"
    return body.rstrip(_STOPS + " ") + "".join(f"〔{number}〕" for number in numbers) + stop


def _in_print(text: str, language: Language) -> str:
    """Return a Chinese text in one print; what it quotes in Japanese stays as it is."""
    if language not in _PRINTS:
        return text
    parts = _JAPANESE_QUOTED.split(text)  # every second one is quoted
    return "".join(part if at % 2 else _PRINTS[language](part) for at, part in enumerate(parts))


def _shown(sentence: str) -> str:
    """Return a proved sentence as Markdown that shows it letter by letter; marks stay marks."""
    return escape(sentence) + (" " if sentence.endswith(".") else "")
