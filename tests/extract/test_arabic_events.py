"""Arabic clauses: one construction a row, with the event that it tells, or what was said, by whom, to whom and where."""

from __future__ import annotations

import pytest

from kg.model import Article, Event
from kg.pipeline import extract

PUBLISHED = "2025-11-05"  # a Wednesday


def told(text: str) -> list[tuple[Event, dict[str, tuple[str, ...]]]]:
    """The events of a text, each with the names that fill its roles."""
    found = extract(Article(id="t", lang="ar", published=PUBLISHED, text=text))
    names = {a.id: a.name or a.mentions[0].of(text) for a in found.actors}
    return [(e, {r: tuple(names[i] for i in ids) for r, ids in e.roles.items()}) for e in found.events]


EVENTS = [
    # places: behind the seat of somebody, a palace, a goal before the subject
    ("التقى السفير السعودي أحمد قطان بمقر السفارة السعودية بالقاهرة وزير الخارجية المصري سامح شكري.",
     "meeting", "held", ("أحمد قطان", "سامح شكري"), "EGY", None),
    ("استقبل الرئيس السوري أحمد الشرع في القصر الرئاسي في دمشق وزير الخارجية الفرنسي جان نويل بارو.",
     "meeting", "held", ("أحمد الشرع", "جان نويل بارو"), "SYR", None),
    ("وصل إلى مدينة عدن أمس نائب الرئيس اليمني خالد بحاح.",
     "visit", "held", ("خالد بحاح",), "YEM", "2025-11-04"),
    ("يجري التحضير لعقد قمة بين الرئيسين المصري عبد الفتاح السيسي والروسي فلاديمير بوتين في روسيا.",
     "meeting", "planned", ("عبد الفتاح السيسي", "فلاديمير بوتين"), "RUS", None),
    ("وصل الوزير المصري بدر عبد العاطي إلى العاصمة الروسية أمس.",
     "visit", "held", ("بدر عبد العاطي",), "RUS", "2025-11-04"),
    # who takes part: one office word for two, offices held together, two nations of one group, names in marks
    ("واستقبل الرئيس المصري عبد الفتاح السيسي وزيري الخارجية السوداني محيي الدين سالم والدفاع حسن داود كبرون.",
     "meeting", "held", ("عبد الفتاح السيسي", "محيي الدين سالم", "حسن داود كبرون"), None, None),
    ("التقى الوزير المصري بدر عبد العاطي نائب رئيس الوزراء ووزير الخارجية الأردني أيمن الصفدي.",
     "meeting", "held", ("بدر عبد العاطي", "أيمن الصفدي"), None, None),
    ("اتفق مسؤولون سعوديون ومصريون على إنشاء لجنة مشتركة.",
     "agreement", "held", ("مسؤولون سعوديون ومصريون",), None, None),
    ("كما اجتمع سيرغي لافروف مع رئيس المكتب السياسي لحركة «حماس»، خالد مشعل.",
     "meeting", "held", ("سيرغي لافروف", "خالد مشعل"), None, None),
    ("سيبحث جون كيري ومساعده لشؤون حقوق الإنسان توم مالينوفسكي مع المسؤولين المصريين الأوضاع.",
     "meeting", "planned", ("جون كيري", "توم مالينوفسكي", "المسؤولين المصريين"), None, None),
    ("استقبل الشيخ محمد بن زايد ولي عهد أبوظبي نائب القائد الأعلى للقوات المسلحة، مساء أمس، الوزير السعودي عادل الجبير.",
     "meeting", "held", ("محمد بن زايد", "عادل الجبير"), None, "2025-11-04"),
    ("استقبل الملك عبد الله الثاني وفدا من الكونغرس الأميركي.",
     "meeting", "held", ("عبد الله الثاني", "وفدا من الكونغرس الأميركي"), None, None),
    ("وجاء ذلك خلال لقاء الرئيس عبد الفتاح السيسي الرئيس اليمني رشاد العليمي في القاهرة.",
     "meeting", "held", ("عبد الفتاح السيسي", "رشاد العليمي"), "EGY", None),
    ("عقد وزراء الخارجية الخليجيون أمس لقاء في الدوحة. ورأس وفد المملكة وزير الخارجية عادل الجبير.",
     "meeting", "held", ("وزراء الخارجية الخليجيون", "عادل الجبير"), "QAT", "2025-11-04"),
    ("وصل إلى عدن أمس خالد بحاح نائب رئيس اليمن ومعه عدد من الوزراء.",
     "visit", "held", ("خالد بحاح", "عدد من الوزراء"), "YEM", "2025-11-04"),
    ("وأوضح البيان أن اللقاء سيكون بحضور السفير السعودي ثامر السبهان ومسؤولين في الهلال الأحمر السعودي.",
     "meeting", "held", ("ثامر السبهان", "مسؤولين في الهلال الأحمر السعودي"), None, None),
    # journeys
    ("وتوجه وزير الخارجية العماني بدر البوسعيدي إلى طهران اليوم الأربعاء.",
     "visit", "held", ("بدر البوسعيدي",), "IRN", "2025-11-05"),
    ("يصل الرئيس النيجيري محمد بخاري اليوم إلى الكاميرون.",
     "visit", "planned", ("محمد بخاري",), "CMR", "2025-11-05"),
    ("وتأتي التطورات بعد جولة لوزير الخارجية الإيراني عباس عراقجي في السعودية.",
     "visit", "held", ("عباس عراقجي",), "SAU", None),
    ("وتفقد وزير الخارجية الإيراني عباس عراقجي موقع القنصلية الإيرانية في دمشق.",
     "visit", "held", ("عباس عراقجي",), "SYR", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "status", "core", "country", "date"), EVENTS)
