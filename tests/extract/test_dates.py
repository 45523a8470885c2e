"""Time expressions, a phrase a row: what is found and what it means.

Published is Monday 2025-11-03 unless a row says otherwise; the months around it tell the cases apart.
"""

from __future__ import annotations

import re
import time
import tomllib
from importlib.resources import files
from itertools import pairwise

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DataError
from kg.extract import date_tables, dates
from kg.extract.date_values import Context, read
from kg.extract.language import codes, load
from kg.extract.tokens import tokenize
from kg.model import Timex

MONDAY = "2025-11-03"


def found(code: str, text: str, published: str | None = MONDAY) -> tuple[Timex, ...]:
    language = load(code)
    return dates.find(tokenize(text, language, dates.known(language)), language, published)


def values(code: str, text: str, published: str | None = MONDAY) -> list[tuple[str, str | None]]:
    return [(t.span.of(text), t.value) for t in found(code, text, published)]


# language, sentence, the expression in it, its value[, day of publication]
EXAMPLES = [
    # Arabic: days near publication
    ("ar", "التقى الوزيران اليوم في بكين.", "اليوم", "2025-11-03"),
    ("ar", "التقى الوزيران أمس في بكين.", "أمس", "2025-11-02"),
    ("ar", "وأمس التقى الوزيران.", "أمس", "2025-11-02"),
    ("ar", "يلتقي الوزيران غداً في بكين.", "غداً", "2025-11-04"),
    ("ar", "يلتقي الوزيران بعد غد في بكين.", "بعد غد", "2025-11-05"),
    ("ar", "التقى الوزيران أول من أمس.", "أول من أمس", "2025-11-01"),
    ("ar", "التقى الوزيران أول أمس.", "أول أمس", "2025-11-01"),
    ("ar", "التقى الوزيران أمس الأول.", "أمس الأول", "2025-11-01"),
    ("ar", "وصل الليلة الماضية إلى بكين.", "الليلة الماضية", "2025-11-02"),
    ("ar", "وصل مساء أمس إلى بكين.", "مساء أمس", "2025-11-02"),
    ("ar", "وصل مساء أمس الأول إلى بكين.", "مساء أمس الأول", "2025-11-01"),
    ("ar", "وصل صباح اليوم إلى بكين.", "صباح اليوم", "2025-11-03"),
    ("ar", "وصل فجر الأحد إلى بكين.", "فجر الأحد", "2025-11-02"),
    ("ar", "وصل يوم أمس إلى بكين.", "يوم أمس", "2025-11-02"),
    ("ar", "وصل بالأمس إلى بكين.", "الأمس", "2025-11-02"),
    # Arabic: weekdays
    ("ar", "وصل الصين الاثنين.", "الاثنين", "2025-11-03"),
    ("ar", "وصل الصين الأحد.", "الأحد", "2025-11-02"),
    ("ar", "وصل يوم الجمعة الماضي.", "يوم الجمعة الماضي", "2025-10-31"),
    ("ar", "وصل الاثنين الماضي.", "الاثنين الماضي", "2025-10-27"),
    ("ar", "يصل الأربعاء المقبل.", "الأربعاء المقبل", "2025-11-05"),
    ("ar", "يصل يوم الاثنين القادم.", "يوم الاثنين القادم", "2025-11-10"),
    ("ar", "وصل أمس الأحد إلى بكين.", "أمس الأحد", "2025-11-02"),
    ("ar", "نشرت الصحف اليوم (الأحد) أن", "اليوم (الأحد)", "2025-11-02"),
    ("ar", "تدور المعارك اليوم (أمس)، وذلك", "اليوم (أمس)", "2025-11-02"),
    ("ar", "وصل أمس الثلاثاء إلى القاهرة.", "أمس الثلاثاء", "2015-08-04", "2015-08-06"),
    ("ar", "يجتمعون ظهر اليوم الاثنين.", "ظهر اليوم الاثنين", "2025-11-03"),
    ("ar", "يجتمعون يومي الأحد والاثنين الماضيين.", "يومي الأحد والاثنين", "2025-11-02/2025-11-03"),
    ("ar", "نشرت اليوم الاثنين (الثالث من آب/ أغسطس 2015).", "اليوم الاثنين (الثالث من آب/ أغسطس 2015)", "2015-08-03", "2015-08-04"),
    # Arabic: days of months
    ("ar", "التقيا في 3 نوفمبر 2025.", "3 نوفمبر 2025", "2025-11-03"),
    ("ar", "التقيا في ١١ أغسطس ٢٠٢٥.", "١١ أغسطس ٢٠٢٥", "2025-08-11"),
    ("ar", "التقيا في 11 أغسطس آب 2024.", "11 أغسطس آب 2024", "2024-08-11"),
    ("ar", "التقيا في 11 أغسطس/آب الماضي.", "11 أغسطس/آب الماضي", "2025-08-11"),
    ("ar", "التقيا في 11 أغسطس (آب) 2024.", "11 أغسطس (آب) 2024", "2024-08-11"),
    ("ar", "التقيا في 5 تشرين الثاني 2024.", "5 تشرين الثاني 2024", "2024-11-05"),
    ("ar", "التقيا في 5 تشرين الثاني/نوفمبر 2024.", "5 تشرين الثاني/نوفمبر 2024", "2024-11-05"),
    ("ar", "التقيا في 12 جانفي 2025.", "12 جانفي 2025", "2025-01-12"),
    ("ar", "التقيا في 7 أوت 2025.", "7 أوت 2025", "2025-08-07"),
    ("ar", "التقيا في 14 جويلية 2025.", "14 جويلية 2025", "2025-07-14"),
    ("ar", "التقيا في 20 غشت 2025.", "20 غشت 2025", "2025-08-20"),
    ("ar", "التقيا في 9 شتنبر الماضي.", "9 شتنبر الماضي", "2025-09-09"),
    ("ar", "التقيا في الثالث من نوفمبر.", "الثالث من نوفمبر", "2025-11-03"),
    ("ar", "التقيا في الثالث والعشرين من أكتوبر.", "الثالث والعشرين من أكتوبر", "2025-10-23"),
    ("ar", "التقيا الأربعاء 5 نوفمبر في بكين.", "الأربعاء 5 نوفمبر", "2025-11-05"),
    ("ar", "التقيا في 30 ديسمبر.", "30 ديسمبر", "2024-12-30", "2025-01-05"),
    ("ar", "زار مصر في 9 فبراير الماضي.", "9 فبراير الماضي", "2015-02-09", "2015-08-08"),
    ("ar", "يزور مصر في 2 يوليو/تموز المقبل.", "2 يوليو/تموز المقبل", "2024-07-02", "2024-03-22"),
    ("ar", "تستمر حتى 12 ابريل الجاري.", "12 ابريل الجاري", "2015-04-12", "2015-04-10"),
    ("ar", "تستمر حتى 28 من الشهر الجاري.", "28 من الشهر الجاري", "2025-11-28"),
    ("ar", "تستمر من 12 إلى 15 من الشهر الجاري.", "12 إلى 15 من الشهر الجاري", "2025-11-12/2025-11-15"),
    ("ar", "في الـ28 من يوليو الماضي.", "الـ28 من يوليو الماضي", "2025-07-28"),
    ("ar", "انتخب في 9 مارس من العام الماضي.", "9 مارس من العام الماضي", "2024-03-09"),
    # Arabic: digits, calendars
    ("ar", "في 3-11-2025 بالرياض", "3-11-2025", "2025-11-03"),
    ("ar", "في 3/11/2025م بالرياض", "3/11/2025م", "2025-11-03"),
    ("ar", "في 2025-11-03 بالرياض", "2025-11-03", "2025-11-03"),
    ("ar", "يوم الخميس 14 / 10 / 1436هـ الموافق 30 / 7 / 2015م.", "يوم الخميس 14 / 10 / 1436هـ الموافق 30 / 7 / 2015م", "2015-07-30"),
    ("ar", "في 15 شوال 1436هـ بالرياض", "15 شوال 1436هـ", "2015-07-31"),
    ("ar", "في 15 شوال 1436 بالرياض", "15 شوال 1436", "2015-07-31"),
    ("ar", "في 14/10/1436هـ بالرياض", "14/10/1436هـ", "2015-07-30"),
    ("ar", "الأحد 15 شوال 1436هـ الموافق 31 يوليو 2015م", "الأحد 15 شوال 1436هـ الموافق 31 يوليو 2015م", "2015-07-31"),
    ("ar", "في شهر رمضان الماضي", "شهر رمضان الماضي", "2025-03-01/2025-03-29"),
    # Arabic: ranges
    ("ar", "يزور ماليزيا من 4 إلى 6 أغسطس.", "4 إلى 6 أغسطس", "2015-08-04/2015-08-06", "2015-08-01"),
    ("ar", "يزور ماليزيا 4-6 أغسطس 2015.", "4-6 أغسطس 2015", "2015-08-04/2015-08-06"),
    ("ar", "بين 30 يوليو و2 أغسطس 2015", "30 يوليو و2 أغسطس 2015", "2015-07-30/2015-08-02"),
    ("ar", "بين 27 و28 تموز 2015", "27 و28 تموز 2015", "2015-07-27/2015-07-28"),
    ("ar", "من 30 يوليو إلى 2 أغسطس 2015", "30 يوليو إلى 2 أغسطس 2015", "2015-07-30/2015-08-02"),
    ("ar", "من 30 ديسمبر إلى 2 يناير 2015", "30 ديسمبر إلى 2 يناير 2015", "2014-12-30/2015-01-02"),
    ("ar", "بين عامي 2013 و2015 تحسنت", "عامي 2013 و2015", "2013/2015"),
    ("ar", "من 2013 إلى 2015 تحسنت", "2013 إلى 2015", "2013/2015"),
    # Arabic: months, years, weeks
    ("ar", "التقيا في سبتمبر الماضي.", "سبتمبر الماضي", "2025-09"),
    ("ar", "التقيا في أغسطس من العام الماضي.", "أغسطس من العام الماضي", "2024-08"),
    ("ar", "يزور موسكو خلال شهر ديسمبر المقبل.", "شهر ديسمبر المقبل", "2025-12"),
    ("ar", "التقيا في حزيران/يونيو على هامش", "حزيران/يونيو", "2025-06"),
    ("ar", "التقيا في آب/أغسطس 2024.", "آب/أغسطس 2024", "2024-08"),
    ("ar", "التقيا في مايو (أيار) 2014.", "مايو (أيار) 2014", "2014-05"),
    ("ar", "التقيا في آب الماضي.", "آب الماضي", "2025-08"),
    ("ar", "في النصف الأول من أغسطس الماضي", "النصف الأول من أغسطس الماضي", "2025-08"),
    ("ar", "رفعت أواخر مارس التجميد.", "أواخر مارس", "2025-03"),
    ("ar", "التقيا الشهر الماضي.", "الشهر الماضي", "2025-10"),
    ("ar", "يلتقيان الشهر المقبل.", "الشهر المقبل", "2025-12"),
    ("ar", "التقيا في وقت سابق من الشهر الجاري.", "وقت سابق من الشهر الجاري", "2025-11"),
    ("ar", "التقيا الأسبوع الماضي.", "الأسبوع الماضي", "2025-10-27/2025-11-02"),
    ("ar", "يلتقيان الأسبوع المقبل.", "الأسبوع المقبل", "2025-11-10/2025-11-16"),
    ("ar", "يلتقيان هذا الأسبوع.", "هذا الأسبوع", "2025-11-03/2025-11-09"),
    ("ar", "التقيا مرتين هذا العام.", "هذا العام", "2025"),
    ("ar", "التقيا العام الماضي.", "العام الماضي", "2024"),
    ("ar", "يلتقيان السنة القادمة.", "السنة القادمة", "2026"),
    ("ar", "يلتقيان قبل نهاية العام الجاري.", "نهاية العام الجاري", "2025"),
    ("ar", "وقعت عام 2003.", "عام 2003", "2003"),
    ("ar", "وقعت في العام 2013.", "العام 2013", "2013"),
    ("ar", "وقعت للعام 2013.", "لعام 2013", "2013"),
    ("ar", "وقعت منذ 2009 اتفاقات.", "2009", "2009"),
    ("ar", "يحكمها منذ مطلع العام 2016.", "مطلع العام 2016", "2016"),
    ("ar", "في الربع الأول من عام 2024", "الربع الأول من عام 2024", "2024-01/2024-03"),
    ("ar", "في النصف الثاني من العام الماضي", "النصف الثاني من العام الماضي", "2024-07/2024-12"),
    ("ar", "في صيف 2014 اتفقا", "صيف 2014", "2014"),
    ("ar", "اتفقا في الصيف الماضي", "الصيف الماضي", "2014", "2015-07-31"),
    ("ar", "في صيف العام الماضي", "صيف العام الماضي", "2024"),
    ("ar", "الموقعة في فيينا 1961م، وهذه", "1961م", "1961"),
    ("ar", "زادت في يوليو من نفس العام", "يوليو من نفس العام", None),
    ("ar", "في تسعينيات القرن الماضي", "تسعينيات القرن الماضي", "1990/1999"),
    # Arabic: counted from publication, or from the day named before
    ("ar", "التقيا قبل يومين.", "قبل يومين", "2025-11-01"),
    ("ar", "التقيا قبل ثلاثة أيام.", "قبل ثلاثة أيام", "2025-10-31"),
    ("ar", "التقيا قبل 3 أيام.", "قبل 3 أيام", "2025-10-31"),
    ("ar", "التقيا قبل نحو أسبوعين.", "قبل نحو أسبوعين", "2025-10-20/2025-10-26"),
    ("ar", "التقيا قبل أسبوعين.", "قبل أسبوعين", "2025-10-20/2025-10-26"),
    ("ar", "التقيا قبل شهرين.", "قبل شهرين", "2025-09"),
    ("ar", "التقيا قبل أربعة أشهر.", "قبل أربعة أشهر", "2025-07"),
    ("ar", "ولد قبل خمسة وتسعين عاما.", "قبل خمسة وتسعين عاما", "1930"),
    ("ar", "التقيا قبل عام.", "قبل عام", "2024"),
    ("ar", "يلتقيان بعد ثلاثة أيام.", "بعد ثلاثة أيام", "2025-11-06"),
    ("ar", "يلتقيان خلال الأيام القليلة القادمة.", "الأيام القليلة القادمة", "2025-11"),
    ("ar", "يلتقيان خلال الأشهر المقبلة.", "الأشهر المقبلة", None),
    # English: days near publication
    ("en", "They met today in Beijing.", "today", "2025-11-03"),
    ("en", "They met yesterday in Beijing.", "yesterday", "2025-11-02"),
    ("en", "They meet tomorrow.", "tomorrow", "2025-11-04"),
    ("en", "They met the day before yesterday.", "the day before yesterday", "2025-11-01"),
    ("en", "They meet tonight.", "tonight", "2025-11-03"),
    ("en", "They met last night (30).", "last night (30)", "2025-07-30", "2025-07-31"),
    ("en", "They met this morning (09) in Colombo.", "this morning (09)", "2024-10-09", "2024-10-10"),
    ("en", "He left yesterday (03) for Hanoi.", "yesterday (03)", "2025-05-03", "2025-05-04"),
    ("en", "They met today (07 May 2025).", "today (07 May 2025)", "2025-05-07", "2025-05-09"),
    ("en", "They meet tomorrow (01).", "tomorrow (01)", "2025-08-01", "2025-07-31"),
    # English: weekdays
    ("en", "They met on Monday.", "Monday", "2025-11-03"),
    ("en", "They met on Sunday night.", "Sunday night", "2025-11-02"),
    ("en", "They met last Monday.", "last Monday", "2025-10-27"),
    ("en", "They meet next Tuesday and Wednesday.", "next Tuesday and Wednesday", "2025-11-04/2025-11-05"),
    ("en", "They met early Friday.", "early Friday", "2025-10-31"),
    ("en", "They met on Friday (28).", "Friday (28)", "2025-03-28", "2025-03-30"),
    # English: days of months
    ("en", "On 3 December in Bern they met.", "3 December", "2021-12-03", "2021-12-03"),
    ("en", "They met on July 31, 2025.", "July 31, 2025", "2025-07-31"),
    ("en", "They met on 4 February 2019 in Bern.", "4 February 2019", "2019-02-04"),
    ("en", "They met on the 3rd of November 2024.", "the 3rd of November 2024", "2024-11-03"),
    ("en", "They met on the third of August.", "the third of August", "2025-08-03"),
    ("en", "On Friday, 21 April, they met.", "Friday, 21 April", "2017-04-21", "2017-04-22"),
    ("en", "On Monday 6 September 2021, they met.", "Monday 6 September 2021", "2021-09-06"),
    ("en", "They meet on Monday, 27 November, in Vienna.", "Monday, 27 November", "2017-11-27", "2017-11-23"),
    ("en", "On May 6, they will attend.", "May 6", "2025-05-06", "2025-05-04"),
    ("en", "They met on Sept. 5 in Rome.", "Sept. 5", "2025-09-05"),
    ("en", "It began on Oct. 7, 2023, at dawn.", "Oct. 7, 2023", "2023-10-07"),
    ("en", "a visit that commenced on the 28th.", "28th", "2025-07-28", "2025-07-31"),
    ("en", "They met on 2025-10-30.", "2025-10-30", "2025-10-30"),
    ("en", "They met on 30/10/2025 there.", "30/10/2025", "2025-10-30"),
    ("en", "They met on 3/4/2025 there.", "3/4/2025", None),
    # English: ranges
    ("en", "from 5 to 9 July they travel", "5 to 9 July", "2021-07-05/2021-07-09", "2021-06-28"),
    ("en", "a state visit from May 4–6.", "May 4–6", "2025-05-04/2025-05-06", "2025-05-05"),
    ("en", "on Tuesday and Wednesday, 28 and 29 November.", "Tuesday and Wednesday, 28 and 29 November", "2017-11-28/2017-11-29", "2017-11-23"),
    ("en", "from 7 to 9 February 2021.", "7 to 9 February 2021", "2021-02-07/2021-02-09"),
    ("en", "from 30 July to 2 August 2024", "30 July to 2 August 2024", "2024-07-30/2024-08-02"),
    ("en", "from May 30 to June 2, 2025", "May 30 to June 2, 2025", "2025-05-30/2025-06-02"),
    ("en", "between 30 July and 2 August 2024", "30 July and 2 August 2024", "2024-07-30/2024-08-02"),
    ("en", "for the period 2025–28, it", "2025–28", "2025/2028"),
    ("en", "between 2013 and 2015", "2013 and 2015", "2013/2015"),
    ("en", "from March to June 2024", "March to June 2024", "2024-03/2024-06"),
    # English: months, years, weeks
    ("en", "in December 2021", "December 2021", "2021-12"),
    ("en", "Last December they signed.", "Last December", "2018-12", "2019-02-04"),
    ("en", "his visit last October.", "last October", "2017-10", "2017-11-23"),
    ("en", "planned for mid-October, it", "mid-October", "2017-10", "2017-11-23"),
    ("en", "They met in early August.", "early August", "2025-08"),
    ("en", "They met in May.", "May", "2025-05"),
    ("en", "They met in August last year.", "August last year", "2024-08"),
    ("en", "They met in August of last year.", "August of last year", "2024-08"),
    ("en", "They met last month.", "last month", "2025-10"),
    ("en", "They met earlier this month.", "earlier this month", "2025-11"),
    ("en", "They met last week.", "last week", "2025-10-27/2025-11-02"),
    ("en", "They meet next week.", "next week", "2025-11-10/2025-11-16"),
    ("en", "They meet this year.", "this year", "2025"),
    ("en", "They met early this year.", "early this year", "2025"),
    ("en", "They meet next year.", "next year", "2026"),
    ("en", "by the end of the year", "the end of the year", "2025"),
    ("en", "In 2013, they met.", "2013", "2013"),
    ("en", "relations since 1921", "1921", "1921"),
    ("en", "signed in early 2011", "early 2011", "2011"),
    ("en", "concluded in autumn 2020 between", "autumn 2020", "2020"),
    ("en", "They met last summer.", "last summer", "2012", "2013-03-22"),
    ("en", "in the first quarter of 2024", "the first quarter of 2024", "2024-01/2024-03"),
    ("en", "in the first half of the year", "the first half of the year", "2025-01/2025-06"),
    ("en", "in June that year", "June that year", None),
    ("en", "He arrived in India today (15) at noon.", "today (15)", "2025-10-15"),
    ("en", "in the 1990s they", "the 1990s", "1990/1999"),
    ("en", "They met last weekend.", "last weekend", "2025-11-01/2025-11-02"),
    # English: counted
    ("en", "They met three days ago.", "three days ago", "2025-10-31"),
    ("en", "They met two weeks ago.", "two weeks ago", "2025-10-20/2025-10-26"),
    ("en", "It was signed over six months ago.", "six months ago", "2020-12", "2021-06-28"),
    ("en", "They met a year ago.", "a year ago", "2024"),
    ("en", "They met 10 years ago.", "10 years ago", "2015"),
]  # fmt: skip


