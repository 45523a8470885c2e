"""Arabic: attached particles, and the written forms of lexicon entries. All input and output is folded."""

from __future__ import annotations

from collections.abc import Container, Iterator

from kg.extract.language import Form

# Pronouns written onto nouns and verbs.
_PRONOUNS = ("ه", "ها", "هم", "هما", "نا", "ي", "كم", "هن")
_NUMBER = {"هما": "dual", "هم": "plural", "هن": "plural"}  # of whom the pronoun means
# Words that begin like و + word, and are one word all the same (folded). Words of the tables need not stand here.
_KEEP_STEMS = (
    "وزير", "وزار", "وكال", "وكيل", "وفد", "وفود", "وصل", "وصول", "وضع", "وضح", "وقت", "وقع", "وقائع",
    "وقف", "وقود", "وقوع", "وقوف", "واقع", "واقف", "واشنطن", "واسع", "واحد", "واضح", "واجب", "واجه", "والد",
    "وارد", "وارس", "واصل", "وافق", "واثق", "واكب", "وثيق", "وثائق", "وثق", "وجه", "وجود", "وجد", "وحد",
    "وحيد", "وداع", "ودي", "وراء", "ورق", "ورد", "ورش", "وزن", "وسط", "وساط", "وسائل", "وسيط", "وسيل",
    "وسع", "وشيك", "وصف", "وصاي", "وصيف", "وطن", "وظيف", "وظائف", "وعد", "وعود", "وعي", "وفا", "وفر", "وفق",
    "وفير", "وقاي", "وقح", "ولاي", "ولاء", "ولد", "ولي", "وليد", "وليم", "ووهان", "ويلز", "وهم", "وهب",
    "ويليام", "ويكي", "وانغ", "وحش", "وريث", "وتير", "وتر", "وتور", "وجب", "وجي", "وخام", "ورط", "وكر",
    "ولوج", "وحي", "وات", "وعر", "وبا", "وباء", "وسام", "ودائع", "وديع", "ورث", "وصم", "وط", "وقد", "وقر",
)  # fmt: skip
_KEEP_EXACT = frozenset({
    "واذ", "والا", "وال", "واو", "ود", "وك", "وت", "بالغ", "بالغه", "بالي", "بالون", "بالاس", "بالستي",
    "بالستيه", "باليستي", "باليستيه", "بالتيك", "بالو", "كالي", "كاليفورنيا", "كالديرون", "بالمر",
    "بالميرا", "لله", "للتو", "لما", "لكن", "لدي", "لديه", "لديها", "لديهم", "لدينا", "ليس", "ليست", "لقد",
    "لن", "لم", "لا", "لو", "ليبيا", "لبنان", "بين", "بعد", "بعض", "بشان", "بيان", "بلد", "بلاد", "بدا",
    "بدون", "كما", "كان", "كانت", "كل", "كلا", "كلما", "كبير", "كبار",
})  # fmt: skip


def split(folded: str, known: Container[str]) -> tuple[tuple[int, str], ...]:
    """Cut conjunctions (و ف) and prepositions (ب ل ك) off a word, where the tables or the article ال show them.

    >>> split("وللرييس", set())
    ((1, 'و'), (1, 'ل'), (5, 'الرييس'))
    >>> split("وزير", set())
    ((4, 'وزير'),)
    """
    pieces: list[tuple[int, str]] = []
    rest = folded
    if len(rest) > 2 and rest[0] in "وف" and _conjunction(rest, known):
        pieces.append((1, rest[0]))
        rest = rest[1:]
    if len(rest) > 3 and rest[0] in "بلك" and rest not in _KEEP_EXACT:
        if rest not in known and rest[1:] in known:
            pieces.append((1, rest[0]))
            rest = rest[1:]
        elif rest.startswith("لل") and rest not in known and rest[1:] != "له":
            pieces.append((1, "ل"))
            return (*pieces, (len(rest) - 1, "ا" + rest[1:]))
        elif rest[0] in "بك" and rest[1:3] == "ال" and len(rest) > 4 and rest not in known:
            pieces.append((1, rest[0]))
            rest = rest[1:]
    elif rest in ("به", "بها", "بهم", "له", "لها", "لهم", "لهما"):
        pass
    return (*pieces, (len(rest), rest))