def test_an_event_has_its_actors_and_setting(
    text: str, kind: str, status: str, core: tuple[str, ...], country: str | None, date: str | None
) -> None:
    ((event, roles),) = [(e, r) for e, r in told(text) if e.content is None]
    place = event.place.country if event.place else None
    assert (event.type, event.status, set(next(iter(roles.values()))), place, event.date) == (
        kind, status, set(core), country, date,
    )  # fmt: skip


SAID = [
    # what is said begins behind adjuncts, and ends before its day or its occasion
    ("وأعلنت أنقرة في يوليو أنها سمحت للطائرات باستخدام القاعدة.",
     {"speaker": ("أنقرة",)}, "سمحت للطائرات باستخدام القاعدة", None, "2025-07"),
    ("أكد الرئيس الأميركي جو بايدن في اليوم الأول من زيارة إلى كينيا اليوم أن أفريقيا تسير قدما.",
     {"speaker": ("جو بايدن",)}, "أفريقيا تسير قدما", None, "2025-11-05"),
    ("أعلن رئيس الوزراء الأيرلندي، سيمون هاريس استقالته، الأربعاء.",
     {"speaker": ("سيمون هاريس",)}, "استقالته", None, "2025-11-05"),
    ("وقال الرئيس التركي رجب طيب أردوغان إن بلاده ستبدأ العملية، في مؤتمر صحفي في أنقرة الخميس.",
     {"speaker": ("رجب طيب أردوغان",)}, "بلاده ستبدأ العملية", "TUR", "2025-10-30"),
    ("وأعرب رئيس الوزراء نافين رامغولام، في كلمة متلفزة من بورت لويس، عن سعادته باستكمال المسار.",
     {"speaker": ("نافين رامغولام",)}, "سعادته باستكمال المسار", "MUS", None),
    # who hears it
    ("قال الملك عبد الله الثاني لدى استقباله وفدا من الكونغرس الأميركي إن الأردن متمسك بالسلام.",
     {"speaker": ("عبد الله الثاني",), "addressee": ("وفدا من الكونغرس الأميركي",)}, "الأردن متمسك بالسلام", None, None),
    ("ودعا الرئيس اليمني رشاد العليمي خلال لقائه، أمس في الرياض، المبعوث الأممي هانس غروندبرغ، إلى زيارة عدن.",
     {"speaker": ("رشاد العليمي",), "addressee": ("هانس غروندبرغ",)}, "زيارة عدن", "SAU", "2025-11-04"),
    ("قال الوزير المصري بدر عبد العاطي في لقاء عقده أمس بالقاهرة، وشارك فيه عدد من رؤساء التحرير، إن الحل قريب.",
     {"speaker": ("بدر عبد العاطي",), "addressee": ("عدد من رؤساء التحرير",)}, "الحل قريب", "EGY", "2025-11-04"),
    ("قال الوزير المصري بدر عبد العاطي خلال مؤتمر صحفي مشترك مع نظيره التركي هاكان فيدان إن الحل قريب.",
     {"speaker": ("بدر عبد العاطي",)}, "الحل قريب", None, None),
    ("وتوجه الرئيس المصري عبد الفتاح السيسي بالشكر لنظيره الفرنسي إيمانويل ماكرون.",
     {"speaker": ("عبد الفتاح السيسي",), "addressee": ("إيمانويل ماكرون",)}, None, None, None),
    ("وطلب الرئيس البرازيلي لولا دا سيلفا من نظيره الأميركي دونالد ترامب تعليق الرسوم.",
     {"speaker": ("لولا دا سيلفا",), "addressee": ("دونالد ترامب",)}, "تعليق الرسوم", None, None),
    ("وحذرت السفارة الأمريكية الأمريكيين مطلع مارس من هجمات وشيكة.",
     {"speaker": ("السفارة الأمريكية",), "addressee": ("الأمريكيين",)}, "هجمات وشيكة", None, "2025-03"),
    # through whom
    ("وأوضح مصدر دبلوماسي لوكالة فرانس برس أن الوفد جاهز.",
     {"speaker": ("مصدر دبلوماسي",), "via": ("وكالة فرانس برس",)}, "الوفد جاهز", None, None),
    ("وقالت المحامية ماريا مارونجيو لوسائل الإعلام الإيطالية إن العدالة قريبة.",
     {"speaker": ("ماريا مارونجيو",), "via": ("وسائل الإعلام الإيطالية",)}, "العدالة قريبة", None, None),
    ("وكتب الرئيس الفرنسي إيمانويل ماكرون على منصة إكس أن الحل قريب.",
     {"speaker": ("إيمانويل ماكرون",), "via": ("منصة إكس",)}, "الحل قريب", None, None),
    ("وجاء في بيان للديوان الملكي السعودي أن الملك بخير.",
     {"speaker": ("الديوان الملكي السعودي",)}, "الملك بخير", None, None),
    ("وعلمت «عكاظ» من مصادرها أن الوزير بخير.",
     {"speaker": ("مصادرها",), "via": ("عكاظ",)}, "الوزير بخير", None, None),
    # who speaks: behind an opened quotation, with himself, without a subject before its object
    ("كما صرح بنفسه الوزير الأميركي جون كيري أن الاتفاق قريب.",
     {"speaker": ("جون كيري",)}, "الاتفاق قريب", None, None),
    ("أكد وزير الخارجية بدولة قطر الدكتور خالد بن محمد العطية أن الحل قريب.",
     {"speaker": ("خالد بن محمد العطية",)}, "الحل قريب", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "roles", "content", "country", "date"), SAID)
