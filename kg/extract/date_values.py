"""From the parts of a time expression (day 3, month 8, last, ...) to its EDTF value. Knows no language.

`Parts` maps the names that the patterns keep to numbers:

- day, month, year; day2, month2, year2: the end of a range; nth, nth2: days as ordinal words; mnum: a month in digits
- figure, figure2: a day and a month in digits, in unknown order
- hday, hmonth, hmnum, hyear: Hijri
- weekday, weekday2; bracket: a day's number in brackets
- offset: days from publication; anaphor: days from the day named before; later, earlier: the same, `count` days
- year_end: the last two digits of the year that ends a range; sameyear: the year is one that was named before
- shift: -1 last, 0 this, 1 next; yshift: the same, of a year; wshift: the same, of a weekday
- count, count2 (their sum), unit, pair (the unit of a dual), several (the unit of an unnamed number)
- sign: -1 ago, 1 hence
- season, quarter, half, decade, weekend
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.extract import calendar as cal
from kg.extract.date_tables import UNITS

Parts = Mapping[str, int]
DAY, WEEK, MONTH, YEAR = range(4)
_PLANNED_AHEAD = (
    90  # days: a day or month without its year that lies further back may be a plan for the next one
)
_SEASON_MONTHS = (4, 7, 10, 1)  # the middle of each season, only to tell the year


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: value and the other reading (EDTF or None), precision, whether it needed the anchor."""

    value: str | None
    precision: str
    relative: bool = False
    coming: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What relative expressions count from: the day of publication, and the day named last in the text before."""

    anchor: date | None
    previous: date | None
    day_first: bool


def read(parts: Parts, context: Context) -> Reading:
    """The reading of an expression; its value is None where the day of publication is needed and unknown.

    >>> read({"month": 9, "shift": -1}, Context(date(2015, 8, 3), None, True)).value
    '2014-09'
    """
    parts = _months_in_digits(parts, context)
    for names, reader in _READERS:
        if any(n in parts for n in names):
            return reader(parts, context)
    return Reading(None, "day")


def _months_in_digits(parts: Parts, context: Context) -> Parts:
    """Bring days and months written in digits or as ordinals under the names `day` and `month`."""
    out = dict(parts)
    for old, new in (
        ("mnum", "month"),
        ("hmnum", "hmonth"),
        ("nth", "day"),
        ("nth2", "day2"),
        ("dayth", "day"),
    ):
        if old in out:
            out[new] = out[old]
    if "figure" in out and "figure2" in out:
        a, b = out["figure"], out["figure2"]
        if a == b or context.day_first or a > 12:
            out["day"], out["month"] = a, b
        elif b > 12:
            out["day"], out["month"] = b, a
        else:
            return {"unsure": 1}
    return out


def _unsure(parts: Parts, context: Context) -> Reading:
    return Reading(None, "day")


def _year_of(parts: Parts, context: Context) -> int | None:
    if "year" in parts:
        return parts["year"]
    if "yshift" in parts and context.anchor:
        return context.anchor.year + parts["yshift"]
    return None


def _dated(parts: Parts, context: Context) -> Reading:
    """Anything with a named Gregorian month. Without a year, the next one is the other reading of one long past."""
    relative = "year" not in parts
    precision = "day" if "day" in parts else "month"
    resolve = _point
    if "day2" in parts or "month2" in parts:
        resolve, precision = _range, "interval"
    value, coming = resolve(parts, context), None
    if value and context.anchor and relative and not {"shift", "yshift"} & parts.keys():
        end = value.rpartition("/")[2]
        behind = date.fromisoformat(end if len(end) > len("2015-08") else f"{end}-28")
        if (context.anchor - behind).days > _PLANNED_AHEAD:
            coming = resolve({**parts, "shift": 1}, context)
    return Reading(value, precision, relative, coming)


def _point(parts: Parts, context: Context) -> str | None:
    month, number, year, anchor = parts["month"], parts.get("day"), _year_of(parts, context), context.anchor
    shift = parts.get("shift")
    if year is not None:
        if number is None:
            return cal.month_value(year, month)
        found = cal.day(year, month, number)
        return found.isoformat() if found else None
    if anchor is None or "yshift" in parts or "sameyear" in parts:
        return None
    if number is None:
        return cal.month_by(anchor, month, shift)
    found = cal.date_by(anchor, month, number, shift, parts.get("weekday"))
    return found.isoformat() if found else None


def _range(parts: Parts, context: Context) -> str | None:
    """A range of days or months. The year written at the end holds for the beginning, too."""
    end = {
        "month": parts.get("month2", parts["month"]),
        **({"day": parts["day2"]} if "day2" in parts else {}),
        **{k: parts[k] for k in ("shift", "yshift") if k in parts},
    }
    year, year2 = parts.get("year"), parts.get("year2")
    if year2 is None:
        year2 = year
    if year2 is not None:
        end["year"] = year2
    last = _point(end, context)
    if last is None:
        return None
    start = dict(parts)
    if year is None or ("year2" not in parts and end["month"] < parts["month"]):
        start["year"] = int(last[:4]) - (end["month"] < parts["month"])
    start.pop("yshift", None)
    first = _point(start, context)
    return cal.interval(first, last) if first else None


def _hijri(parts: Parts, context: Context) -> Reading:
    month, number = parts.get("hmonth"), parts.get("hday")
    precision = "day" if number else "month" if month else "year"
    if "hyear" in parts:
        return Reading(cal.hijri_value(parts["hyear"], month, number), precision)
    if context.anchor is None or month is None:
        return Reading(None, precision, True)
    return Reading(cal.hijri_by(context.anchor, month, number, parts.get("shift")), precision, True)


def _anchor(context: Context) -> date:
    assert context.anchor is not None  # noqa: S101 - the callers have looked
    return context.anchor


def _needs_anchor(precision: str) -> Callable[[_Reader], _Reader]:
    """Without a day of publication a reader gives no value; with one, its reading is relative."""

    def wrap(reader: _Reader) -> _Reader:
        def guarded(parts: Parts, context: Context) -> Reading:
            if context.anchor is None:
                return Reading(None, precision, True)
            return replace(reader(parts, context), relative=True)

        return guarded

    return wrap


SATURDAY = 5
SLACK = 3  # days by which "today" may differ from the day that an article bears

_Reader = Callable[[Parts, Context], Reading]


def _bracket(anchor: date, number: int, direction: int) -> Reading:
    found = cal.month_day_by(anchor, number, direction)
    return Reading(found.isoformat() if found else None, "day")


@_needs_anchor("day")
def _weekday(parts: Parts, context: Context) -> Reading:
    anchor, weekday, offset = _anchor(context), parts["weekday"], parts.get("offset")
    shift = parts.get("shift", parts.get("wshift")) or None
    if "bracket" in parts:
        return _bracket(anchor, parts["bracket"], 1 if (offset or shift or 0) > 0 else -1)
    if offset is not None:  # "yesterday, Tuesday" has one reading
        return Reading(cal.weekday_by(anchor, weekday, 1 if offset > 0 else -1).isoformat(), "day")
    values = [
        _weekday_value(anchor, (weekday, parts.get("weekday2")), side, strict=bool(shift))
        for side in ((shift,) if shift else (-1, 1))
    ]
    return Reading(values[0], "interval" if "weekday2" in parts else "day", coming=values[-1])


def _weekday_value(anchor: date, weekdays: tuple[int, int | None], side: int, *, strict: bool) -> str | None:
    """The nearest such day on one side, or the nearest two days or range of days."""
    first = cal.weekday_by(anchor, weekdays[0], side, strict=strict)
    if weekdays[1] is None:
        return first.isoformat()
    last = cal.weekday_by(first, weekdays[1], 1)
    if side < 0 and last > anchor:
        first, last = first - timedelta(days=cal.WEEK), last - timedelta(days=cal.WEEK)
    return cal.interval(first.isoformat(), last.isoformat())


@_needs_anchor("day")
def _offset(parts: Parts, context: Context) -> Reading:
    anchor, offset = _anchor(context), parts["offset"]
    if "bracket" in parts:
        meant = anchor + timedelta(days=offset)
        for step in range(-SLACK, SLACK + 1):  # "today (08)" in an article that bears the date of the 7th
            if (meant + timedelta(days=step)).day == parts["bracket"]:
                return Reading((meant + timedelta(days=step)).isoformat(), "day")
        return _bracket(anchor, parts["bracket"], 1 if offset > 0 else -1)
    return Reading((anchor + timedelta(days=offset)).isoformat(), "day")


@_needs_anchor("day")
def _numbered_day(parts: Parts, context: Context) -> Reading:
    """A day of a month that is not named: "the 28th", "the 28th of this month"."""
    anchor, number = _anchor(context), parts["day"]
    if "shift" not in parts:
        return _bracket(anchor, number, -1)
    year, month = map(int, cal.month_value(anchor.year, anchor.month + parts["shift"]).split("-"))
    found, last = cal.day(year, month, number), cal.day(year, month, parts.get("day2", number))
    if not found or not last:
        return Reading(None, "day")
    return Reading(
        cal.interval(found.isoformat(), last.isoformat()), "interval" if "day2" in parts else "day"
    )


def _anaphor(parts: Parts, context: Context) -> Reading:
    """The same day, the next day, two days later: counted from the day named before."""
    days = parts.get("anaphor", 0)
    if "count" in parts:
        days = parts["count"] if "later" in parts else -parts["count"]
    found = context.previous + timedelta(days=days) if context.previous else None
    return Reading(found.isoformat() if found else None, "day", True)


def _stepped(anchor: date, unit: int, steps: int) -> Reading:
    """The day, week, month or year that lies some steps away."""
    if unit == DAY:
        return Reading((anchor + timedelta(days=steps)).isoformat(), UNITS[unit])
    if unit == WEEK:
        return Reading(cal.week_value(anchor + timedelta(days=steps * cal.WEEK)), UNITS[unit])
    if unit == MONTH:
        return Reading(cal.month_value(anchor.year, anchor.month + steps), UNITS[unit])
    return Reading(f"{anchor.year + steps:04d}", UNITS[unit])


@_needs_anchor("day")
def _counted(parts: Parts, context: Context) -> Reading:
    unit = parts.get("pair", parts.get("unit", DAY))
    count = 2 if "pair" in parts else parts.get("count", 1) + parts.get("count2", 0)
    anchor = _anchor(context)
    if count <= 0 or count > 3000 or (unit == YEAR and not 1 <= anchor.year + parts["sign"] * count <= 9999):
        return Reading(None, UNITS[unit])
    return _stepped(anchor, unit, parts["sign"] * count)


@_needs_anchor("month")
def _several(parts: Parts, context: Context) -> Reading:
    """The next few days: the month, where all of them lie in it; any other unnamed number stays open."""
    anchor = _anchor(context)
    there = anchor + timedelta(days=cal.WEEK * (parts.get("shift") or -1))
    if parts["several"] == DAY and (there.year, there.month) == (anchor.year, anchor.month):
        return Reading(cal.month_value(anchor.year, anchor.month), "month")
    return Reading(None, "month")


@_needs_anchor("day")
def _unit(parts: Parts, context: Context) -> Reading:
    return _stepped(_anchor(context), parts["unit"], parts.get("shift", 0))


@_needs_anchor("interval")
def _weekend(parts: Parts, context: Context) -> Reading:
    anchor = _anchor(context)
    if "shift" in parts:
        return Reading(cal.weekend_value(anchor + timedelta(days=cal.WEEK * parts["shift"])), "interval")
    last = anchor if anchor.weekday() >= SATURDAY else anchor - timedelta(days=cal.WEEK)
    return Reading(cal.weekend_value(last), "interval", coming=cal.weekend_value(anchor))


def _season(parts: Parts, context: Context) -> Reading:
    """A season stays a year: which months it covers depends on the hemisphere."""
    year = _year_of(parts, context)
    if year is not None:
        return Reading(f"{year:04d}", "season", "year" not in parts)
    if context.anchor is None:
        return Reading(None, "season", True)
    middle = cal.month_by(context.anchor, _SEASON_MONTHS[parts["season"]], parts.get("shift"))
    return Reading(middle[:4], "season", True)


def _part_of_year(parts: Parts, context: Context) -> Reading:
    """A quarter or a half of a year."""
    months, n = (3, parts["quarter"]) if "quarter" in parts else (6, parts["half"])
    year = _year_of(parts, context)
    if year is None:
        return Reading(None, "interval", True)
    first, last = cal.month_value(year, months * (n - 1) + 1), cal.month_value(year, months * n)
    return Reading(cal.interval(first, last), "interval", "year" not in parts)


def _decade(parts: Parts, context: Context) -> Reading:
    return Reading(cal.interval(f"{parts['decade']:04d}", f"{parts['decade'] + 9:04d}"), "decade")


def _years(parts: Parts, context: Context) -> Reading:
    year = _year_of(parts, context)
    value = f"{year:04d}" if year is not None else None
    if year is not None and "year_end" in parts:  # 2025-28
        return Reading(cal.interval(f"{year:04d}", f"{year // 100:02d}{parts['year_end']:02d}"), "interval")
    if value and "year2" in parts:
        return Reading(cal.interval(value, f"{parts['year2']:04d}"), "interval")
    return Reading(value, "year", "year" not in parts)


# The first row with a name that was found decides: an exact date wins over the relative word beside it.
_READERS: tuple[tuple[tuple[str, ...], _Reader], ...] = (
    (("unsure",), _unsure),
    (("month",), _dated),
    (("hmonth", "hyear"), _hijri),
    (("weekday",), _weekday),
    (("offset",), _offset),
    (("anaphor", "later", "earlier"), _anaphor),
    (("several",), _several),
    (("sign",), _counted),
    (("season",), _season),
    (("quarter", "half"), _part_of_year),
    (("decade",), _decade),
    (("weekend",), _weekend),
    (("day",), _numbered_day),
    (("year", "yshift"), _years),
    (("unit",), _unit),
)
