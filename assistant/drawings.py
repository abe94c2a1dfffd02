"""Draw the participants of each edition and the map of places as SVG, with nothing but text and rectangles.

Colours and letters are the style sheet's; every address in a drawing leads to the sentence the mark stands for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from math import cos, radians

from assistant.chronicle import Chronicle, Edition, EntryKind, GridRow, Statement
from assistant.links import source_link
from assistant.wording import Wording
from ingest.places import coordinates, known_places, name_in

_ROW = 34  # pixels of one edition in the chart
_LABEL, _BARS = 28, 45  # per cent of the chart's width for the names and for the longest bar
_SIDES = ("jp", "cn")
_TOTALS = 2  # that stand beside a bar where reports disagree

_WIDTH = 900.0  # of the map, in units of its own
_MARGIN_DEGREES = 2.5
_LETTER_DESK, _LETTER_PHONE = 15.0, 30.0  # units; the style sheet sets the same sizes
_SPOKEN: tuple[EntryKind, ...] = ("speaker", "panelist")


def draw_participants(editions: Sequence[Edition], wording: Wording) -> str:
    """Return a bar for each edition whose participants are known, empty if none are."""
    counted = [edition for edition in editions if _total(edition)]
    if not counted:
        return ""
    most = max(map(_total, counted))
    bars = "".join(_bar(edition, row * _ROW, most, wording) for row, edition in enumerate(counted))
    label = escape(wording.say("history_chart"))
    height = len(counted) * _ROW
    return f'<svg class="chart" role="group" aria-label="{label}" width="100%" height="{height}">{bars}</svg>'


def draw_map(chronicle: Chronicle, wording: Wording) -> str:
    """Return a map with a mark for each place that spoke or was host, empty if none is known."""
    spots = [spot for row in chronicle.rows if (spot := _spot(row, wording))]
    if not spots:
        return ""
    frame = _frame(spots)
    placed = {spot: frame.point(spot.latitude, spot.longitude) for spot in spots}
    order = sorted(spots, key=lambda spot: (-spot.talks, not spot.host))
    on_desk = _labels_that_fit(order, placed, _LETTER_DESK)
    on_phone = _labels_that_fit([spot for spot in order if spot in on_desk], placed, _LETTER_PHONE)
    marks = "".join(_mark(spot, *placed[spot], spot in on_desk, spot in on_phone) for spot in reversed(order))
    ground = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in _ground(frame))
    label = escape(wording.say("history_map"))
    return (
        f'<svg class="map" role="group" aria-label="{label}" viewBox="0 0 {_WIDTH:.0f} {frame.height:.0f}">'
        f'<path class="ground" d="{ground}"/>{marks}</svg>'
    )


# The chart


def _number(statement: Statement | None) -> int:
    return int(statement.text) if statement else 0


def _total(edition: Edition) -> int:
    """Return the participants stated, or the sum of both sides."""
    sides = sum(_number(edition.first(f"participants_{side}")) for side in _SIDES)
    return max(_number(edition.first("participants_total")), sides)


def _bar(edition: Edition, top: int, most: int, wording: Wording) -> str:
    total = _total(edition)
    stated = [(side, edition.first(f"participants_{side}")) for side in _SIDES]
    rest = total - sum(_number(statement) for _, statement in stated)
    pieces = [(side, _number(statement), statement) for side, statement in stated]
    pieces.append(("rest", rest, edition.first("participants_total")))
    names = {side: wording.say(f"history_from_{side}") for side in _SIDES} | {"rest": wording.say("history_unsided")}
    at = float(_LABEL)
    drawn = [_text(f"{edition.name} {_year(edition)}".strip(), "0", top, "name")]
    for side, count, statement in pieces:
        if not count:
            continue
        wide = count / most * _BARS
        said = f"{names[side]} {wording.say('history_people', count=count)}"
        bar = f'<rect class="{side}" x="{at:.2f}%" y="{top + 5}" width="{wide:.2f}%" height="{_ROW - 10}">'
        drawn.append(_linked(f"{bar}<title>{escape(said)}</title></rect>", statement, wording))
        at += wide
    first = edition.first("participants_total")
    totals = [one.text for one in edition.stated["participants_total"]] or [str(total)]
    said = " / ".join(wording.say("history_people", count=count) for count in totals[:_TOTALS])
    said += " …" if len(totals) > _TOTALS else ""
    shown = _text(said, f"{at + 1:.2f}%", top, "value")
    return "".join([*drawn, _linked(shown, first, wording) if first else shown])


def _year(edition: Edition) -> str:
    year = edition.first("year")
    return year.text if year else ""


def _text(text: str, left: str, top: int, kind: str) -> str:
    return f'<text class="{kind}" x="{left}" y="{top + _ROW / 2 + 5:.0f}">{escape(text)}</text>'


def _linked(drawing: str, statement: Statement | None, wording: Wording) -> str:
    if statement is None:
        return drawing
    return f'<a href="{escape(source_link(statement.sources[0], wording.language))}">{drawing}</a>'


# The map


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place on the map; `address` is the anchor of its row in the grid."""

    name: str
    country: str
    address: str
    latitude: float
    longitude: float
    talks: int
    host: bool


