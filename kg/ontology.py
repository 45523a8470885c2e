"""Event types: what the files of `ontology/events/` say, checked and frozen.

A type is one TOML file named by the type. Everything that differs from type to type stands there (roles, modes, RDF
terms, codes, labels, looks, what makes two reports tell the same event), so that no code names a type.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from kg.errors import DataError
from kg.resources import ontology_path

NAMESPACE = "https://w3id.org/diplograph/ontology#"
BASE = "https://w3id.org/diplograph/id/"
STATUSES = ("held", "planned", "cancelled")
SHAPES = ("dot", "triangle", "square", "diamond", "star", "hexagon", "triangleDown", "box", "ellipse")
PREFIXES: Mapping[str, str] = {
    "d": NAMESPACE,
    "dcterms": "http://purl.org/dc/terms/",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_CLASS = re.compile(r"[A-Z][A-Za-z0-9]*")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_TERM = re.compile(r"([a-z]+):([A-Za-z][A-Za-z0-9_-]*)")
_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Role:
    """A role of an event type. A required role is one of the core by which reports are compared."""

    name: str
    required: bool
    labels: Mapping[str, str]
    terms: tuple[str, ...] = ()

    @property
    def property(self) -> str:
        """The local name of the direct RDF property.

        >>> Role("co_host", False, {}).property
        'hasCoHost'
        """
        return "has" + "".join(part.capitalize() for part in self.name.split("_"))


@dataclass(frozen=True, slots=True)
class Mode:
    """A way in which an event of the type takes place, with the CAMEO code that replaces the type's."""

    name: str
    labels: Mapping[str, str]
    cameo: str | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    """What other coding schemes call an event of the type with one status."""

    plover: str | None = None
    cameo: str | None = None
    timeml: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What two reports need in common to tell the same event.

    `shared` core actors; dates no longer than `days`; with `place` an agreeing place, with `content` near-equal words;
    with `repeats` one article may tell it twice, and its dates may lie two days apart. `within` names the types of
    events of which it may be a part.
    """

    shared: int = 1
    days: int = 31
    place: bool = False
    content: bool = False
    repeats: bool = False
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Direction:
    """Who acts towards whom, for directed networks: from the role `source` to `targets`, and `place` to the country."""

    source: str
    targets: tuple[str, ...] = ()
    place: bool = False


@dataclass(frozen=True, slots=True)
class EventType:
    """One event type, as its file says."""

    name: str
    class_name: str
    content: bool
    colour: str
    shape: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    roles: tuple[Role, ...]
    modes: tuple[Mode, ...] = ()
    parents: tuple[str, ...] = ()
    close_match: tuple[str, ...] = ()
    codes: Mapping[str, Codes] | None = None
    link: Link = Link()
    direction: Direction | None = None

    @property
    def core(self) -> tuple[str, ...]:
        """The names of the required roles."""
        return tuple(role.name for role in self.roles if role.required)

    def codes_for(self, status: str, mode: str | None = None) -> Codes:
        """The codes of an event with this status and mode; a mode's own CAMEO code wins where the event was held."""
        codes = (self.codes or {}).get(status, Codes())
        own = next((item.cameo for item in self.modes if item.name == mode and item.cameo), None)
        return Codes(codes.plover, own, codes.timeml) if own and status == STATUSES[0] else codes


@cache
def event_types() -> tuple[EventType, ...]:
    """All event types of the package, sorted by name.

    >>> [kind.name for kind in event_types()]
    ['agreement', 'meeting', 'statement', 'visit']
    """
    return load_event_types(ontology_path("events"))


def event_type(name: str) -> EventType:
    """The event type called `name`."""
    for kind in event_types():
        if kind.name == name:
            return kind
    raise DataError(f"event type: found {name!r}, allowed {', '.join(kind.name for kind in event_types())}")