def test_a_statement_has_its_people_words_and_setting(
    text: str, roles: dict[str, tuple[str, ...]], content: str | None, country: str | None, date: str | None
) -> None:
    event, found = next((e, r) for e, r in told(text) if e.content is not None)
    place = event.place.country if event.place else None
    assert event.content is not None
    assert (found, place, event.date) == (roles, country, date)
    assert content in (None, event.content.of(text))


def test_two_verbs_in_a_row_share_the_speaker() -> None:
    said = [
        r
        for e, r in told("وقال كيري إن اللقاء كان مثمرا. كما اتهم حزب الله وتنظيم داعش بأن مصلحتهما واحدة.")
        if e.content
    ]
    assert [r["speaker"] for r in said] == [("كيري",), ("كيري",)]


def test_a_minority_of_those_who_met_met_apart() -> None:
    text = (
        "عقدت قمة في بكين بحضور الرئيس الصيني شي جين بينغ والرئيس الروسي فلاديمير بوتين ورئيس الوزراء الهندي ناريندرا مودي"
        " والرئيس الإيراني مسعود بزشكيان. كما أجرى فلاديمير بوتين مع ناريندرا مودي مباحثات ثنائية."
    )
    sides = [len(r["participant"]) for e, r in told(text) if e.type == "meeting"]
    assert sides == [4, 2]


NOT_TOLD = [
    ("وأجرى الرئيسان المصري والتركي جولة جديدة من المفاوضات في إسطنبول.", "visit"),
    ("وأكد الوزير المصري ضرورة حماية الأمن، ورفض التدخل في الشؤون الداخلية للدول العربية.", "meeting"),
    ("ونوه الوزير المصري عبر تلغرام بالقرار.", "meeting"),
]


@pytest.mark.parametrize(("text", "kind"), NOT_TOLD)
def test_what_only_looks_like_an_event(text: str, kind: str) -> None:
    assert kind not in {e.type for e, _ in told(text)}
