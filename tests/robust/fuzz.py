"""Inputs made at random, as many as asked for: ``python -m tests.robust.fuzz 100000 [seed]``, with a count of executions.

Each execution is one made-up input to one of the targets (reader, tokenizer, dates and rules, RDF terms, page), with
what always has to hold. With atheris installed, ``--coverage`` lets the coverage of the package guide the inputs.
"""

from __future__ import annotations

import io
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from types import FunctionType

import pyoxigraph as ox

from kg.articles import Skipped, _stream
from kg.articles.decode import UnreadableError
from kg.articles.record import article_of
from kg.extract import dates, language, tokens
from kg.graph import iri, terms
from kg.graph.dates import bounds
from kg.model import Article
from kg.pipeline import extract, known
from kg.render.payload import json_block

LANGS = ("ar", "en")
PIECES = [
    *'"\'«»“”()[]{}<>&;:،,.؟!?-–—/\\|@#$%^*+=~`_ \n\t\r\0', "\u200f", "\u202e", "\u200b", "\ufeff", "\ud800", "\U0001f600", "ـ", "\u0651", "و", "ب", "ال", "2025", "٣", "1/2",
    "التقى", "قال", "إن", "الرئيس", "وزير الخارجية", "الروسي", "بوتين", "في بكين", "يوم الاثنين", "نظيره", "زيارة", "اتفاقية", "أمس",
    "met", "said that", "President", "Xi Jinping", "Putin", "in Beijing", "on Monday", "his counterpart", "visited", "signed", "yesterday", "3 November 2025", "U.S.", "</script>", "<!--",
]  # fmt: skip
BYTES = [b'{"text": "', b'"}', b'"', b"\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\\ud800", b"[", b"]", b"{", b"}", b'"id": 1, ', b'"lang": "ar", ', "التقى".encode(),
         "التقى".encode("windows-1256"), b"Putin met Xi.", b"\x1f\x8b\x08", b"1e999", b"a" * 4_100]  # fmt: skip


def text_of(chance: random.Random) -> str:
    return chance.choice(("", " ")).join(chance.choices(PIECES, k=chance.randint(1, 14)))


def reader(data: bytes, chance: random.Random) -> None:
    """Bytes under any format give records or reasons, and a record an article that can be written or a reason."""
    kind = chance.choice(("jsonl", "json", "text", "any"))
    try:
        for raw in _stream(io.BytesIO(data), kind, "a"):
            if isinstance(raw, Skipped):
                str(raw).encode()
                continue
            article, notes = article_of(raw[0])
            "".join((article.text, article.id, article.title or "", *notes)).encode()
    except UnreadableError as problem:
        str(problem).encode()


@cache
def words(code: str) -> tuple[object, frozenset[str]]:
    return language.load(code), known(code)


def tokenizer(text: str, chance: random.Random) -> None:
    """Tokens lie in order, cut the text exactly, and leave out nothing but white space and marks of direction."""
    lang, names = words(chance.choice(LANGS))
    found = tokens.tokenize(text, lang, names)  # type: ignore[arg-type]
    end = 0
    for start, stop in zip(found.starts, found.ends, strict=True):
        assert end <= start < stop <= len(text)
        assert not text[end:start].strip()
        end = stop
    assert not text[end:].strip()


def times(text: str, chance: random.Random) -> None:
    """Times lie in the text; their values are dates that the graph can bound, whatever the day of publication."""
    lang, names = words(chance.choice(LANGS))
    day = chance.choice((None, "2025-11-03", "0001-01-01", "9999-12-31", "2024-02-29"))
    for found in dates.find(tokens.tokenize(text, lang, names), lang, day):  # type: ignore[arg-type]
        assert 0 <= found.span.start < found.span.end <= len(text)
        if found.value:
            bounds(found.value)


def rules(text: str, chance: random.Random) -> None:
    """The whole flow ends, and every span lies in the text."""
    found = extract(Article(id="a", lang=chance.choice(LANGS), text=text, published="2025-11-03"))
    spans = [span for actor in found.actors for span in actor.mentions]
    spans += [
        span for event in found.events for item in event.evidence for span in (item.trigger, item.sentence)
    ]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


def rdf(text: str, _: random.Random) -> None:
    """Any text makes a legal IRI of one segment and a literal that comes back."""
    node = ox.NamedNode(f"https://example.org/{iri.encode(text)}")
    literal = ox.Literal(terms.clean(text))
    line = ox.serialize([ox.Quad(node, ox.NamedNode("urn:p"), literal)], format=ox.RdfFormat.N_QUADS)
    (back,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    assert (back.subject, back.object) == (node, literal)  # type: ignore[attr-defined]


def page(text: str, _: random.Random) -> None:
    """Data in the page holds no markup and comes back as it was, lone surrogates too."""
    made = json_block({text: [text]})
    assert not set("<>&\u2028\u2029") & set(made)
    assert json.loads(made) == {text: [text]}


TARGETS: dict[str, Callable[[str, random.Random], None]] = {
    "tokenizer": tokenizer, "dates": times, "rules": rules, "rdf": rdf, "page": page,
}  # fmt: skip


def once(chance: random.Random, name: str) -> None:
    """One execution of one target."""
    if name == "reader":
        reader(
            b"".join(chance.choices(BYTES, k=chance.randint(1, 8))) + chance.randbytes(chance.randint(0, 6)),
            chance,
        )
        return
    text = text_of(chance)
    if name in ("tokenizer", "dates", "rules"):
        text = text.replace("\ud800", "").replace("\0", "")  # reading lets no such text through
    TARGETS[name](text, chance)


def run(number: int, seed: int) -> Counter[str]:
    """That many executions, one target after the other; what fails names its seed."""
    done: Counter[str] = Counter()
    names = ("reader", *TARGETS)
    for count in range(number):
        name = names[count % len(names)]
        try:
            once(random.Random(f"{seed} {count}"), name)
        except Exception as problem:
            raise AssertionError(f"{name}: seed {seed}, execution {count}") from problem
        done[name] += 1
    return done


def main(arguments: list[str]) -> int:
    """Run and print the counts; with ``--coverage`` until atheris is stopped or has made as many."""
    if "--coverage" in arguments:
        return coverage([one for one in arguments if one != "--coverage"])
    number, seed = (int(one) for one in (*arguments, "0")[:2])
    start = time.perf_counter()
    done = run(number, seed)
    print(f"{done.total():,} executions in {time.perf_counter() - start:.0f} s, seed {seed}: {dict(done)}")
    return 0


def coverage(arguments: list[str]) -> int:
    """The same targets with inputs that atheris makes: the first byte chooses the target, the rest is the input."""
    import atheris  # type: ignore[import-not-found, unused-ignore]

    names = ("reader", *TARGETS)

    def target(data: bytes) -> None:
        name, chance = names[data[0] % len(names)] if data else "reader", random.Random(len(data))
        if name == "reader":
            reader(data[1:], chance)
        else:
            text = data[1:].decode("utf-8", "ignore").replace("\0", "")
            TARGETS[name](text, chance)

    run(600, 0)  # so that all modules are loaded and all tables read
    for module in [module for name, module in sorted(sys.modules.items()) if name.startswith("kg.")]:
        for function in [one for one in vars(module).values() if isinstance(one, FunctionType)]:
            if function.__module__ == module.__name__:
                atheris.instrument_func(function)
    atheris.Setup(
        [sys.argv[0], f"-runs={arguments[0] if arguments else 100_000}", "-max_len=400", "-timeout=60"],
        target,
    )
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
