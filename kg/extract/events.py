"""From triggers to events: fill the roles, find content and setting, join what is told twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.extract import content, roles, setting, triggers
from kg.extract.ending import sets_scene
from kg.extract.groups import leader, set_off
from kg.extract.merge import Telling, merge
from kg.extract.occasions import dated, in_words, reach_before
from kg.extract.rules import Cue, Rule
from kg.extract.scene import Scene
from kg.extract.settle import settle
from kg.extract.status import status_of
from kg.extract.story import EARLIER, Story, listen, nations, sides_of, welcome
from kg.extract.subjects import EXPLICIT, has_pronoun
from kg.extract.travel import INVITING, at_home, destinations, foreigner, homeward, names_place, own_country
from kg.model import Event, Evidence, Mention, Span
from kg.ontology import EventType


def find(view: Scene, types: Mapping[str, EventType]) -> tuple[Event, ...]:
    """The events that an article tells, in the order of the text, with ids e1, e2, …"""
    story = Story()
    story.firsts = {m.ref: n for n, m in reversed(list(enumerate(view.mentions))) if m.ref}
    story.persons = frozenset(m.ref for m in view.mentions if m.kind == "person" and m.ref)
    story.nations = {m.ref: m.nation for m in reversed(view.mentions) if m.ref and m.nation}
    story.hearers = {name: t.roles[1].name for name, t in types.items() if len(t.roles) > 1}
    for cue in view.cues:
        for rule, tags in ((cue.rule, cue.tags), *cue.others):
            if _tell(view, replace(cue, rule=rule, tags=tags), story, types):
                break
    core = {name: t.roles[0].name for name, t in types.items()}
    lands = story.nations
    lenders = frozenset(cue.rule.event for cue in view.cues if cue.rule.split)
    told = [e for e in merge(story.tellings, core, story.persons) if e.roles.get(core[e.type])]
    events = settle(told, lands, lenders, story.persons, verb_first=view.words.verb_first)
    return tuple(replace(e, id=f"e{n}") for n, e in enumerate(events, 1))


def _tell(view: Scene, cue: Cue, story: Story, types: Mapping[str, EventType]) -> bool:
    """Add the event that a trigger tells under its rule. False where the clause does not hold what the rule needs."""
    rule = cue.rule
    inside = next((s for s in reversed(story.said) if s[0] <= cue.first < s[1]), None)
    quoted = view.quoted(cue.first) and not _opens_quotation(view, cue)
    if (
        (quoted and rule.content)
        or (rule.kind == "noun" and triggers.heading(view, cue))
        or triggers.doubled(cue, story)
    ):
        return False
    if not rule.content and any(a <= cue.first < b for a, b in story.wishes):
        return False
    if rule.kind == "noun" and view.words.second & set(
        view.tokens.lowers[max(0, cue.first - YOURS) : cue.first]
    ):
        return False  # "your last visit": whose it is only the hearers know
    if triggers.capitalised(view, cue) or (rule.joins and set_off(view, cue)):
        return False
    story.memory.within = inside is not None
    found = roles.frame(view, cue, story.memory)
    explicit = found.how in EXPLICIT
    if not inside and not quoted and found.how == "none" and triggers.stranger(view, cue):
        story.memory.forget()
    heard = not inside and not quoted and explicit and rule.kind in ("verb", "light")
    pronoun = (
        found.how == "memory" and not view.words.verb_first and has_pronoun(view, cue)
    )  # a subject must be there, if not by name
    if not quoted and pronoun and rule.kind in ("light", "verb"):
        story.memory.subjects.setdefault(view.tokens.sentence_of[cue.first], found.subject)
    named = inside and explicit and rule.kind in ("verb", "light") and not _one_sided(found)
    if rule.kind == "light":
        if named:
            story.memory.inner[view.tokens.sentence_of[cue.first]] = found.subject
        if heard:
            _remember(view, cue, found, story)
        return False
    if rule.content and "base" in cue.tags and triggers.infinitive_of_others(view, cue, found.subject):
        return False
    if rule.content and cue.tags & {"present", "base"} and triggers.plural_noun(view, cue):
        return False
    # Inside somebody's words only a report with its own speaker counts, or a form that points back ("whom he called").
    if inside and rule.content and not (explicit and "past" in cue.tags) and "object" not in rule.tags:
        return False
    if rule.named & cue.tags and not explicit:
        return False
    if rule.kind == "verb" and not rule.before and "past" in cue.tags and triggers.passive(view, cue):
        if rule.content:
            return False
        if rule.anaphor:
            found = replace(found, subject=())  # "The chances of X were discussed"
    told = _tell_event(view, cue, found, inside, quoted, story, types)
    if named:
        story.memory.inner[view.tokens.sentence_of[cue.first]] = found.subject
        if rule.content and told:
            story.memory.reported[view.tokens.sentence_of[cue.first]] = found.subject
    if heard and not _one_sided(found) and not (rule.joins and not view.words.verb_first):
        _remember(view, cue, found, story)
    return told


def _opens_quotation(view: Scene, cue: Cue) -> bool:
    """`X "welcomed the …"`: does the trigger open a quotation, with its subject before the mark?"""
    k = cue.first - 1
    if k < 1 or view.tokens.quotes[view.tokens.quote_of[k]][0] != k:
        return False
    return view.mention_at[k - 1] >= 0 and bool(cue.rule.content) and cue.rule.kind == "verb"


YOURS = 3  # tokens between a possessive and its noun


def _one_sided(found: roles.Frame) -> bool:
    """A verb of two sides with one argument only: that is the object, and the subject is dropped."""
    two = any(name.startswith("+") for names in found.cue.rule.roles.values() for name in names)
    others = any(a.marker in ("", "with", "by", "between") for a in found.args)
    return two and found.how == "after" and len(found.subject) == 1 and not others


def _tell_event(
    view: Scene, cue: Cue, found: roles.Frame, inside: tuple[int, int, int] | None, quoted: bool, story: Story,
    types: Mapping[str, EventType],
) -> bool:  # fmt: skip
    """The part of `_tell` behind the clause: status, roles and content. False where what the rule needs is missing."""
    rule = cue.rule
    status = status_of(view, cue)
    if status is None:
        return False
    if rule.relay and (_relay(view, cue, found, story) or not rule.content):
        return True
    said = content.find(view, found) if rule.content else None
    story.args = found.args
    if said and said[0] >= cue.last:
        found = replace(found, args=tuple(a for a in found.args if a.first < said[0]))
    filled = {role: _fill(view, role, names, found, story) for role, names in rule.roles.items()}
    core = types[rule.event].roles[0].name
    if rule.need and not any(_fill(view, core, (name,), found, story) for name in rule.need):
        if not rule.anaphor:
            return False
        filled = {role: () if role == core else ids for role, ids in filled.items()}
    if not filled.get(core) and not rule.anaphor:
        return False
    if rule.content:  # nobody speaks to himself
        own = set(filled.get(core, ()))
        filled = {r: ids if r == core else tuple(i for i in ids if i not in own) for r, ids in filled.items()}
    if any(_fill(view, core, (name,), found, story) for name in rule.lacks):
        return False
    if rule.content and said is None:
        return False
    if rule.receives:
        hosts = _fill(view, core, (rule.receives,), found, story)
        guests = tuple(ref for ref in filled.get(core, ()) if ref not in hosts)
        story.reception = (hosts, guests, view.tokens.sentence_of[cue.first])
        welcome(story, hosts, guests, {m.ref: m.nation for m in view.mentions if m.ref in hosts})
    _add(view, cue, found, story, filled, status, said, inside, quoted, core)
    return True


def _remember(view: Scene, cue: Cue, found: roles.Frame, story: Story) -> None:
    story.memory.subject = found.subject
    if all(view.mentions[n].kind == "person" for n in found.subject):
        story.memory.person = found.subject
    story.memory.subjects[view.tokens.sentence_of[cue.first]] = found.subject
    if cue.rule.content:
        story.memory.speaker = found.subject


def _fill(
    view: Scene, role: str, names: tuple[str, ...], found: roles.Frame, story: Story
) -> tuple[str, ...]:
    """The article ids of the actors in the places that a rule names for a role."""
    refs: list[str] = []
    body = False
    for name in names:
        if name.startswith("?") and refs:  # only where nothing was found yet
            continue
        if name.lstrip("?") in EARLIER:
            refs += EARLIER[name.lstrip("?")](role, view, found, story)
            continue
        if name.startswith("+") and len(set(refs)) > 1:  # only where one side is still missing
            continue
        if name == "light" and names[0] == "between" and len(set(refs)) > 1 and "definite" in found.cue.tags:
            continue  # "the talks held between A and B": nobody held them
        if name.startswith("+") and body and not _chaired(view, name, found, story):
            continue
        whole = (
            replace(found, args=story.args) if name.startswith("~") else found
        )  # with what stands in the content
        for n in roles.place(name.lstrip("?+~"), view, whole, story.memory):
            m = view.mentions[n]
            if m.ref is None or m.kind == "place" or (refs and triggers.first_of_all(view, m)):
                continue
            if not found.cue.rule.content and view.tokens.lowers[m.last - 1] in view.words.press:
                continue  # to meet the press is no meeting
            body = m.kind == "organization" and found.how in EXPLICIT  # a body meets as such
            led, apart = leader(view, n)
            if led and apart:
                story.leaders[m.ref] = led
            if led or m.ref in story.leaders:
                refs += [m.ref, story.leaders[m.ref]] if m.ref in story.leaders else [led or ""]
                continue
            if m.rule.startswith("sides") and refs and not sides_of(view, m.rule, story, m.first):
                continue  # "A held talks with B, with the two leaders agreeing": they are A and B
            sides = sides_of(view, m.rule, story, m.first)
            if sides and view.tokens.lowers[m.last - 1] in view.words.lands:
                sides = nations(role, view, found, story) or sides
            refs += sides or (
                (m.ref,) if m.rule != "sides.states" else ()
            )  # "the two countries" alone is nobody
    return tuple(dict.fromkeys(refs))


def _chaired(view: Scene, name: str, found: roles.Frame, story: Story) -> bool:
    """Subject before verb: `A chaired a meeting of the council`: is it persons whom the verb adds to a body?"""
    others = roles.place(name.lstrip("?+~"), view, found, story.memory)
    persons = bool(others) and all(view.mentions[n].kind == "person" for n in others)
    return not view.words.verb_first and persons


def _relay(view: Scene, cue: Cue, found: roles.Frame, story: Story) -> bool:
    """`…, according to X` behind a reported statement names who passed it on."""
    begin, _ = view.sentence(cue.first)
    role = cue.rule.relay or ""
    names = next(iter(cue.rule.roles.values()))
    refs = _fill(view, role, names, found, story)
    done = False
    for n in range(len(story.tellings) - 1, -1, -1):
        t = story.tellings[n]
        if t.sentence != view.tokens.sentence_of[cue.first]:
            break
        if t.event.content is None or cue.first - begin < 3:
            continue
        speakers = set(t.core)
        if cue.rule.source and refs and not speakers & set(refs) and _outlet(view, t.core):
            core = next(r for r, ids in t.event.roles.items() if ids == t.core)
            event = replace(t.event, roles={**t.event.roles, core: refs, role: t.core})
            story.tellings[n] = replace(t, event=event, core=refs)
            done = True
            continue
        if refs and not speakers & set(refs) and role not in t.event.roles:
            event = replace(t.event, roles={**t.event.roles, role: refs})
            when = setting.date(view, cue, view.sentence(cue.first)[1], 0, CARRIED)
            if when and event.date is None and when.first >= cue.last:
                event = replace(event, date=when.value, date_source=when.source)
            story.tellings[n] = replace(t, event=event)
        done = True
    return done


def _outlet(view: Scene, refs: tuple[str, ...]) -> bool:
    """Is it one organisation that told it ("the agency reported, quoting officials, that …")?"""
    return len(refs) == 1 and any(m.ref == refs[0] and m.kind == "organization" for m in view.mentions)


def _add(
    view: Scene, cue: Cue, found: roles.Frame, story: Story, filled: dict[str, tuple[str, ...]], status: str,
    said: tuple[int, int] | None, inside: tuple[int, int, int] | None, quoted: bool, core: str,
) -> None:  # fmt: skip
    rule, tokens = cue.rule, view.tokens
    begin, end = view.sentence(cue.first)
    stop = said[0] if said and said[0] >= cue.last else end
    reach = setting.NEAR if filled.get(core) or not rule.anaphor else setting.CLOSE
    when = setting.date(view, cue, stop, reach_before(view, cue) if rule.content else reach, reach)
    if when and in_words(when, cue, story, said, inside is not None):
        when = None
    where = setting.place(view, cue, rule.place, stop, reach) if rule.place else None
    if said and said[1] + 1 < end and (sets_scene(view, said[1] + 1) or view.date_at[said[1] + 1] >= 0):
        day, town = setting.tail(view, said[1] + 1, end)
        when, where = when or day, where or ((town, -1) if town else None)
    goes = any(place.lstrip("?+~").startswith("subject") for place in rule.roles.get(core, ()))
    if rule.located and where is None and not (goes and found.how in EXPLICIT):
        return  # "reaches a thousand"
    if rule.abroad and where and homeward(view, where[1], filled.get(core, ()), story):
        return
    told_first = where is not None and (view.words.verb_first or view.mentions[where[1]].first < cue.first)
    if rule.split and where and told_first and own_country(view, where[1], filled.get(core, ()), story):
        other = foreigner(view, cue, where[1], story) if "suffix" in cue.tags else ()
        where, filled = (where, {**filled, core: other}) if other else (None, filled)
    if (quoted and not (filled.get(core) and (when or where))) or (
        rule.placed and not names_place(view, cue.last, end)
    ):
        return
    value = when.value if when else None
    if status == "held" and value and view.published and not rule.content:
        covers = value == view.published or (
            len(value) < len(view.published) and view.published.startswith(value)
        )
        now = not rule.split and covers and roles.in_present(view, cue)  # "holds today", "meets this year"
        told = rule.kind == "verb" and "past" in cue.tags  # whatever day was read, it has happened
        coming = now or (not told and value > f"{view.published}~")
        status = "planned" if coming else status
    if when and status == "planned" and when.coming:
        value = when.coming
    speakers = story.tellings[inside[2]].core if inside and inside[2] < len(story.tellings) else ()
    event = Event(
        id="", type=rule.event, status=status, roles={r: ids for r, ids in filled.items() if ids}, mode=rule.mode,
        evidence=(Evidence(tokens.span(cue.first, cue.last), tokens.span(begin, end), rule.id),),
        place=where[0] if where else None, date=value, date_source=when.source if when else "none",
        content=tokens.span(*said) if said else None, form=_form(view, said, rule) if said else None,
        claimed_by=speakers, confidence=0.9 if found.how in EXPLICIT else 0.7,
    )  # fmt: skip
    sentence = tokens.sentence_of[cue.first]
    event = dated(view, cue, event, story)
    ever = rule.split and (_first_ever(view, cue) or _once_more(view, cue, story))
    if ever:
        event = replace(event, roles={})
    named = tuple(name for name in rule.roles.get(core, ()) if name.lstrip("?") not in EARLIER)
    inferred = rule.anaphor and not _fill(view, core, named, found, story)  # who it was is only understood
    alone = bool(rule.content) or (rule.apart and not names_place(view, cue.last, end))
    for place in destinations(view, where, end) if rule.split and where else [event.place]:
        if rule.split and place and at_home(view, filled.get(core, ()), place):
            continue
        telling = Telling(
            replace(event, place=place),
            () if inferred or ever else filled.get(core, ()),
            rule.anaphor,
            sentence,
            mergeable=not alone or ever,
            joins=rule.joins or ever,
            days=0 if rule.content else setting.days(view, cue),
            fresh="indefinite" in cue.tags,
            attended=any(a.marker == "presence" for a in found.args),
            hears=next(
                (r for r, names in rule.roles.items() if "?company" in names and not filled.get(r)), ""
            ),
            journey=rule.split,
            bygone=triggers.bygone(view, cue),
            beside=rule.beside,
            word=tokens.lowers[cue.first].removeprefix(view.words.definite_prefix),
        )
        story.tellings.append(telling)
        listen(view, story)
    host = next((r for r, names in rule.roles.items() if "?receiver" in names), None)
    if host and not ever:
        story.waiting = (-1, "") if filled.get(host) else (len(story.tellings) - 1, host)
    if said and not inside:
        story.said.append((*said, len(story.tellings) - 1))
        if rule.wish or view.words.invitations & set(tokens.lowers[said[0] : said[0] + INVITING]):
            story.wishes.append(said)
        if filled.get(core) and found.how == "none":
            story.memory.speaker = tuple(n for n, m in enumerate(view.mentions) if m.ref in filled[core])[:1]
    if not said and not rule.joins and len(filled.get(core, ())) > 1:
        story.pair = filled[core]
        story.met.append(story.pair)
        story.memory.pair = tuple(story.firsts[r] for r in story.pair if r in story.firsts)


CARRIED = 4  # steps between "carried by" and the day
RECENT = 3  # tellings back
EVER = 14  # tokens between "the first time" and its verb


def _once_more(view: Scene, cue: Cue, story: Story) -> bool:
    """`visited A, the first visit in ten years`: a noun behind "first" that says of what the sentence told."""
    first = cue.first > 0 and view.tokens.lowers[cue.first - 1] in view.words.firsts
    sentence = view.tokens.sentence_of[cue.first]
    told = (t for t in story.tellings[-RECENT:] if t.event.type == cue.rule.event)
    return first and cue.rule.kind == "noun" and any(t.sentence == sentence for t in told)


def _first_ever(view: Scene, cue: Cue) -> bool:
    """`the first time that a Swiss president has paid a visit`: what is told before is told once more, of anybody."""
    begin, end = view.sentence(cue.first)
    lowers, words = view.tokens.lowers, view.words
    if not words.firsts & set(lowers[max(begin, cue.first - EVER) : cue.first]):
        return False
    return any(
        {lowers[m.first], lowers[m.first - 1] if m.first else ""} & (words.indefinite | words.firsts)
        and m.kind == "person"
        for n in set(view.mention_at[begin:end]) - {-1}
        if (m := view.mentions[n])
    )


def _form(view: Scene, said: tuple[int, int], rule: Rule) -> str:
    """direct where the whole is quoted or stands in a transcript, mixed where a part is, else indirect."""
    if rule.content == "line":
        return "direct"
    quotes = [view.tokens.quotes[q] for q in {view.tokens.quote_of[k] for k in range(*said)} if q >= 0]
    if not quotes:
        return "indirect"
    whole = any(a <= said[0] and b >= said[1] for a, b in quotes)
    return "direct" if whole else "mixed"


def trigger(event: Event) -> Span:
    """The first trigger of an event."""
    return event.evidence[0].trigger


def heads(mentions: tuple[Mention, ...]) -> dict[str, list[Span]]:
    """The spans that denote each actor of the article."""
    out: dict[str, list[Span]] = {}
    for m in mentions:
        if m.ref is not None:
            out.setdefault(m.ref, []).append(m.head)
    return out
