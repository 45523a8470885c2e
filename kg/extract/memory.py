"""What has been said so far: whom dropped subjects and pronouns mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.scene import Scene, coordinated


@dataclass(slots=True)
class Memory:
    """What has been said so far, for dropped subjects and pronouns: mention indices."""

    speaker: tuple[int, ...] = ()
    pair: tuple[int, ...] = ()
    person: tuple[int, ...] = ()
    subject: tuple[int, ...] = ()
    subjects: dict[int, tuple[int, ...]] = field(default_factory=dict)  # sentence -> last explicit subject
    inner: dict[int, tuple[int, ...]] = field(default_factory=dict)  # the same within somebody's words
    reported: dict[int, tuple[int, ...]] = field(
        default_factory=dict
    )  # who said something in somebody's words
    within: bool = False  # does the trigger at hand stand within somebody's words?

    def told(self, sentence: int) -> tuple[int, ...]:
        """The last subject that a sentence named, on the level of the trigger at hand."""
        inner = self.inner.get(sentence, ()) if self.within else ()
        return inner or self.subjects.get(sentence, ())

    def forget(self) -> None:
        """Somebody else has spoken, whom no mention tells: a pronoun does not mean those before."""
        self.speaker = self.person = self.subject = self.pair = ()


def somebody(view: Scene, begin: int, memory: Memory) -> tuple[int, ...]:
    """Whom "he" means: the person by whom the sentence before begins, if it told nothing, else who was told last."""
    return _opening_person(view, begin, memory) or memory.person


def _opening_person(view: Scene, begin: int, memory: Memory) -> tuple[int, ...]:
    n = view.tokens.sentence_of[begin]
    if view.words.verb_first or memory.subjects.get(n):
        return ()
    return _opens(view, n, memory) or (_opens(view, n - 1, memory) if not memory.subjects.get(n - 1) else ())


def _opens(view: Scene, n: int, memory: Memory) -> tuple[int, ...]:
    """The person by whom sentence `n` begins."""
    words, lowers = view.words, view.tokens.lowers
    if n < 0:
        return ()
    k, end = view.tokens.sentences[n]
    while k < end - 1 and view.mention_at[k] < 0 and lowers[k] in words.transparent:
        k += 1
    m = view.mention_at[k]
    if m < 0 or view.mentions[m].kind != "person" or view.mentions[m].plural:
        return ()
    group, last = coordinated(view, m, end)
    own = last < end and lowers[last] not in words.genitive and not memory.within
    return group if len(group) == 1 and own else ()