@pytest.mark.parametrize("row", EXAMPLES, ids=[f"{r[0]}-{n}" for n, r in enumerate(EXAMPLES)])
def test_phrase(row: tuple[str, ...]) -> None:
    code, text, phrase, value, *published = row
    assert values(code, text, published[0] if published else MONDAY) == [(phrase, value)]


# What holds no date, though a word of it could.
NOT_DATES = [
    ("ar", "قالت صحيفة اليوم السعودية إنه وصل."),
    ("ar", "نقلت المصري اليوم عن الوزير."),
    ("ar", "نقلت صحيفة «اليوم» عن الوزير."),
    ("ar", "يحتفلون باليوم الوطني."),
    ("ar", "في اليوم الثاني من الزيارة"),
    ("ar", "زيارة تستغرق يومين"),
    ("ar", "بقي ثلاثة أيام في بكين"),
    ("ar", "قالت تيريزا ماي إنها"),
    ("ar", "وقال رجب طيب أردوغان إنه"),
    ("ar", "التقى قوى 14 آذار"),
    ("ar", "بعد ثورة 25 يناير"),
    ("ar", "مارس الوزير ضغوطا"),
    ("ar", "بعد خطبة الجمعة"),
    ("ar", "قتل 20 شخصا و2500 جندي"),
    ("ar", "لامس السعر 90 دولارا"),
    ("ar", "قبل أسبوع من القمة"),
    ("ar", "الأب الروحي أب لثلاثة"),
    ("en", "Theresa May may march with them."),
    ("en", "Mrs May met her guest."),
    ("en", "It was reported by USA Today."),
    ("en", "The Sunday Times reported it."),
    ("en", "a two-day visit"),
    ("en", "They talked for two days."),
    ("en", "He spoke to 2013 people."),
    ("en", "the 28th session opened"),
    ("en", "the 17th General Conference"),
    ("en", "August company came in march step"),
    ("en", "the winter session of Parliament"),
    ("en", "the September 11 attacks"),
    ("en", "a second meeting of the first minister"),
]


