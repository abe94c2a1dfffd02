"""The query: a question as understood, and what of its words is not understood yet."""

import re
from dataclasses import dataclass, field

from assistant import cues
from assistant.cues import cue
from assistant.records import Language
from assistant.recurrence import Recurrence
from ingest.places import Place
from ingest.terms import Term
from ingest.text import fold


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood; empty fields filter nothing."""

    question: str
    language: Language
    asked: str = field(default="", compare=False)  # with what leads up to it
    fields: tuple[str, ...] = ()  # of the event: date, host, theme, participants …
    wants_list: bool = False
    wants_count: bool = False
    wants_who: bool = False
    wants_what: bool = False
    about_talks: bool = False
    about_editions: bool = False
    editions: tuple[int, ...] = ()
    missing_editions: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    relative: str | None = None  # the words that were resolved against the index: 前回
    places: tuple[Place, ...] = ()
    hosts: tuple[Place, ...] = ()
    namesakes: tuple[tuple[Place, ...], ...] = ()  # places of one name that nothing tells apart: all are meant
    people: tuple[str, ...] = ()
    unknown_people: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    words: tuple[str, ...] = ()  # content words that no table knows and the reports hold, folded
    alternatives: tuple[str, ...] = ()  # of the words, those named beside a term as another of its kind: A、Bとか
    lost: tuple[str, ...] = ()  # content words that stand nowhere in the reports
    organisations: tuple[str, ...] = ()  # folded names; people of these are asked
    with_leaders: bool = False  # whoever led is asked beside those who spoke
    attended: bool = False  # whoever came is asked, not only who spoke
    unread: tuple[str, ...] = ()  # what is left of the question, folded: `words` and `lost` are made of it
    titles: tuple[Term, ...] = ()  # of people: mayor, vice governor
    wants_sum: bool = False
    wants_share: bool = False  # of the participants, by side
    sessions: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()  # of a programme: as reports head them, or morning, afternoon
    untold: tuple[str, ...] = ()  # halves of a day that no report asked about tells apart
    in_each: bool = False  # of several sessions or editions
    repeated: bool = False  # in more than one edition
    recurrence: Recurrence = field(default_factory=Recurrence)
    nameless: bool = False  # only talks whose speaker no report names
    role: str | None = None
    side: str | None = None
    bodies: tuple[str, ...] = ()  # kinds of bodies: universities, companies
    place_kinds: tuple[str, ...] = ()
    more_than: int | None = None  # people of the editions asked for
    at_most: int | None = None
    exactly: int | None = None  # the number of people of the editions asked for
    months: tuple[int, ...] = ()  # of editions: those held in one of these
    absent: tuple[int, ...] = ()  # whoever was at one of these editions is left out
    unheld: bool = False  # a day of the calendar is named on which no edition was held
    beside: int = 0  # the edition after (1) or before (-1) the one of the host is meant
    days: tuple[int, ...] = ()  # of editions: those that lasted as many
    extreme: str | None = None  # most, fewest, longest, shortest
    rank: int = 1  # 2 for the second most
    compared: bool = False  # editions are set against one another
    ordered: str | None = None  # how a list of editions is sorted: most, fewest, oldest first
    excluded: "Query | None" = None  # whoever fits this is left out
    either: tuple["Query", ...] = ()  # whoever fits one of these is asked
    corrected: tuple[str, str] | None = None  # a slip and what it was read as
    follows: str | None = None  # the question this one goes on from

    def as_asked(self, word: str) -> str:
        """Return a folded word as the person who asks wrote it."""
        for question in filter(None, (self.question, self.follows)):
            at = fold(question).find(word)
            if at >= 0:
                return question[at : at + len(word)]
        return word

    @property
    def named(self) -> bool:
        """Whether something is named that is no edition, no place and no side: a subject, a person, a session."""
        return bool(
            self.terms
            or self.words
            or self.lost
            or self.titles
            or self.people
            or self.unknown_people
            or self.organisations
            or self.sessions
            or self.parts
            or self.role
            or self.bodies
        )

    @property
    def by_size(self) -> bool:
        """Whether editions are chosen by how many people came."""
        return bool(self.more_than or self.at_most)

    @property
    def sets_against(self) -> bool:
        """Whether two or more editions are compared."""
        return self.compared and len(self.editions) > 1

    @property
    def filters_talks(self) -> bool:
        """Whether a place, a side, a post, a role or the like is named that not everybody has."""
        who = self.places or self.people or self.organisations or self.titles or self.bodies or self.place_kinds
        return bool(who or self.side or self.role or self.sessions or self.parts)

    @property
    def only_vague(self) -> bool:
        """Whether all that the reports hold of what is asked says little: the 方法 of 報名方法."""
        named = self.terms or self.people or self.places or self.organisations
        vague = all(cue(cues.VAGUE).fullmatch(word) for word in self.words)
        return bool(self.lost and self.words and vague and not named)

    @property
    def lost_topic(self) -> bool:
        """Whether what talks are asked to be about stands nowhere in the reports."""
        folded = fold(self.question)
        ends = [(at, at + len(word)) for word in self.lost if (at := folded.find(word)) >= 0]
        return any(
            cue(cues.TOPIC_BEFORE).search(folded[:start]) or cue(cues.TOPIC_AFTER).search(folded[end:])
            for start, end in ends
        )


_RUN = re.compile(r"[\u3400-\u9fff]{2,}|[ァ-ヺー]{2,}|[a-z][a-z0-9'-]{2,}|[0-9]{3,}")
_LATIN = re.compile("[a-z]")


class Rest:
    """What of a folded question is not understood yet."""

    def __init__(self, folded: str) -> None:
        """Begin with the whole question."""
        self.folded = folded
        self.left = list(folded)

    def blank(self, start: int, end: int) -> None:
        """Count a stretch as understood."""
        self.left[start:end] = "\0" * (end - start)

    def take(self, source: str) -> list[re.Match[str]]:
        """Return the matches of a row and count them as understood."""
        found = list(cue(source).finditer(self.folded))
        for match in found:
            self.blank(*match.span())
        return found

    def take_rows(self, rows: tuple[tuple[str, str], ...]) -> None:
        """Count the matches of all rows as understood."""
        for _, source in rows:
            self.take(source)

    def words(self) -> tuple[str, ...]:
        """Return what is left as content words: runs of kanji, katakana or Latin without function words."""
        for source in cues.EMPTY:
            self.take(source)
        left = "".join(self.left)
        runs = [run[0] for run in _RUN.finditer(left) if not self._part_of_taken(run)]
        return tuple(dict.fromkeys(runs))

    def _part_of_taken(self, run: re.Match[str]) -> bool:
        """Return whether a run of Latin letters is the rest of a word that was understood: the ing of discussing."""
        before, after = self.folded[: run.start()][-1:], self.folded[run.end() :][:1]
        return bool(_LATIN.match(run[0])) and bool(_LATIN.match(before) or _LATIN.match(after))


def name_start(folded: str, start: int, end: int) -> int:
    """Return where a name begins that words of the question run into, its end if it is one: 请问花冈市长, 哪些市长.

    One character alone is no such word: 中村 and 和田 are names.
    """
    words = cue(rf"(?:{'|'.join(cues.EMPTY)})+")
    return next((at for at in range(end, start + 1, -1) if words.fullmatch(folded, start, at)), start)
