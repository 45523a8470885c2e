"""Rules as data: read `kg/lang/<code>/rules/*.toml` and find their triggers in a text.

A rule says which words tell of an event (`entries`, inflected by the language's grammar), of which type, and in which
places of the clause its roles are found. The places are described in `kg/extract/roles.py`, content in `content.py`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

from kg.errors import DataError
from kg.extract.language import Language
from kg.extract.language import load as load_language
from kg.extract.tokens import Tokens

KINDS = ("verb", "participle", "noun", "word", "light")
CLOSE = 6  # tokens behind a trigger in which no word of `unless` may stand
BEFORE, BEHIND = 30, 30  # tokens around a trigger in which the words of `near` are sought
CONTENT = ("", "that", "strict", "phrase", "before", "either", "line")
_KEYS = frozenset({
    "id", "event", "kind", "entries", "roles", "need", "content", "prepositions", "status", "mode", "tags", "without",
    "before", "after", "not_before", "not_after", "anaphor", "yes", "no", "place", "relay", "split", "reach", "apart",
    "near", "joins", "wish", "receives", "named", "unless", "transitive", "lacks", "abroad", "tight", "placed",
    "located", "unlike", "source", "beside",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    `entries`: a part in brackets is a choice, "(a|b) c" is "a c" and "b c".
    `roles` maps a role to the places of the clause where it is looked for, in order. `need`: places of which one must
    be filled. `content`: how a statement's words are found. `prepositions`: words that introduce the content.
    `tags`/`without`: what the trigger's form must / must not have. `before`/`after`: the word next to the trigger
    must be one of these; `not_before`/`not_after`: must not. `anaphor`: the trigger may refer back to an event told
    before. `place`: marker groups that introduce where it happened. `relay`: the role that the trigger's actor has in
    a statement that is already told in the same sentence. `split`: one event for each place named. `apart`: where no
    place follows directly the trigger tells an event of its own, never one told before. `joins`: the trigger only
    adds to the event of its type that was told last ("accompanied by …"). `wish`: what is said is asked for, and
    tells no events. `receives`: the place of the one who receives the others. `near`: one of these words must stand
    within a few tokens of the trigger. `named`: tags of forms that need a subject named in the clause. `transitive`:
    a verb that needs an object, so that one bare argument alone is that and the subject is dropped. `lacks`: places
    that nobody may fill. `beside`: types of events that somebody joins where the article tells none of the rule's own.
    `unless`: no word of these may stand within a few tokens behind the trigger. `placed`: no
    event without a place right behind the trigger. `unlike`: words as they are written, which only folding makes
    look like a form of the rule. `source`: of a relay, whom it names is who spoke, and an organisation that spoke
    has passed it on.
    """

    id: str
    event: str
    kind: str
    entries: tuple[str, ...]
    roles: Mapping[str, tuple[str, ...]]
    need: tuple[str, ...] = ()
    content: str = ""
    prepositions: frozenset[str] = frozenset()
    status: str | None = None
    mode: str | None = None
    tags: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    anaphor: bool = False
    place: tuple[str, ...] = ()
    relay: str | None = None
    split: bool = False
    placed: bool = False
    apart: bool = False
    near: frozenset[str] = frozenset()
    joins: bool = False
    wish: bool = False
    receives: str | None = None
    named: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    unlike: frozenset[str] = frozenset()
    source: bool = False
    transitive: bool = False
    lacks: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    abroad: bool = False
    tight: bool = False
    located: bool = False
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """A trigger found: tokens `first` to `last` (exclusive), the rule, and what the form tells.

    `others`: the further rules that fit the same words, tried in turn where the first does not find its roles.
    """

    first: int
    last: int
    rule: Rule
    tags: frozenset[str]
    others: tuple[tuple[Rule, frozenset[str]], ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of a language, with their written forms by first word."""

    rules: tuple[Rule, ...]
    forms: Mapping[str, tuple[tuple[tuple[str, ...], frozenset[str], Rule], ...]]
    known: frozenset[str]
    progressive: frozenset[str] = frozenset()  # auxiliaries that make a gerund a finite verb


@cache
def load(code: str) -> Rules:
    """Read and compile the rules of a language. Raises `DataError` where a file breaks the format."""
    language = load_language(code)
    folder = files("kg.lang") / code / "rules"
    rules: list[Rule] = []
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name):
        where = f"kg/lang/{code}/rules/{file.name}"
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        defaults = data.get("defaults", {})
        for raw in data.get("rule", []):
            rules.append(_rule({**defaults, **raw}, language, where))
    ids = [r.id for r in rules]
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            raise DataError(f"kg/lang/{code}/rules: rule id {rule_id!r} is given twice")
    forms: dict[str, dict[tuple[tuple[str, ...], str], tuple[tuple[str, ...], frozenset[str], Rule]]] = {}
    for rule in rules:
        kind = "verb" if rule.kind == "light" else rule.kind
        for entry in rule.entries:
            for form in language.grammar.inflect(entry, kind):
                words = tuple(w.lower() for w in form.words)
                if rule.tags <= form.tags and not (rule.without & form.tags):
                    forms.setdefault(words[0], {}).setdefault((words, rule.id), (words, form.tags, rule))
    table = {
        w: tuple(sorted(f.values(), key=lambda x: (-len(x[0]), ids.index(x[2].id)))) for w, f in forms.items()
    }
    known = frozenset(w for group in table.values() for words, _, _ in group for w in words)
    return Rules(tuple(rules), table, known, language.words("rules", "progressive"))


def _rule(raw: Mapping[str, object], language: Language, where: str) -> Rule:
    name = raw.get("id", "?")
    unknown = sorted(set(raw) - _KEYS)
    if unknown:
        raise DataError(
            f"{where}: rule {name}: unknown key {unknown[0]!r}; allowed: {', '.join(sorted(_KEYS))}"
        )
    if raw.get("kind") not in KINDS:
        raise DataError(f"{where}: rule {name}: kind {raw.get('kind')!r}; allowed: {', '.join(KINDS)}")
    if raw.get("content", "") not in CONTENT:
        raise DataError(
            f"{where}: rule {name}: content {raw.get('content')!r}; allowed: {', '.join(CONTENT[1:])}"
        )

    def words(key: str) -> tuple[str, ...]:
        value = raw.get(key, ())
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
            raise DataError(f"{where}: rule {name}: {key} must be a list of words, found {value!r}")
        return tuple(value)

    def folded(key: str) -> frozenset[str]:
        return frozenset(language.folding.fold(w).lower() for w in words(key))

    roles = raw.get("roles", {})
    if not isinstance(roles, Mapping):
        raise DataError(f"{where}: rule {name}: roles must be a table, found {roles!r}")
    return Rule(
        id=str(name), event=str(raw["event"]), kind=str(raw["kind"]),
        entries=tuple(language.folding.fold(e) for entry in words("entries") for e in alternatives(entry)),
        roles={str(k): tuple(v) for k, v in roles.items()}, need=words("need"), content=str(raw.get("content", "")),
        prepositions=folded("prepositions"), status=_text(raw.get("status")), mode=_text(raw.get("mode")),
        tags=frozenset(words("tags")), without=frozenset(words("without")), before=folded("before"),
        after=folded("after"), not_before=folded("not_before"), not_after=folded("not_after"),
        anaphor=bool(raw.get("anaphor", False)), place=words("place"),
        relay=_text(raw.get("relay")), split=bool(raw.get("split", False)), apart=bool(raw.get("apart", False)),
        near=folded("near"), placed=bool(raw.get("placed", False)),
        joins=bool(raw.get("joins", False)), wish=bool(raw.get("wish", False)),
        receives=_text(raw.get("receives")),
        named=frozenset(words("named")), unless=folded("unless"), unlike=frozenset(words("unlike")),
        transitive=bool(raw.get("transitive", False)),
        lacks=words("lacks"), abroad=bool(raw.get("abroad", False)), tight=bool(raw.get("tight", False)),
        located=bool(raw.get("located", False)), source=bool(raw.get("source", False)),
        beside=words("beside"), yes=words("yes"), no=words("no"),
    )  # fmt: skip


def alternatives(entry: str) -> tuple[str, ...]:
    """The texts that an entry stands for, every choice of its bracketed parts with every other, in their order.

    >>> alternatives("(as|what) he (said|wrote)")
    ('as he said', 'as he wrote', 'what he said', 'what he wrote')
    """
    parts = re.split(r"\(([^()]*)\)", entry)
    return tuple(
        "".join(choice) for choice in product(*(p.split("|") if k % 2 else (p,) for k, p in enumerate(parts)))
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def find(tokens: Tokens, rules: Rules) -> tuple[Cue, ...]:
    """The triggers in a text, in order. Where several overlap the longest wins, then the rule that stands first."""
    cues: list[Cue] = []
    i = 0
    lowers = tokens.lowers
    while i < len(lowers):
        group = rules.forms.get(lowers[i])
        cue = _best(tokens, i, group, rules.progressive) if group else None
        if cue is None:
            i += 1
        else:
            cues.append(cue)
            i = cue.last
    return tuple(cues)


def _stands_near(tokens: Tokens, first: int, last: int, words: frozenset[str]) -> bool:
    begin, end = tokens.sentences[tokens.sentence_of[first]]
    return any(w in words for w in tokens.lowers[max(begin, first - BEFORE) : min(end, last + BEHIND)])


def _best(
    tokens: Tokens,
    i: int,
    group: tuple[tuple[tuple[str, ...], frozenset[str], Rule], ...],
    progressive: frozenset[str],
) -> Cue | None:
    fit: list[tuple[int, Rule, frozenset[str]]] = []
    for words, tags, rule in group:
        last = i + len(words)
        if fit and last < fit[0][0]:
            break
        if tokens.lowers[i:last] != words or tokens.sentence_of[i] != tokens.sentence_of[last - 1]:
            continue
        left = tokens.lowers[i - 1] if i else ""
        right = tokens.lowers[last] if last < len(tokens) else ""
        going_on = "gerund" in tags and left in progressive
        if (rule.before and left not in rule.before) or (left in rule.not_before and not going_on):
            continue
        if (rule.after and right not in rule.after) or right in rule.not_after:
            continue
        if rule.unlike and tokens.word(i) in rule.unlike:
            continue
        if rule.unless & set(tokens.lowers[last : last + CLOSE]):
            continue
        if rule.near and not _stands_near(tokens, i, last, rule.near):
            continue
        fit.append((last, rule, tags))
    return Cue(i, *fit[0], tuple((rule, tags) for _, rule, tags in fit[1:])) if fit else None