@pytest.mark.parametrize(("code", "text"), NOT_DATES, ids=[f"{c}-{n}" for n, (c, _) in enumerate(NOT_DATES)])
def test_no_date(code: str, text: str) -> None:
    assert values(code, text) == []


@pytest.mark.parametrize(
    ("code", "text", "value", "coming"),
    [
        ("ar", "سيتوجه الثلاثاء", "2025-10-28", "2025-11-04"),
        ("ar", "سيتوجه الاثنين", "2025-11-03", "2025-11-03"),
        ("ar", "سيتوجه الثلاثاء المقبل", "2025-11-04", "2025-11-04"),
        ("ar", "توجه الثلاثاء الماضي", "2025-10-28", "2025-10-28"),
        ("ar", "توجه أمس الأحد", "2025-11-02", None),
        ("ar", "سيتوجه غدا الثلاثاء", "2025-11-04", None),
        ("en", "on Friday", "2025-10-31", "2025-11-07"),
        ("en", "on Tuesday and Wednesday", "2025-10-28/2025-10-29", "2025-11-04/2025-11-05"),
        ("en", "on 5 July", "2025-07-05", "2026-07-05"),
        ("en", "on 5 October", "2025-10-05", None),
        ("en", "on 5 December", "2025-12-05", None),
        ("en", "in May", "2025-05", "2026-05"),
        ("en", "in December", "2024-12", "2025-12"),
        ("en", "in September", "2025-09", None),
        ("en", "from March to June", "2025-03/2025-06", "2026-03/2026-06"),
        ("ar", "في ديسمبر المقبل", "2025-12", None),
        ("en", "in May last year", "2024-05", None),
        ("ar", "في 5 مايو الماضي", "2025-05-05", None),
    ],
)
def test_coming(code: str, text: str, value: str, coming: str | None) -> None:
    (timex,) = found(code, text)
    assert (timex.value, timex.coming) == (value, coming)


