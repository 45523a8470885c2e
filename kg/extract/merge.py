"""One event once: join the tellings of the same happening within an article."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from difflib import SequenceMatcher

from kg.model import Event, Evidence, Place


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as one trigger tells it, before joining.

    `back` marks a reference to an event told before. `days` is how long it is said to last (below 0: up
    to the day told), 0 where it is not said. `attended` tells that it names who was present, `fresh` marks a noun that
    speaks of something new ("talks"). `hears` is the role, still empty, of those in whose company it was said.
    `beside`: the types of events that it joins where none of its own type is told.
    `word`: the trigger's first word, without its article.
    `journey`: of a type with an event for each place. `bygone`: told to be earlier than what was told before.
    """

    event: Event
    core: tuple[str, ...]
    back: bool
    sentence: int
    mergeable: bool = True
    joins: bool = False
    days: int = 0
    fresh: bool = False
    attended: bool = False
    hears: str = ""
    journey: bool = False
    bygone: bool = False
    word: str = ""
    beside: tuple[str, ...] = ()


@dataclass(slots=True)
class _Open:
    event: Event
    core: set[str] = field(default_factory=set)
    lead: frozenset[str] = frozenset()  # who met as first told, without those who are said to have joined
    sentence: int = 0
    days: int = 0
    words: set[str] = field(default_factory=set)  # by which it was told


def merge(
    tellings: list[Telling], roles: dict[str, str], persons: frozenset[str] = frozenset()
) -> list[Event]:
    """Join tellings in the order of the text. `roles` gives the core role of each event type.

    Two tellings are one event where type, date and place agree and one's participants contain the other's, or where
    the later one refers back ("the meeting") without participants of its own. `persons`: the actors who are persons.
    """
    opened: list[_Open] = []
    out: list[Event] = []
    for t in tellings:
        if not t.mergeable:
            out.append(t.event)
            continue
        home = _joined(opened, t, persons) if t.joins else _earlier(opened, t)
        if t.joins and home is None and (beside := _beside(opened, t)):
            kind = beside.event.type
            home, t = beside, replace(t, event=replace(t.event, type=kind, roles={roles[kind]: t.core}))
        if home is None:
            if (t.joins and len(t.core) < 2) or (t.back and not t.core and not any(t.event.roles.values())):
                continue
            core = set(t.core or next(iter(t.event.roles.values()), ()))
            opened.append(_Open(t.event, core, frozenset(t.core), t.sentence, t.days, {t.word}))
        else:
            # A later verb with more sides than a meeting of two tells partly of another one: it lends no actors.
            lends = t.joins or t.attended or len(home.core) < 2 or not home.core < set(t.core)
            told = t.event if lends else replace(t.event, roles={})
            if not t.core:  # who it was is only understood: nobody new
                told = replace(
                    told, roles={r: ids for r, ids in told.roles.items() if r != roles.get(told.type)}
                )
            home.event = _join(home.event, told, t.back or t.joins)
            home.core |= set(t.core) if lends else set()
            home.sentence = t.sentence
            home.words.add(t.word)
            home.days = max(home.days, t.days, key=abs)
    out += [replace(o.event, date=_lasting(o.event.date, o.days)) for o in opened]
    return sorted(out, key=lambda e: (e.evidence[0].trigger.start, e.type))


def _earlier(opened: list[_Open], t: Telling) -> _Open | None:
    """The last event that is the same one; for a mere reference back, the last one told by the same word, if any."""
    same = [o for o in reversed(opened) if _same(o, t)]
    if t.back and not t.core and t.word:
        return next((o for o in same if any(_akin(t.word, w) for w in o.words)), same[0] if same else None)
    return same[0] if same else None


AKIN = 4  # letters in a row that a noun and its verb share


def _akin(a: str, b: str) -> bool:
    """Are two words of one root, as far as their letters tell?

    >>> _akin("استقبال", "استقبل"), _akin("اجتماع", "قمه")
    (True, False)
    """
    return a == b or SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size >= AKIN


def _beside(opened: list[_Open], t: Telling) -> _Open | None:
    """What the same sentence tells of another type: "A received B, accompanied by C" where no visit is told."""
    return next(
        (o for o in reversed(opened) if o.sentence == t.sentence and o.event.type in t.beside and t.core),
        None,
    )