def _conjunction(word: str, known: Container[str]) -> bool:
    rest = word[1:]
    if word in known or word in _KEEP_EXACT:
        return False
    if word[0] == "ف":
        return (
            rest in known
            or (rest.startswith("ال") and len(rest) > 4)
            or rest in ("ان", "قد", "لم", "لن", "هو", "هي")
        )
    if rest in known or (len(rest) > 5 and (rest[:3] in ("بال", "كال") or rest[:2] == "لل")):
        return True
    return not word.startswith(_KEEP_STEMS)


def _past(stem: str) -> Iterator[tuple[str, frozenset[str]]]:
    weak = stem[-1] in "يا" and len(stem) > 2
    base = stem[:-1] if weak else stem
    yield stem, frozenset({"past"})
    yield base + "ت", frozenset({"past", "fem"})
    yield base + "وا", frozenset({"past", "plural"})
    yield base + "تا", frozenset({"past", "fem", "dual"})
    yield (stem if weak else base) + "ا", frozenset({"past", "dual"})
    if weak and stem[-1] == "ي":
        yield stem + "نا", frozenset({"past", "first", "plural"})
    with_object = base + "ا" if weak else stem
    for pronoun in ("ه", "ها", "هم", "هما"):
        yield with_object + pronoun, frozenset({"past", "object"})
        yield base + "ت" + pronoun, frozenset({"past", "fem", "object"})


def _present(stem: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Forms of the present third person singular masculine `stem` (it begins with ي)."""
    core = stem[1:]
    weak = core[-1] in "يا" or core.endswith("و")
    short = core[:-1] if weak else core
    yield "ي" + core, frozenset({"present"})
    yield "ت" + core, frozenset({"present", "fem"})
    yield "ن" + core, frozenset({"present", "first", "plural"})
    for ending in ("ون", "وا"):
        yield "ي" + short + ending, frozenset({"present", "plural"})
    for ending in ("ان", "ا"):
        yield "ي" + core + ending, frozenset({"present", "dual"})
        yield "ت" + core + ending, frozenset({"present", "fem", "dual"})
    if weak:
        yield "ي" + short, frozenset({"present"})
        yield "ت" + short, frozenset({"present", "fem"})
    for pronoun in ("ه", "ها", "هم"):
        yield "ي" + core + pronoun, frozenset({"present", "object"})
        yield "ت" + core + pronoun, frozenset({"present", "fem", "object"})


def _verb(entry: str) -> Iterator[Form]:
    past, present = entry.split()
    for form, tags in _past(past):
        yield Form((form,), tags)
    for form, tags in _present(present):
        yield Form((form,), tags)
        yield Form(("س" + form,), (tags - {"present"}) | {"future"})


def _participle(stem: str) -> Iterator[Form]:
    yield Form((stem + "ا",), frozenset({"participle"}))
    yield Form((stem + "ه",), frozenset({"participle", "fem"}))
    yield Form((stem + "ين",), frozenset({"participle", "plural"}))
    yield Form((stem + "ات",), frozenset({"participle", "fem", "plural"}))
    yield Form((stem + "تين",), frozenset({"participle", "fem", "dual"}))


def _noun(entry: str) -> Iterator[Form]:
    *lead, last = entry.split()
    head = tuple(lead)
    yield Form((*head, last), frozenset({"indefinite"}))
    if last[-1] not in "هءا":
        yield Form((*head, last + "ا"), frozenset({"indefinite", "accusative"}))
    if not lead:
        yield Form(("ال" + last,), frozenset({"definite"}))
    stem = last[:-1] + "ت" if last.endswith("ه") else last
    stems = [last[:-1] + hamza for hamza in "ءئؤ"] if last.endswith("ء") else [stem]
    for s in stems:
        for pronoun in _PRONOUNS:
            whose = frozenset({"suffix", _NUMBER.get(pronoun, "singular")})
            yield Form((*head, s + pronoun), whose | {"her"} if pronoun == "ها" else whose)


def inflect(entry: str, kind: str) -> Iterator[Form]:
    """The written forms of an entry. A verb is given as past and present ("التقي يلتقي").

    >>> sorted(f.words[0] for f in inflect("موكد", "participle"))[:2]
    ['موكدا', 'موكدات']
    """
    if kind == "verb":
        yield from _verb(entry)
    elif kind == "participle":
        yield from _participle(entry)
    elif kind == "noun":
        yield from _noun(entry)
    else:
        yield Form(tuple(entry.split()), frozenset())
