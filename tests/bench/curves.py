"""Growth as a picture: panels of lines over sizes, both axes by powers of ten, as SVG; and where lines meet a limit."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Points = Sequence[tuple[float, float]]

_WIDTH, _HEIGHT, _EDGE = 300, 220, 46
_COLOURS = ("#0b6e4f", "#c8553d", "#3d5a98", "#8a6d00")


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines by name over one kind of size, with the limit that would be a wall."""

    title: str
    sizes: str  # what is counted along
    lines: Mapping[str, Points]
    limit: float
    wall: str  # the limit in words


def wall_of(points: Points, limit: float) -> float | None:
    """Return the size at which a line meets a limit, as the last two points go on; None where it does not grow.

    >>> round(wall_of([(10, 1.0), (100, 10.0)], 1000.0) or 0)
    10000
    """
    (size, value), (last_size, last) = points[-2:]
    slope = math.log(last / value) / math.log(last_size / size)
    return last_size * (limit / last) ** (1 / slope) if slope > 0.02 else None


def draw(panels: Sequence[Panel]) -> str:
    """Return the panels side by side."""
    drawn = "\n".join(_panel(panel, at * _WIDTH) for at, panel in enumerate(panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH * len(panels)} {_HEIGHT}" '
        f'font-family="sans-serif" font-size="9">\n<rect width="100%" height="100%" fill="#fff"/>\n{drawn}\n</svg>\n'
    )


def _panel(panel: Panel, left: float) -> str:
    across = _Axis([size for line in panel.lines.values() for size, _ in line], left + _EDGE, left + _WIDTH - 12)
    up = _Axis([value for line in panel.lines.values() for _, value in line], _HEIGHT - 34, 28)
    parts = [f'<text x="{left + _EDGE}" y="14" font-size="11">{panel.title}</text>']
    for size in across.ticks():
        x = across.at(size)
        parts.append(f'<path d="M{x:.1f} {up.start}V{up.end}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{up.start + 12}" text-anchor="middle">{size:,.10g}</text>')
    for value in up.ticks():
        y = up.at(value)
        parts.append(f'<path d="M{across.start} {y:.1f}H{across.end}" stroke="#ddd"/>')
        parts.append(f'<text x="{across.start - 4}" y="{y + 3:.1f}" text-anchor="end">{value:,.10g}</text>')
    middle = (across.start + across.end) / 2
    parts.append(f'<text x="{middle}" y="{_HEIGHT - 8}" text-anchor="middle">{panel.sizes}</text>')
    for number, (name, line) in enumerate(panel.lines.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        points = [(across.at(size), up.at(value)) for size, value in line]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in points]
        parts.append(f'<text x="{across.start + 4}" y="{up.end + 9 + 11 * number}" fill="{colour}">{name}</text>')
    return "\n".join(parts)


class _Axis:
    """Values laid out by powers of ten between two coordinates."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self.start, self.end = start, end
        self._low = math.floor(math.log10(min(values)))
        self._high = max(self._low + 1, math.ceil(math.log10(max(values))))

    def at(self, value: float) -> float:
        """Return the coordinate of a value."""
        share = (math.log10(value) - self._low) / (self._high - self._low)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Return the powers of ten."""
        return [10.0**power for power in range(self._low, self._high + 1)]