def load_event_types(folder: Traversable) -> tuple[EventType, ...]:
    """Read every ``*.toml`` of `folder` and check that no two types share a class or define a role differently."""
    if not folder.is_dir():
        raise DataError(f"{folder}: no such folder, allowed is a folder of event types (*.toml)")
    paths = sorted(
        (item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name
    )
    kinds = tuple(load_event_type(path) for path in paths)
    for kind in kinds:
        for name in kind.link.within:
            if name not in [other.name for other in kinds]:
                raise DataError(
                    f"{kind.name}.toml, link.within: found {name!r}, allowed {', '.join(k.name for k in kinds)}"
                )
        twins = [other.name for other in kinds if other.class_name == kind.class_name and other is not kind]
        if twins:
            raise DataError(f"{kind.name}.toml: class {kind.class_name!r} is also that of {twins[0]}.toml")
        for role in kind.roles:
            for other in (r for k in kinds for r in k.roles if r.name == role.name):
                if (other.labels, other.terms) != (role.labels, role.terms):
                    raise DataError(
                        f"{kind.name}.toml: role {role.name!r} has other labels or terms in another type"
                    )
    return kinds


def load_event_type(path: Traversable) -> EventType:
    """Read one event type; a `DataError` names the file, the key, what was found and what is allowed."""
    name = path.name.removesuffix(".toml")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise DataError(f"{path.name}: no readable TOML ({problem})") from problem
    if not _NAME.fullmatch(name):
        raise DataError(f"{path.name}: file name, allowed are small letters, digits and single underscores")
    top = _Reader(path.name, "", data)
    top.only("class", "parents", "closeMatch", "content", "colour", "shape", "label", "definition", "roles", "modes",
             "codes", "link", "direction")  # fmt: skip
    roles = tuple(_role(key, top.table("roles").table(key)) for key in top.table("roles").keys(_NAME))
    if not any(role.required for role in roles):
        raise DataError(f"{path.name}, roles: no role is required, at least one must be")
    shape = top.text("shape")
    if shape not in SHAPES:
        raise DataError(f"{path.name}, shape: found {shape!r}, allowed {', '.join(SHAPES)}")
    return EventType(
        name=name,
        class_name=top.text("class", _CLASS),
        content=top.flag("content"),
        colour=top.text("colour", _COLOUR),
        shape=shape,
        labels=top.labels("label"),
        definitions=top.labels("definition"),
        roles=roles,
        modes=tuple(_mode(key, top.table("modes").table(key)) for key in top.table("modes").keys(_NAME)),
        parents=top.terms("parents"),
        close_match=top.terms("closeMatch"),
        codes=_codes(top.table("codes")),
        link=_link(top.table("link")),
        direction=_direction(top.table("direction"), [role.name for role in roles]),
    )


def _role(name: str, table: _Reader) -> Role:
    table.only("required", "terms", "label")
    return Role(name, table.flag("required"), table.labels("label"), table.terms("terms"))


def _mode(name: str, table: _Reader) -> Mode:
    table.only("cameo", "label")
    return Mode(name, table.labels("label"), table.optional("cameo"))


def _codes(table: _Reader) -> dict[str, Codes]:
    table.only(*STATUSES)
    found: dict[str, Codes] = {}
    for status in table.data:
        inner = table.table(status)
        inner.only("plover", "cameo", "timeml")
        found[status] = Codes(inner.optional("plover"), inner.optional("cameo"), inner.optional("timeml"))
    return found


def _link(table: _Reader) -> Link:
    table.only("shared", "days", "place", "content", "repeats", "within")
    default = Link()
    return Link(
        table.number("shared", default.shared),
        table.number("days", default.days),
        table.flag("place", default.place),
        table.flag("content", default.content),
        table.flag("repeats", default.repeats),
        table.names("within"),
    )


def _direction(table: _Reader, roles: Sequence[str]) -> Direction | None:
    table.only("source", "targets", "place")
    if not table.data:
        return None
    source, targets = table.text("source"), table.data.get("targets", [])
    named = [source, *targets] if isinstance(targets, list) else [source, targets]
    for role in named:
        if role not in roles:
            raise table._wrong(
                "source" if role == source else "targets", role, f"roles of this type: {', '.join(roles)}"
            )
    return Direction(source, tuple(map(str, named[1:])), table.flag("place", False))


@dataclass(frozen=True, slots=True)
class _Reader:
    """A TOML table that says where it stands when something in it is wrong."""

    file: str
    path: str
    data: Mapping[str, object]

    def _wrong(self, key: str, found: object, allowed: str) -> DataError:
        place = f"{self.path}.{key}" if self.path else key
        return DataError(f"{self.file}, {place}: found {found!r}, allowed {allowed}")

    def only(self, *allowed: str) -> None:
        for key in self.data:
            if key not in allowed:
                raise self._wrong(key, key, f"the keys {', '.join(allowed)}")

    def keys(self, pattern: re.Pattern[str]) -> tuple[str, ...]:
        for key in self.data:
            if not pattern.fullmatch(key):
                raise self._wrong(key, key, f"a name like {pattern.pattern}")
        return tuple(self.data)

    def table(self, key: str) -> _Reader:
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            raise self._wrong(key, value, "a table")
        return _Reader(self.file, f"{self.path}.{key}" if self.path else key, value)

    def text(self, key: str, pattern: re.Pattern[str] | None = None) -> str:
        value = self.data.get(key)
        if not isinstance(value, str) or not value.strip() or (pattern and not pattern.fullmatch(value)):
            raise self._wrong(key, value, f"text like {pattern.pattern}" if pattern else "non-empty text")
        return value

    def optional(self, key: str) -> str | None:
        return self.text(key) if key in self.data else None

    def flag(self, key: str, default: bool | None = None) -> bool:
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            raise self._wrong(key, value, "true or false")
        return value

    def number(self, key: str, default: int) -> int:
        value = self.data.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self._wrong(key, value, "a whole number from 1")
        return value

    def terms(self, key: str) -> tuple[str, ...]:
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise self._wrong(key, value, "a list of prefixed names")
        for item in value:
            match = _TERM.fullmatch(item) if isinstance(item, str) else None
            if not match or match[1] not in PREFIXES:
                raise self._wrong(key, item, f"prefix:name with one of the prefixes {', '.join(PREFIXES)}")
        return tuple(value)

    def names(self, key: str) -> tuple[str, ...]:
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(
            isinstance(one, str) and _NAME.fullmatch(one) for one in value
        ):
            raise self._wrong(key, value, "a list of names of event types")
        return tuple(value)

    def labels(self, key: str) -> dict[str, str]:
        table = self.table(key)
        for lang in table.keys(_LANG):
            table.text(lang)
        if "en" not in table.data:
            raise self._wrong(key, list(table.data), "labels by language, English (en) among them")
        return {lang: str(table.data[lang]) for lang in sorted(table.data)}
