"""Written forms of people: the short notation of the hand files, spelling families, and guards.

The notation: ``;`` between forms; ``{a,b}`` for alternatives; ``*`` before a part that the press uses alone,
``^`` before a part that counts alone only after a title or when the full name stands in the article, ``?`` before a
part that counts alone only when the full name stands in the article; ``!`` at the end where this person keeps the
short form although others share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from kg.errors import DataError

_BRACES = re.compile(r"\{([^{}]*)\}")
_MARKS = {"*": "", "^": "title", "?": "full"}
# Spellings of one Arabic name that newspapers use side by side; the first of a family is not preferred over the rest.
_FAMILIES = (
    ("Mohammed", "Mohamed", "Mohammad", "Muhammad", "Muhammed"),
    ("Ahmed", "Ahmad"),
    ("Abdullah", "Abdallah", "Abdulla"),
    ("Khalid", "Khaled"),
    ("Hussein", "Hussain", "Husain"),
    ("Yousef", "Youssef", "Yusuf", "Yousuf"),
    ("Mahmoud", "Mahmud"),
    ("Nasser", "Nasir"),
    ("Saud", "Saoud"),
    ("Tariq", "Tarik", "Tareq"),
    ("Abdulaziz", "Abdul Aziz", "Abdelaziz", "Abdul-Aziz"),
    ("Abdulrahman", "Abdul Rahman", "Abdelrahman", "Abdul-Rahman"),
    ("Abdullatif", "Abdul Latif", "Abdellatif"),
    ("Abdulmalik", "Abdul Malik", "Abdul-Malik", "Abdel-Malik"),
    ("Fattah", "Fatah"),
    ("Sergei", "Sergey"),
    ("Alexander", "Aleksandr", "Alexandr"),
    ("Andrei", "Andrey"),
    ("Alexei", "Alexey"),
    ("Dmitry", "Dmitri", "Dmitriy"),
    ("Yuri", "Yury"),
    ("Nikolai", "Nikolay"),
)
_FAMILY_OF = {name: family for family in _FAMILIES for name in family}
_FAMILY = re.compile(r"\b(" + "|".join(sorted(_FAMILY_OF, key=len, reverse=True)) + r")\b")
_ARTICLE = re.compile(r"(?<![\w-])(?:[Aa]l|[Ee]l)[- ](?=[A-Z])")
_SERVANT = re.compile(r"(?<!\w)عبد ?(?=ال)")
_MOST_VARIANTS = 60
# Names of so few letters are syllables of other names too ("Lee", "دان").
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of a person: `guard` as in the tables; `keeps` where the hand file settles a shared form."""

    text: str
    guard: str = ""
    short: bool = False
    keeps: bool = False


def read_cell(cell: str) -> tuple[Form, ...]:
    """Expand a cell of a hand file, full names and short forms in the order in which they are written.

    >>> [(f.text, f.guard) for f in read_cell("Theresa ^May")]
    [('Theresa May', ''), ('May', 'title')]
    >>> [f.text for f in read_cell("{Zine,Zein} *Ben Ali")]
    ['Zine Ben Ali', 'Ben Ali', 'Zein Ben Ali']
    """
    found: dict[str, Form] = {}
    for raw in cell.split(";"):
        for written in expand(raw.strip()):
            for form in _marked(written):
                found.setdefault(form.text, form)
    return tuple(found.values())


def expand(written: str) -> Iterator[str]:
    """Give every choice of the alternatives in braces, the first ones first.

    >>> list(expand("Moj{e,i}b"))
    ['Mojeb', 'Mojib']
    """
    parts = _BRACES.split(written)
    choices = [part.split(",") if i % 2 else [part] for i, part in enumerate(parts)]
    for choice in product(*choices):
        text = "".join(choice)
        if "{" in text or "}" in text:
            raise DataError(f"hand-written form {written!r}: found braces inside braces, allowed one level")
        yield " ".join(text.split())


def latin_variants(name: str) -> tuple[str, ...]:
    """Give the spellings of a name in Latin letters that differ in a spelling family or in the article.

    >>> latin_variants("Khalid al-Falih")
    ('Khalid al-Falih', 'Khaled al-Falih', 'Khalid Al-Falih', 'Khaled Al-Falih', 'Khalid Al Falih', 'Khaled Al Falih')
    """
    articles = [name]
    first = _ARTICLE.search(name)
    if first:
        own = first.group()[:2].lower()
        articles += [
            _ARTICLE.sub(article, name) for article in (f"{own}-", f"{own.title()}-", f"{own.title()} ")
        ]
    found: dict[str, None] = {}
    for text in articles:
        parts = _FAMILY.split(text)
        choices = [_spellings(part) if i % 2 else [part] for i, part in enumerate(parts)]
        for choice in product(*choices):
            found.setdefault("".join(choice))
    return tuple(found)[:_MOST_VARIANTS]