@pytest.mark.parametrize(
    ("code", "text", "precision"),
    [
        ("ar", "اليوم", "day"),
        ("ar", "الأسبوع الماضي", "week"),
        ("ar", "سبتمبر الماضي", "month"),
        ("ar", "صيف 2014", "season"),
        ("ar", "عام 2014", "year"),
        ("ar", "التسعينيات", "decade"),
        ("en", "from 5 to 9 July", "interval"),
        ("en", "two months ago", "month"),
        ("en", "autumn 2020", "season"),
    ],
)
def test_precision(code: str, text: str, precision: str) -> None:
    assert [t.precision for t in found(code, text)] == [precision]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ar", "أمس"), ("ar", "الثلاثاء"), ("ar", "سبتمبر الماضي"), ("ar", "5 نوفمبر"), ("ar", "قبل يومين"),
        ("ar", "العام الماضي"), ("ar", "الصيف الماضي"), ("ar", "شهر رمضان"), ("ar", "اليوم التالي"),
        ("en", "yesterday (03)"), ("en", "last week"), ("en", "next Monday"), ("en", "in May"), ("en", "from 5 to 9 July"),
    ],
)  # fmt: skip
def test_relative_is_not_guessed(code: str, text: str) -> None:
    (timex,) = found(code, text, published=None)
    assert (timex.value, timex.source, timex.anchor, timex.coming) == (None, "none", None, None)