def _joined(opened: list[_Open], t: Telling, persons: frozenset[str]) -> _Open | None:
    """The event that somebody joined: what the sentence tells; of its status; of persons, where a person joins."""
    same = [o for o in reversed(opened) if o.event.type == t.event.type]
    alike = persons if not persons.isdisjoint(t.core) else frozenset()
    return max(
        same,
        key=lambda o: (
            o.sentence == t.sentence,
            o.event.status == t.event.status,
            not alike.isdisjoint(o.core),
        ),
        default=None,
    )


def _lasting(first: str | None, days: int) -> str | None:
    """The interval of a stay that begins on a known day, or ends on it (`days` below 0).

    >>> _lasting("2025-11-30", 2), _lasting("2025-11-30", -3)
    ('2025-11-30/2025-12-01', '2025-11-28/2025-11-30')
    """
    if first is None or len(first) != len("2025-11-30") or abs(days) < 2:
        return first
    if days < 0:
        return f"{date.fromisoformat(first) + timedelta(days=days + 1)}/{first}"
    return f"{first}/{date.fromisoformat(first) + timedelta(days=days - 1)}"


def _same(o: _Open, t: Telling) -> bool:
    a, b = o.event, t.event
    lasting = _lasting(a.date, o.days) if o.days else a.date
    if a.type != b.type or not dates_agree(lasting, b.date) or not _places_agree(a.place, b.place):
        return False
    if t.bygone or ("cancelled" in (a.status, b.status) and a.status != b.status):
        return False
    core = set(t.core)
    if a.mode and b.mode and a.mode != b.mode and not (t.back and core == o.core and b.place is None):
        return False
    if 1 < len(core) < len(o.lead) and core < o.lead and (t.fresh or not t.back):
        return False  # two of three who met together met apart
    if t.back and (not core or (core & o.core and (core <= o.core or o.core <= core))):
        return True
    if not core:
        return False
    if a.status != b.status and a.date is not None and b.date is not None and a.date != b.date:
        return False
    if a.status == "held" and b.status == "planned" and not t.back:
        return False  # they will meet again
    if core == o.core:
        return True
    smaller = min(core, o.core, key=len)
    return (core <= o.core and len(core) >= 1) or (
        o.core <= core and len(smaller) >= 1 and (t.back or len(o.core) > 1)
    )


def dates_agree(a: str | None, b: str | None) -> bool:
    """Can two EDTF dates be the same or within each other? An unknown one agrees with all."""
    if a is None or b is None:
        return True
    (a1, *a2), (b1, *b2) = a.split("/"), b.split("/")
    alo, ahi, blo, bhi = a1, (a2 or [a1])[0], b1, (b2 or [b1])[0]
    return alo <= bhi + "~" and blo <= ahi + "~"


def _places_agree(a: Place | None, b: Place | None) -> bool:
    return a is None or b is None or a.country == b.country or a.country is None or b.country is None


def _finer(a: str | None, b: str | None) -> str | None:
    if a is None or b is None:
        return a or b
    if "/" in a and "/" not in b:
        return b
    return b if len(b.split("/")[0]) > len(a.split("/")[0]) else a


def _join(a: Event, b: Event, back: bool) -> Event:
    """`b` told after `a`; a mere reference back (`back`) does not turn a plan into fact."""
    roles = {
        r: tuple(dict.fromkeys((*a.roles.get(r, ()), *b.roles.get(r, ())))) for r in (*a.roles, *b.roles)
    }
    place = a.place
    if place is None or (
        b.place is not None and place.name != b.place.name and place.id is None and b.place.id
    ):
        place = b.place or place
    evidence: tuple[Evidence, ...] = (*a.evidence, *b.evidence)
    held = a.status == "held" or (b.status == "held" and not back)
    return replace(
        a, roles=roles, place=place, date=_finer(a.date, b.date), mode=a.mode or b.mode, evidence=evidence,
        status="held" if held else a.status, confidence=max(a.confidence, b.confidence),
        claimed_by=a.claimed_by if b.claimed_by else (),
    )  # fmt: skip