def _spellings(name: str) -> list[str]:
    """The name first, then the others of its family."""
    return [name, *(other for other in _FAMILY_OF[name] if other != name)]


def without_article(forms: Iterable[Form]) -> tuple[Form, ...]:
    """Add the short forms without the article: it counts only where the full name stands in the article.

    >>> [(f.text, f.guard) for f in without_article([Form("al-Jubeir", short=True)])]
    [('al-Jubeir', ''), ('Jubeir', 'full')]
    """
    found = {form.text: form for form in forms}
    for form in tuple(found.values()):
        bare = _ARTICLE.sub("", form.text)
        if form.short and " " not in bare and bare not in found:
            found[bare] = Form(bare, "full", short=True)
    return tuple(found.values())


def arabic_variants(name: str) -> tuple[str, ...]:
    """Give a name with "servant of the …" written as one word and as two, as both are common.

    >>> arabic_variants("عبدالفتاح السيسي")
    ('عبد الفتاح السيسي', 'عبدالفتاح السيسي')
    """
    return tuple(dict.fromkeys((_SERVANT.sub("عبد ", name), _SERVANT.sub("عبد", name))))


def _marked(written: str) -> Iterator[Form]:
    """The full name and, where a mark stands in it, the short form after the mark."""
    keeps = written.endswith("!")
    body = written.rstrip("!")
    marks = [i for i, c in enumerate(body) if c in _MARKS]
    if not body or len(marks) > 1:
        raise DataError(
            f"hand-written form {written!r}: found {len(marks)} marks or no text, allowed one mark at most"
        )
    if not marks:
        yield Form(body, keeps=keeps)
        return
    at = marks[0]
    if at:
        yield Form(body[:at] + body[at + 1 :])
    yield Form(body[at + 1 :], _MARKS[body[at]], short=True, keeps=keeps)


def guarded(form: Form, doubt: str) -> Form:
    """Guard a short form that may mean something else (`doubt` is the guard for that), or is very short.

    >>> guarded(Form("Rice", short=True), "title").guard, guarded(Form("Rice", short=True, keeps=True), "title").guard
    ('title', '')
    """
    if not form.short or form.keeps or " " in form.text:
        return form
    wanted = doubt or ("title" if len(form.text) <= _SHORTEST else "")
    return form if form.guard == "full" or not wanted else replace(form, guard=wanted)


def resolve(forms: Iterable[tuple[str, str, Form]]) -> list[tuple[str, str, str]]:
    """Settle who has which form: rows of (folded form, id, form) in, rows of (id, form, guard) out, in their order.

    A short form that several people share counts only with the full name, but for the one who keeps it; a full name
    belongs to the first who has it, unless a hand file says otherwise.

    >>> a, b = Form("Sanders", short=True), Form("Sarah Sanders")
    >>> resolve([("Sanders", "1", a), ("Sanders", "2", a), ("Sarah Sanders", "1", b)])
    [('1', 'Sanders', 'full'), ('2', 'Sanders', 'full'), ('1', 'Sarah Sanders', '')]
    """
    rows = list(forms)
    owners: dict[str, list[tuple[str, Form]]] = {}
    for key, ident, form in rows:
        owners.setdefault(key, []).append((ident, form))
    done: dict[tuple[str, str], None] = {}
    settled: list[tuple[str, str, str]] = []
    for key, ident, form in rows:
        if (key, ident) in done:
            continue
        done[key, ident] = None
        guard = _guard(ident, form, owners[key])
        if guard is not None:
            settled.append((ident, form.text, guard))
    return settled


def _guard(ident: str, form: Form, owners: list[tuple[str, Form]]) -> str | None:
    """The guard of one owner's form; None where a full name belongs to somebody else."""
    if len({owner for owner, _ in owners}) == 1:
        return form.guard
    keeper = next((owner for owner, other in owners if other.keeps), None)
    full = next((owner for owner, other in owners if not other.short), None)
    holder = keeper or full
    if holder == ident:
        return form.guard
    if not form.short:
        return None
    return "full"