@pytest.mark.parametrize(
    ("code", "text", "source", "anchor"),
    [
        ("ar", "5 نوفمبر 2024", "explicit", None),
        ("ar", "5 نوفمبر", "relative", MONDAY),
        ("ar", "15 شوال 1436هـ", "explicit", None),
        ("ar", "أمس", "relative", MONDAY),
        ("en", "3/4/2025", "none", None),
        ("en", "in 2013", "explicit", None),
    ],
)
def test_source(code: str, text: str, source: str, anchor: str | None) -> None:
    (timex,) = found(code, text)
    assert (timex.source, timex.anchor) == (source, anchor)


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "They met on 5 October 2025. The next day they signed.", "2025-10-06"),
        ("en", "They met on 5 October 2025. Two days later they signed.", "2025-10-07"),
        (
            "en",
            "They met on 5 October 2025. It went well. All was fine. So they said. He left. The next day they signed.",
            None,
        ),
        ("ar", "التقيا في 5 أكتوبر 2025. وفي اليوم التالي وقعا.", "2025-10-06"),
        ("ar", "التقيا في 5 أكتوبر 2025. وفي اليوم نفسه وقعا.", "2025-10-05"),
    ],
)
def test_counted_from_the_day_named_before(code: str, text: str, value: str | None) -> None:
    assert found(code, text)[1].value == value


