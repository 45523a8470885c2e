"""Events during which something was said: what the saying and its occasion tell of each other."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.ending import sets_scene
from kg.extract.rules import Cue
from kg.extract.scene import Scene
from kg.extract.story import Story
from kg.model import Event, Timex

BEFORE = 9  # tokens between a verb of saying and the time before it
PAPER = 30  # the same where the verb stands behind the paper in which it says so


def reach_before(view: Scene, cue: Cue) -> int:
    """How many tokens before a verb of saying its time may stand ("issued today a statement, in which it said")."""
    last = min(cue.last + 1, len(view.tokens))
    papers = view.words.therein & set(view.tokens.lowers[cue.first : last])
    return PAPER if papers else BEFORE


def in_words(when: Timex, cue: Cue, story: Story, said: tuple[int, int] | None, inside: bool) -> bool:
    """Is a time of what was said, and not of the saying (`said`) or of an event told outside of it?"""
    behind = said is not None and said[1] <= cue.first and said[0] <= when.first < said[1]
    return behind or (not inside and any(a <= when.first < b for a, b, _ in story.said))


NOW = 6  # tokens between a stay and "currently"


def dated(view: Scene, cue: Cue, event: Event, story: Story) -> Event:
    """The event with the day that another word of its sentence tells, where it has none of its own.

    `said on Monday that …, during talks with A`: the day of the saying. `A, currently on a visit to X`: of the report.
    """
    near = view.tokens.lowers[max(view.sentence(cue.first)[0], cue.first - NOW) : cue.last + NOW]
    if cue.rule.split and event.date is None and event.status == "held" and view.words.now & set(near):
        return replace(event, date=view.published, date_source="relative" if view.published else "none")
    behind = (
        cue.rule.kind == "noun" and view.words.verb_first and event.date is None and event.content is None
    )
    if not behind or event.status != "held" or not sets_scene(view, cue.first - 1):
        return event
    sentence = view.tokens.sentence_of[cue.first]
    said = [t.event for t in story.tellings if t.sentence == sentence and t.event.content is not None]
    return replace(event, date=said[-1].date, date_source=said[-1].date_source) if said else event
