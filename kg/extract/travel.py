"""Where those who travel go: to whom and whence, at home or abroad, and to how many places."""

from __future__ import annotations

from kg.extract.rules import Cue
from kg.extract.scene import Scene, coordinated
from kg.extract.story import Story
from kg.model import Place

INVITING = 3  # first tokens of what is said in which an invitation stands


def at_home(view: Scene, refs: tuple[str, ...], place: Place) -> bool:
    """Is it a state alone that is said to go to itself?"""
    going = [m for m in view.mentions if m.ref in refs]
    return bool(going) and all(m.kind == "state" and m.nation == place.country for m in going)


def own_country(view: Scene, n: int, travellers: tuple[str, ...], story: Story) -> bool:
    """Is the place the very state that all who travel belong to ("the prime minister of India on his visit")?"""
    m = view.mentions[n]
    homes = {story.nations.get(ref) for ref in travellers}
    return m.kind == "state" and m.nation is not None and homes == {m.nation}


def homeward(view: Scene, n: int, travellers: tuple[str, ...], story: Story) -> bool:
    """Do all that travel return to where they come from?"""
    nation = view.mentions[n].nation
    return nation is not None and {story.nations.get(ref) for ref in travellers} == {nation}


def foreigner(view: Scene, cue: Cue, n: int, story: Story) -> tuple[str, ...]:
    """`A received B during his visit to A's country`: who of the sentence comes from elsewhere."""
    begin, _ = view.sentence(cue.first)
    home = view.mentions[n].nation
    for k in range(cue.first - 1, begin - 1, -1):
        m = view.mentions[view.mention_at[k]] if view.mention_at[k] >= 0 else None
        if m and m.ref and m.kind == "person" and story.nations.get(m.ref, home) != home:
            return (m.ref,)
    return ()


def names_place(view: Scene, k: int, end: int) -> bool:
    """Does a place's name, with or without an article, begin at token `k`?"""
    while k < end - 1 and view.mention_at[k] < 0 and view.tokens.lowers[k] in view.words.definite:
        k += 1
    return k < end and view.mention_at[k] >= 0 and view.mentions[view.mention_at[k]].place is not None


def destinations(view: Scene, where: tuple[Place, int], end: int) -> list[Place | None]:
    group, _ = coordinated(view, where[1], end)
    return [view.mentions[n].place for n in group if view.mentions[n].place is not None] or [where[0]]