def test_the_day_of_writing_beats_publication() -> None:
    text = "He returns tonight (17). He met the secretary this morning and his guest yesterday."
    assert [v for _, v in values("en", text, "2025-01-18")] == ["2025-01-17", "2025-01-17", "2025-01-16"]


def test_the_day_of_writing_can_be_all_there_is() -> None:
    assert [v for _, v in values("en", "They met today (07 May 2025) and yesterday.", None)] == [
        "2025-05-07",
        "2025-05-06",
    ]


@pytest.mark.parametrize(
    ("code", "text", "rule"),
    [
        ("ar", "منذ 2009", "year+since"),
        ("ar", "حتى الثلاثاء", "weekday+until"),
        ("en", "since 2009", "year+since"),
    ],
)
def test_rule_tells_since_and_until(code: str, text: str, rule: str) -> None:
    assert [t.rule for t in found(code, text)] == [rule]


def test_full_stop_stays_outside() -> None:
    assert [s for s, _ in values("ar", "وقعت عام 2003. ثم التقيا.")] == ["عام 2003"]


def test_sorted_and_apart() -> None:
    spans = [t.span for t in found("ar", "التقيا أمس ثم الثلاثاء ثم في 5 نوفمبر 2024 وفي آب/أغسطس.")]
    assert len(spans) == 4
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize("word", ["بالاثنين", "وأمس", "لليوم", "ونوفمبر", "بالأمس", "لشهر", "وآب"])
def test_particles_before_date_words_are_split(word: str) -> None:
    language = load("ar")
    assert len(tokenize(word, language, dates.known(language))) == 2


