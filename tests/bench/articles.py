"""Articles for measurements: as many as are asked for, in both languages, always the same, from templates of our own.

They are not meant to be read for sense. They have the length of agency news (60 to 250 words), many persons, places and
days, reports of one event by several newspapers, and prose in which nothing is told.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from kg.resources import package_path

FIRST = date(2025, 1, 1)
MOST_PEOPLE = 400
SOURCES = {"ar": ("الوكالة", "الصحيفة", "المنبر"), "en": ("The Agency", "The Paper", "The Tribune")}
TOLD = {
    "ar": (
        "التقى {a} نظيره {b} في {place} يوم الاثنين.", "وصل {a} إلى {place} في زيارة تستغرق يومين.", "قال {a} إن بلاده تريد توسيع التعاون في مجالات الطاقة والنقل والتعليم.",
        "أجرى {a} اتصالا هاتفيا مع {b} بحثا خلاله آخر التطورات.", "وقع {a} و{b} في {place} اتفاقية للتعاون التجاري.", "ومن المقرر أن يزور {a} {place} الأسبوع المقبل.",
        "وأكد {b} أن المحادثات كانت «مثمرة وصريحة».", "ألغى {a} زيارته إلى {place}.",
    ),
    "en": (
        "{a} met {b} in {place} on Monday.", "{a} arrived in {place} on Tuesday for a two-day visit.", "{a} said that his country wanted closer cooperation in energy, transport and education.",
        "{a} spoke by phone with {b} about the latest developments.", "{a} and {b} signed a trade agreement in {place}.", "{a} is to visit {place} next week.",
        "\u201cThe talks were frank and useful,\u201d {b} said.", "{a} cancelled his visit to {place}.",
    ),
}  # fmt: skip
OTHER = {
    "ar": (
        "وشهدت المدينة حركة مرورية كثيفة في ساعات الصباح.", "وتأتي هذه الخطوة في وقت تشهد فيه الأسواق تقلبات حادة في أسعار الحبوب.", "ولم تصدر تفاصيل أخرى حتى ساعة متأخرة من الليل.",
        "ويرى مراقبون أن الطريق ما زال طويلا أمام المصانع الصغيرة.", "وارتفع عدد الركاب بنسبة سبعة في المئة مقارنة بالعام الماضي.",
    ),
    "en": (
        "Traffic in the centre was heavy through the morning.", "The step comes at a time of sharp swings in the price of grain.", "No further details were known late in the evening.",
        "Observers see a long road ahead for smaller factories.", "The number of passengers rose by seven per cent over the year before.",
    ),
}  # fmt: skip


def articles(number: int, seed: int = 0) -> Iterator[dict[str, str]]:
    """Give that many records, in turn Arabic and English; fewer of them are the first of more.

    >>> [row["lang"] for row in articles(3)]
    ['ar', 'en', 'ar']
    """
    for count in range(number):
        chance = random.Random(f"{seed} {count}")
        lang = ("ar", "en")[count % 2]
        yield {"id": f"n{count}", "lang": lang, **_article(lang, chance, count)}


def write(path: Path, number: int, seed: int = 0) -> Path:
    """Write that many as JSONL."""
    with path.open("w", encoding="utf-8") as file:
        for row in articles(number, seed):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def _article(lang: str, chance: random.Random, count: int) -> dict[str, str]:
    names, places = people(lang), cities(lang)
    # a story is told by about three newspapers, in both languages: its persons and place are those of its number
    story = random.Random(f"story {chance.randrange(count // 3 + 1)}")
    who = [story.randrange(min(len(people("ar")), len(people("en")))) for _ in range(4)]
    where = story.randrange(min(len(cities("ar")), len(cities("en"))))
    day = FIRST + timedelta(days=story.randrange(330))
    parts = []
    for _ in range(chance.randint(2, 7)):
        first, second = chance.sample(who, 2) if len(set(who)) == 4 else (who[0], who[1])
        told = chance.choice(TOLD[lang]).format(a=names[first], b=names[second], place=places[where])
        parts.append(" ".join([told, *chance.choices(OTHER[lang], k=chance.randint(1, 3))]))
    return {"text": "\n".join(parts), "published": day.isoformat(), "source": chance.choice(SOURCES[lang])}


@cache
def people(lang: str) -> list[str]:
    """Names from the package's tables, one a person."""
    found: dict[str, str] = {}
    for row in _rows(lang, "people.tsv"):
        if len(row[1].split()) == 2:
            found.setdefault(row[0], row[1])
    return [found[key] for key in sorted(found)][:MOST_PEOPLE]


@cache
def cities(lang: str) -> list[str]:
    """Names of cities from the package's tables."""
    found: dict[str, str] = {}
    for row in _rows(lang, "cities.tsv"):
        found.setdefault(row[0], row[1])
    return [found[key] for key in sorted(found)][:200]


def _rows(lang: str, name: str) -> list[list[str]]:
    lines = package_path("lang", lang, name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#") and "\t" in line]
