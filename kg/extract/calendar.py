"""Calendar arithmetic on EDTF values: nearest years and weekdays, weeks, shifted months, Hijri days.

Everything here is a plain function of its arguments; nothing asks the clock.
"""

from __future__ import annotations

from datetime import date, timedelta

from hijridate import Hijri

WEEK = 7
_NEXT_YEAR = 2  # "on 5 March", written in November, is the one behind: a day of the next year weighs double


def day(year: int, month: int, number: int) -> date | None:
    """The date, or None where the calendar has no such day.

    >>> day(2015, 2, 30) is None
    True
    """
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month_value(year: int, month: int) -> str:
    """EDTF of a month; `month` may lie outside 1-12 and is carried into the year.

    >>> month_value(2015, 0)
    '2014-12'
    """
    carry, index = divmod(month - 1, 12)
    return f"{year + carry:04d}-{index + 1:02d}"


def interval(first: str, last: str) -> str | None:
    """EDTF of an interval; equal ends collapse, ends in the wrong order give None.

    >>> interval("2015-08-04", "2015-08-06"), interval("2015", "2015")
    ('2015-08-04/2015-08-06', '2015')
    """
    if first == last:
        return first
    return f"{first}/{last}" if first < last else None


def week_value(inside: date) -> str:
    """The week, Monday to Sunday, that holds a day.

    >>> week_value(date(2015, 7, 24))
    '2015-07-20/2015-07-26'
    """
    monday = inside - timedelta(days=inside.weekday())
    return f"{monday.isoformat()}/{(monday + timedelta(days=WEEK - 1)).isoformat()}"


def weekend_value(inside: date) -> str:
    """Saturday and Sunday of the week that holds a day."""
    monday = inside - timedelta(days=inside.weekday())
    return f"{(monday + timedelta(days=5)).isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def weekday_by(anchor: date, weekday: int, direction: int, *, strict: bool = False) -> date:
    """The nearest day of that name before (-1) or after (1) `anchor`, `anchor` itself included unless `strict`.

    >>> weekday_by(date(2025, 11, 3), 0, -1), weekday_by(date(2025, 11, 3), 0, 1, strict=True)
    (datetime.date(2025, 11, 3), datetime.date(2025, 11, 10))
    """
    gap = (weekday - anchor.weekday()) * direction % WEEK
    if strict and gap == 0:
        gap = WEEK
    return anchor + timedelta(days=gap * direction)


def month_day_by(anchor: date, number: int, direction: int) -> date | None:
    """The nearest day with that number in its month, at or before (-1) or at or after (1) `anchor`.

    >>> month_day_by(date(2024, 10, 9), 30, -1)
    datetime.date(2024, 9, 30)
    """
    for step in range(12):
        year, month = map(int, month_value(anchor.year, anchor.month + step * direction).split("-"))
        found = day(year, month, number)
        if found and (found - anchor).days * direction >= 0:
            return found
    return None


def date_by(
    anchor: date, month: int, number: int, shift: int | None, weekday: int | None = None
) -> date | None:
    """The day of a month in the year that fits: before (-1) or after (1) `anchor`, else the nearest, ties to the past.

    A weekday written with it decides where it agrees with one of the years.

    >>> date_by(date(2015, 1, 5), 12, 30, None), date_by(date(2015, 8, 8), 2, 9, -1)
    (datetime.date(2014, 12, 30), datetime.date(2015, 2, 9))
    """
    days = [d for y in range(anchor.year - 8, anchor.year + 9) if (d := day(y, month, number))]
    if shift:
        days = [d for d in days if (d - anchor).days * shift > 0]
    near = sorted(
        days, key=lambda d: (abs((d - anchor).days) * (_NEXT_YEAR if d.year > anchor.year else 1), d)
    )
    agreeing = [d for d in near[:3] if weekday is not None and d.weekday() == weekday]
    return next(iter(agreeing or near), None)


def month_by(anchor: date, month: int, shift: int | None) -> str:
    """A named month: the last one (-1) or the next one (1), both without the month of `anchor`; 0 is the nearest.

    None is a bare name, the last such month with that of `anchor`: news tells the past, and says "next" otherwise.

    >>> month_by(date(2015, 8, 8), 8, -1), month_by(date(2015, 8, 8), 8, None), month_by(date(2015, 8, 8), 9, 0)
    ('2014-08', '2015-08', '2015-09')
    """
    gaps = [month - anchor.month + 12 * k for k in (-1, 0, 1)]
    if shift == 0:
        gap = min(gaps, key=lambda g: (abs(g), g))
    elif shift == 1:
        gap = min(g for g in gaps if g > 0)
    else:
        gap = max(g for g in gaps if g < 0 or (g == 0 and shift is None))
    return month_value(anchor.year, anchor.month + gap)


def hijri_value(year: int, month: int | None, number: int | None) -> str | None:
    """EDTF of a Hijri day, month or year (Umm al-Qura): months and years become intervals of days.

    >>> hijri_value(1436, 10, 14), hijri_value(1436, 13, 1) is None
    ('2015-07-30', True)
    """
    try:
        first = Hijri(year, month or 1, number or 1)
        length = 1 if number else first.month_length() if month else first.year_length()
        start = date(*first.to_gregorian().datetuple())
    except (ValueError, OverflowError):
        return None  # outside the Umm al-Qura tables (1343-1500), or no such day
    return interval(start.isoformat(), (start + timedelta(days=length - 1)).isoformat())


def hijri_by(anchor: date, month: int, number: int | None, shift: int | None) -> str | None:
    """A Hijri month or day in the year that fits: over before (-1) or beginning after (1) `anchor`, else the nearest.

    >>> hijri_by(date(2025, 11, 3), 9, None, -1)
    '2025-03-01/2025-03-29'
    """
    year = int((anchor.year - 622) * 33 / 32)  # 33 Hijri years are 32 Gregorian ones
    values = [v for y in range(year - 1, year + 3) if (v := hijri_value(y, month, number))]
    ends = [(date.fromisoformat(v[:10]), date.fromisoformat(v[-10:]), v) for v in values]
    if shift:
        ends = [(a, b, v) for a, b, v in ends if (b < anchor if shift < 0 else a > anchor)]
    return min(ends, key=lambda e: (abs((e[0] - anchor).days), e[2]))[2] if ends else None