@pytest.mark.parametrize("word", ["فبراير", "لامس", "باول", "باب"])
def test_words_that_stay_whole(word: str) -> None:
    language = load("ar")
    assert len(tokenize(word, language, dates.known(language))) == 1


@pytest.mark.parametrize("code", codes())
def test_same_sections_in_every_language(code: str) -> None:
    tables = {
        c: tomllib.loads((files("kg.lang") / c / "dates.toml").read_text(encoding="utf-8")) for c in codes()
    }
    assert set(tables[code]) == set(tables["en"])
    assert set(tables[code]["options"]) == set(tables["en"]["options"])
    assert set(tables[code]["marks"]) == set(tables["en"]["marks"])


@pytest.mark.parametrize("code", codes())
def test_every_month_and_weekday_is_there(code: str) -> None:
    phrases = [p for ps in date_tables.table(code).phrases.values() for p in ps]
    assert {p.value for p in phrases if p.cls == "MONTH"} == set(range(1, 13))
    assert {p.value for p in phrases if p.cls == "WEEKDAY"} == set(range(7))


@pytest.mark.parametrize("row", EXAMPLES, ids=[f"{r[0]}-{n}" for n, r in enumerate(EXAMPLES)])
def test_values_are_edtf(row: tuple[str, ...]) -> None:
    code, text, *_ = row
    for timex in found(code, text):
        if timex.value:
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?", timex.value)
            assert str(parse_edtf(timex.value)) == timex.value


