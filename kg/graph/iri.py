"""The IRIs of the export: one path for each kind of thing, everything that came from outside percent-encoded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

from pyoxigraph import NamedNode

from kg.errors import InputError
from kg.graph.actors import STATE
from kg.graph.folding import digest
from kg.graph.model import ActorNode
from kg.ontology import BASE

_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`]+[/#]")
# Nothing to encode; most ids are so, and there are many.
_PLAIN = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9_.~-]*")
# Legal in an IRI as they stand; the rest of an address is encoded, and what is encoded already stays so.
_URL_SAFE = "%/:?#[]@!$&'()*+,;=-._~"
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def encode(text: str) -> str:
    """Make any text one segment of a path; different texts stay different.

    >>> encode('a b/<c>')
    'a%20b%2F%3Cc%3E'
    """
    if _PLAIN.fullmatch(text):
        return text
    safe = quote(text, safe="", errors="surrogatepass")
    # A segment of dots alone would be taken for "this folder" or "the folder above" when an IRI is resolved.
    return safe.replace(".", "%2E") if set(safe) <= {"."} else safe


def web_address(url: str | None) -> str | None:
    """Give an http or https address as an IRI with every character legal, None for anything else.

    >>> web_address("https://example.org/a b?q=<x>#y#z")
    'https://example.org/a%20b?q=%3Cx%3E#y%23z'
    >>> web_address("javascript:alert(1)") is None
    True
    """
    text = (url or "").strip()
    try:
        parts = urlsplit(text)
        named = bool(parts.hostname)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not named:
        return None
    quoted = quote(_BAD_PERCENT.sub("%25", text), safe=_URL_SAFE, errors="surrogatepass")
    front, mark, fragment = quoted.partition("#")
    # Brackets are legal around an IPv6 host only.
    scheme, host, rest = (
        front.partition(parts.netloc) if parts.netloc and parts.netloc in front else (front, "", "")
    )
    rest = rest.replace("[", "%5B").replace("]", "%5D")
    fragment = fragment.replace("#", "%23").replace("[", "%5B").replace("]", "%5D")
    address = f"{scheme}{host}{rest}{mark}{fragment}"
    return address if _legal(address) else None


def _legal(address: str) -> bool:
    try:
        NamedNode(address)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=20_000)
def _of(base: str, kind: str, ident: str) -> str:
    return f"{base}{kind}/{encode(ident)}"


@dataclass(frozen=True, slots=True)
class Iris:
    """Makes the IRIs of one export below `base`.

    >>> Iris("https://example.org/").event("meeting-1")
    'https://example.org/event/meeting-1'
    """

    base: str = BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base) or not _legal(f"{self.base}x"):
            raise InputError(
                f"base IRI: found {self.base!r}, allowed is an http or https address that ends in / or #"
            )

    def of(self, kind: str, ident: str) -> str:
        """The IRI of a thing of some kind."""
        return _of(self.base, kind, ident)

    def actor(self, actor: ActorNode) -> str:
        """An actor; a state is its nation."""
        return (
            self.nation(actor.id)
            if actor.kind == STATE and actor.id == actor.nation
            else self.of("actor", actor.id)
        )

    def nation(self, code: str) -> str:
        """A nation, by its alpha-3 code."""
        return self.of("nation", code)

    def event(self, ident: str) -> str:
        """An event."""
        return self.of("event", ident)

    def article(self, ident: str) -> str:
        """An article."""
        return self.of("article", ident)

    def graph(self, article: str) -> str:
        """The named graph that holds what one article says."""
        return self.of("graph", article)

    def part(self, kind: str, owner: str, *key: object) -> str:
        """A part of something, named by its owner and by what it is made of."""
        return f"{self.base}{kind}/{encode(owner)}-{digest(*key)}"
