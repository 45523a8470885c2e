"""Hand-made extractions: small enough to read, with one meeting that two articles in two languages tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from kg.graph.link import link
from kg.graph.model import Graph, NationNode, PlaceNode
from kg.graph.world import World
from kg.model import Actor, Article, Event, Evidence, Extraction, Office, Place, Span

HOSTILE = '<script>alert("x")</script> O\'Neil\n=1+1 \u202eevil {{ x }}'


def at(text: str, part: str) -> Span:
    """The first place of `part` in `text`."""
    start = text.index(part)
    return Span(start, start + len(part))


def actor(
    article: Article,
    ident: str,
    name: str | None,
    *,
    kind: str = "person",
    ref: str | None = None,
    nation: str | None = None,
    office: str | None = None,
    words: str | None = None,
    names: Mapping[str, str] | None = None,
) -> Actor:
    """An actor whose first mention is `words`, or the name."""
    found = words or name or ""
    return Actor(ident, kind, name, (at(article.text, found),), ref, nation, office, dict(names or {}))


def event(
    article: Article,
    ident: str,
    kind: str,
    trigger: str,
    roles: Mapping[str, tuple[str, ...]],
    *,
    status: str = "held",
    place: Place | None = None,
    date: str | None = None,
    content: str | None = None,
    form: str | None = None,
    claimed_by: tuple[str, ...] = (),
    mode: str | None = None,
) -> Event:
    """An event told by the sentence in which the trigger stands."""
    text = article.text
    found = at(text, trigger)
    start = text.rfind(". ", 0, found.start) + 2 if ". " in text[: found.start] else 0
    end = text.find(".", found.end) + 1 or len(text)
    return Event(
        ident,
        kind,
        status,
        (Evidence(found, Span(start, end), f"test.{kind}"),),
        roles,
        mode,
        place,
        date,
        "explicit" if date else "none",
        at(text, content) if content else None,
        form,
        claimed_by,
        0.9,
    )


ARABIC = Article(
    "ar-1",
    "التقى لي تشيانغ ميخائيل ميشوستين في هانغتشو. وقال ميشوستين إن التعاون يتوسع.",
    "ar",
    "2025-11-03",
    "لقاء في هانغتشو",
    "مثال",
    "https://example.org/ar/1",
)
ENGLISH = Article(
    "en-1",
    "Chinese Premier Li Qiang met Mikhail Mishustin in Hangzhou on Monday. "
    "Mishustin is to meet Xi Jinping in Beijing on Tuesday. "
    'Mishustin said: "Our trade is growing." '
    "He arrived in Hangzhou on Monday. The Budapest summit of Russia and the United States was called off.",
    "en",
    "2025-11-03",
    "Li meets Mishustin",
    "Example",
    "https://example.org/en 1?q=<a>",
)
HANGZHOU = PlaceNode("hangzhou-CHN", {"en": "Hangzhou", "ar": "هانغتشو"}, "CHN", 30.29, 120.16)
TABLES = World(
    nations={
        code: NationNode(code, names, qid)
        for code, qid, names in (
            ("CHN", "Q148", {"en": "China", "ar": "الصين"}),
            ("RUS", "Q159", {"en": "Russia", "ar": "روسيا"}),
            ("USA", "Q30", {"en": "United States", "ar": "الولايات المتحدة"}),
        )
    },
    places={"hangzhou-CHN": HANGZHOU},
    actors={
        "Q4414390": {"en": "Mikhail Mishustin", "ar": "ميخائيل ميشوستين"},
        "Q15031": {"en": "Xi Jinping", "ar": "شي جين بينغ"},
    },
    actor_nations={"Q4414390": "RUS", "Q15031": "CHN"},
    offices={
        "Q4414390": (Office("prime_minister", "RUS", None, "2020-01-16", None),),
        "Q15031": (Office("president", "CHN", None, "2013-03", None),),
    },
    office_names={"prime_minister": {"en": "prime minister", "ar": "رئيس الوزراء"}},
    nation_forms=frozenset({("china", "CHN"), ("الصين", "CHN")}),
)


def arabic() -> Extraction:
    """A held meeting and a paraphrase."""
    return Extraction(
        ARABIC,
        (
            actor(ARABIC, "a1", "لي تشيانغ", ref="Q4170900", nation="CHN", office="premier"),
            actor(ARABIC, "a2", "ميخائيل ميشوستين", ref="Q4414390", nation="RUS", office="prime_minister"),
        ),
        (
            event(
                ARABIC,
                "e1",
                "meeting",
                "التقى",
                {"participant": ("a1", "a2")},
                place=Place("هانغتشو", "CHN", "hangzhou-CHN"),
                date="2025-11-03",
                mode="in_person",
            ),
            event(
                ARABIC,
                "e2",
                "statement",
                "وقال",
                {"speaker": ("a2",)},
                content="إن التعاون يتوسع",
                form="indirect",
            ),
        ),
    )


def english() -> Extraction:
    """The same meeting, a planned one, a quotation, a visit, and a cancelled meeting of two states."""
    place = Place("Hangzhou", "CHN", "hangzhou-CHN")
    return Extraction(
        ENGLISH,
        (
            actor(ENGLISH, "a1", "Li Qiang", ref="Q4170900", nation="CHN", office="premier"),
            actor(ENGLISH, "a2", "Mikhail Mishustin", ref="Q4414390", nation="RUS", office="prime_minister"),
            actor(ENGLISH, "a3", "Xi Jinping", ref="Q15031", nation="CHN"),
            actor(ENGLISH, "a4", "Russia", kind="state", nation="RUS", ref="Q159"),
            actor(ENGLISH, "a5", "United States", kind="state", nation="USA", ref="Q30"),
        ),
        (
            event(
                ENGLISH, "e1", "meeting", "met", {"participant": ("a1", "a2")}, place=place, date="2025-11-03"
            ),
            event(
                ENGLISH,
                "e2",
                "meeting",
                "is to meet",
                {"participant": ("a2", "a3")},
                status="planned",
                place=Place("Beijing", "CHN"),
                date="2025-11-04",
            ),
            event(
                ENGLISH,
                "e3",
                "statement",
                "said",
                {"speaker": ("a2",)},
                content='"Our trade is growing."',
                form="direct",
            ),
            event(
                ENGLISH,
                "e4",
                "visit",
                "arrived",
                {"visitor": ("a2",)},
                place=place,
                date="2025-11-03/2025-11-04",
            ),
            event(ENGLISH, "e5", "meeting", "summit", {"participant": ("a4", "a5")}, status="cancelled"),
        ),
    )


def hostile() -> Extraction:
    """Names, ids, addresses and words that try to become something else."""
    text = f"A met B. Then {HOSTILE} said {HOSTILE} twice. \x00\ud800 end"
    article = Article('x/../"<y>\n\ud800', text, "en", "not a date", HOSTILE, HOSTILE, "javascript:alert(1)")
    return Extraction(
        article,
        (
            actor(article, "a1", HOSTILE, nation="USA", office=HOSTILE),
            actor(article, 'a"2', None, words="B", office="<b>"),
            actor(article, "a3", "A", kind="organization", ref='org "<x>'),
        ),
        (
            event(
                article,
                "e 1",
                "meeting",
                "met",
                {"participant": ("a1", 'a"2', "a3")},
                place=Place(HOSTILE, None, "place <>"),
                date="2025-13-77",
            ),
            event(
                article,
                'e"2',
                "statement",
                "said",
                {"speaker": ("a1",), "via": ("a3",)},
                content=HOSTILE,
                form="mixed",
                claimed_by=('a"2',),
                date="2025-11",
            ),
        ),
    )


@pytest.fixture
def extractions() -> list[Extraction]:
    """The Arabic and the English article."""
    return [arabic(), english()]


@pytest.fixture
def graph(extractions: list[Extraction]) -> Graph:
    """The graph of the two articles."""
    return link(extractions, tables=TABLES)


@pytest.fixture
def hostile_graph(extractions: list[Extraction]) -> Graph:
    """The graph of the two articles and the hostile one."""
    return link([*extractions, hostile()], tables=TABLES)


@pytest.fixture
def tables() -> World:
    """The tables of the sample."""
    return TABLES


@pytest.fixture
def meet() -> Callable[..., Extraction]:
    """A function that makes an article with one event of the people or states that it is given."""

    def make(
        ident: str,
        who: tuple[tuple[str, str | None, str | None], ...],
        *,
        kind: str = "meeting",
        role: str = "participant",
        published: str | None = "2025-11-03",
        **rest: object,
    ) -> Extraction:
        """`who` holds (name, nation, ref); a name that is an upper-case code is a state."""
        text = " and ".join(name for name, _, _ in who) + " met. " + str(rest.get("content") or "")
        article = Article(ident, text, "en", published)
        actors = tuple(
            actor(
                article, f"a{i}", name, kind="state" if name.isupper() else "person", nation=nation, ref=ref
            )
            for i, (name, nation, ref) in enumerate(who)
        )
        roles = {role: tuple(one.id for one in actors)}
        return Extraction(article, actors, (event(article, "e1", kind, "met", roles, **rest),))  # type: ignore[arg-type]

    return make