def test_two_days_of_two_months_are_no_range() -> None:
    assert [v for _, v in values("en", "They met on 2 June and 23 July 2025.")] == [
        "2025-06-02",
        "2025-07-23",
    ]


def test_impossible_days_have_no_value() -> None:
    assert values("en", "on 30 February 2024") == [("30 February 2024", None)]


@pytest.mark.parametrize("published", ["yesterday", "2025-13-01", "0001-01-01", "9999-12-31", "2025-11"])
def test_what_is_no_day_of_publication_counts_as_unknown(published: str) -> None:
    assert values("en", "They met yesterday.", published) == [("yesterday", None)]


def vocabulary(code: str) -> list[str]:
    table = date_tables.table(code)
    return sorted({w for ps in table.phrases.values() for p in ps for w in p.words} | table.triggers)


@pytest.mark.parametrize("code", codes())
@given(data=st.data())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_row_of_date_words(code: str, data: st.DataObject) -> None:
    word = st.one_of(st.sampled_from(vocabulary(code)), st.sampled_from(["(", ")", "/", "-", ",", ".", "\n"]))
    number = st.integers(0, 3000).map(str)
    text = " ".join(data.draw(st.lists(st.one_of(word, number), max_size=40)))
    day = data.draw(st.sampled_from([None, "2024-02-29", "2025-12-31", "2025-01-01"]))
    timexes = found(code, text, day)
    assert all(a.last <= b.first for a, b in pairwise(timexes))
    for timex in timexes:
        assert (timex.value is None) == (timex.source == "none")
        for value in filter(None, (timex.value, timex.coming)):
            parse_edtf(value)
            assert "/" not in value or value.split("/")[0] < value.split("/")[1]


@pytest.mark.parametrize(
    "text", ["1 " * 20000, "(" * 20000, "Monday , " * 5000, "2025-" * 5000, "the end of " * 5000]
)
def test_long_rows_end_in_time(text: str) -> None:
    tokens = tokenize(text, load("en"))
    start = time.process_time()
    dates.find(tokens, load("en"), MONDAY)
    assert time.process_time() - start < 5


def test_nothing_known_nothing_said() -> None:
    assert read({}, Context(None, None, day_first=True)).value is None


def test_unknown_class_is_named() -> None:
    with pytest.raises(DataError, match="class NOUN in 'NOUN' is not one of"):
        date_tables._element("NOUN", {"MONTH"}, load("en"), "dates.toml: [patterns] day")


def test_unknown_macro_is_named() -> None:
    with pytest.raises(DataError, match=r"macro \$day is not in \[macros\]: date"):
        list(date_tables._expand("$day", {"date": []}, "dates.toml"))
