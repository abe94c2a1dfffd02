"""Values as people type them → values as they are stored: numbers, dates, roles, countries."""

import re
from datetime import date
from typing import get_args

from ingest.errors import CorrectionNotUsable
from ingest.records import Country, Role
from ingest.text import parse_number

ROLES: dict[str, Role] = {role: role for role in get_args(Role)}
COUNTRIES: dict[str, Country] = {"JP": "JP", "CN": "CN", "日本": "JP", "中国": "CN", "中國": "CN"}

_NUMBERS = ("edition", "year", "participants_total", "participants_jp", "participants_cn")
_DATES = ("date_start", "date_end", "main_day")
_DATE = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?")
_YEARS = range(1972, 2100)  # the two countries have exchanged seminars since


def read_value(field: str, text: str) -> str | int | tuple[int, ...]:
    """Return the value of an event field from the text of it; CorrectionNotUsable where it is none."""
    if field in _NUMBERS:
        return _read_number(field, text)
    if field == "pages":
        return tuple(_read_number(field, part) for part in re.split(r"[,、，\s]+", text.strip()))
    if field in _DATES:
        return read_date(text, field)
    if field == "host_country":
        if text not in COUNTRIES:
            raise CorrectionNotUsable(f"{field} is {text!r}; expected JP or CN.")
        return COUNTRIES[text]
    return text


def read_date(text: str, name: str) -> str:
    """Return a date as ISO writes it, also from what a spreadsheet program made of one.

    >>> read_date("2025/7/26", "date")
    '2025-07-26'
    """
    match = _DATE.fullmatch(text.strip())
    try:
        return date(*map(int, match.groups())).isoformat() if match else _no_date(text, name)
    except ValueError:
        return _no_date(text, name)


def _no_date(text: str, name: str) -> str:
    raise CorrectionNotUsable(f"{name} is {text!r}; expected a date such as 2025-07-26.")


def _read_number(field: str, text: str) -> int:
    number = parse_number(text)
    if number is None or number < 1 or (field == "year" and number not in _YEARS):
        raise CorrectionNotUsable(
            f"{field} is {text!r}; expected a number" + (" such as 2025." if field == "year" else ".")
        )
    return number