@dataclass(frozen=True, slots=True)
class _Frame:
    """The part of the earth that is shown, in degrees, flattened at its middle latitude."""

    north: float
    south: float
    west: float
    east: float

    @property
    def _degree(self) -> float:
        return _WIDTH / (self.east - self.west)

    @property
    def _stretch(self) -> float:
        return 1 / cos(radians((self.north + self.south) / 2))

    @property
    def height(self) -> float:
        """The height of the map, in its units."""
        return (self.north - self.south) * self._degree * self._stretch

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return where a place stands on the map."""
        return (longitude - self.west) * self._degree, (self.north - latitude) * self._degree * self._stretch


def row_anchor(row: GridRow) -> str:
    """Return the name under which the map finds a row of the grid."""
    return f"place-{row.place.id}" if row.place else ""


def _spot(row: GridRow, wording: Wording) -> _Spot | None:
    found = coordinates(row.place) if row.place else None
    talks, hosted = row.count(*_SPOKEN), row.count("host") > 0
    if row.place is None or found is None or not (talks or hosted):
        return None
    name = name_in(row.place, wording.language)
    return _Spot(name, row.place.country, row_anchor(row), *found, talks, hosted)


def _frame(spots: Sequence[_Spot]) -> _Frame:
    """Return a frame around the places, wide enough to be recognised."""
    latitudes, longitudes = [spot.latitude for spot in spots], [spot.longitude for spot in spots]
    return _Frame(
        north=max(*latitudes, 44.0) + _MARGIN_DEGREES,
        south=min(*latitudes, 25.0) - _MARGIN_DEGREES,
        west=min(*longitudes, 104.0) - _MARGIN_DEGREES,
        east=max(*longitudes, 143.0) + _MARGIN_DEGREES,
    )


@cache
def _towns() -> tuple[tuple[float, float], ...]:
    """Return where all known towns lie: so many points show the shape of the land."""
    return tuple({found for place in known_places() if (found := coordinates(place))})


def _ground(frame: _Frame) -> Iterable[tuple[float, float]]:
    inside = (town for town in _towns() if frame.south < town[0] < frame.north and frame.west < town[1] < frame.east)
    return sorted({(round(x / 4) * 4.0, round(y / 4) * 4.0) for x, y in (frame.point(*town) for town in inside)})


def _labels_that_fit(spots: Sequence[_Spot], placed: Mapping[_Spot, tuple[float, float]], letter: float) -> set[_Spot]:
    """Return the places whose names can stand beside their marks without covering one another."""
    taken: list[tuple[float, float, float, float]] = []
    fitting: set[_Spot] = set()
    for spot in spots:
        x, y = placed[spot]
        wide = sum(letter * (0.6 if character.isascii() else 1.0) for character in spot.name)
        box = (x, y - letter * 0.6, x + 10 + wide, y + letter * 0.6)
        if box[2] <= _WIDTH and not any(_overlap(box, other) for other in taken):
            fitting.add(spot)
            taken.append(box)
    return fitting


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _mark(spot: _Spot, x: float, y: float, on_desk: bool, on_phone: bool) -> str:
    size = 4 + min(spot.talks, 9)
    ring = f'<circle class="host" cx="{x:.1f}" cy="{y:.1f}" r="{size + 4}"/>' if spot.host else ""
    dot = f'<circle class="{spot.country}" cx="{x:.1f}" cy="{y:.1f}" r="{size}"/>' if spot.talks else ""
    seen = "" if on_phone else ' class="desk"'
    label = f'<text{seen} x="{x + size + 5:.1f}" y="{y:.1f}" dy="0.35em">{escape(spot.name)}</text>' if on_desk else ""
    return f'<a href="#{spot.address}"><title>{escape(spot.name)}</title>{ring}{dot}{label}</a>'
