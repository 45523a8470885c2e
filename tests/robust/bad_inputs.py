"""Bad inputs by class, made from a seed: what a folder of articles may hold by accident or by malice.

``cases()`` gives them; each is one file (bytes under a name) with what reading it has to come to. All words are our
own. ``python -m tests.robust.table`` runs them and prints the table of ``docs/bad_inputs.md``.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

EN = "Russian Prime Minister Mikhail Mishustin met Chinese Premier Li Qiang in Hangzhou on Monday."
AR = "التقى رئيس الوزراء الصيني لي تشيانغ نظيره الروسي ميخائيل ميشوستين في هانغتشو يوم الاثنين."
DAY = "2025-11-03"
BOMB = 200_000_000  # bytes that a bomb unpacks to
READ, NOTED, SKIPPED = "read", "noted", "skipped"


@dataclass(frozen=True, slots=True)
class Case:
    """One bad input: its class, a name that tells it, the file's name, its bytes, and what has to come of it.

    `outcome` is `SKIPPED` (no article), `READ` (an article, whatever is noted), `NOTED` (an article and a note).
    """

    kind: str
    name: str
    file: str
    data: Callable[[], bytes]
    outcome: str


def record(text: object = EN, **fields: object) -> bytes:
    """One line of JSONL."""
    return json.dumps({"text": text, "published": DAY, **fields}, ensure_ascii=True).encode() + b"\n"


def cases(seed: int = 0) -> list[Case]:
    """All of them, the same for the same seed."""
    chance = random.Random(seed)
    made = [case for maker in MAKERS for case in maker(chance)]
    names = [case.file for case in made]
    assert len(set(names)) == len(names)
    return made


def _named(
    kind: str, ending: str, rows: list[tuple[str, bytes | Callable[[], bytes], str]]
) -> Iterator[Case]:
    for number, (name, data, outcome) in enumerate(rows):
        file = f"{kind.replace(' ', '-')}-{number:03}{ending}"
        yield Case(kind, name, file, data if callable(data) else (lambda data=data: data), outcome)


def encodings(chance: random.Random) -> Iterator[Case]:
    kind = "encodings"
    fit = [("windows-1256", AR), ("windows-1251", "Премьер прибыл в Пекин и встретился с коллегой."),
           ("utf-16", AR), ("utf-32", AR), ("utf-16-le", EN), ("utf-16-be", EN), ("utf-8-sig", AR)]  # fmt: skip
    other = [("iso-8859-6", AR), ("cp864", "وزير"), ("cp720", "وزير"), ("koi8-r", "Премьер прибыл"), ("gb18030", "李强会见米舒斯京。"),
             ("big5", "會見"), ("shift_jis", "会談した"), ("euc-kr", "만났다"), ("utf-7", "قال"), ("cp037", EN),
             ("mac-arabic", "وزير"), ("iso-8859-8", "שלום"), ("cp1253", "Ο πρωθυπουργός"), ("tis-620", "พบ"), ("utf-32-le", EN)]  # fmt: skip
    rows = [(f"text in {code}", text.encode(code), READ) for code, text in fit]
    # bytes of an encoding that nobody can tell from another may come out as wrong letters, with a note, or be refused
    rows += [(f"text in {code}", _encoded(text, code), "any") for code, text in other]
    whole = AR.encode()
    rows += [
        ("UTF-8 cut within a letter", whole[:-1] + b"\xd9", "any"),
        ("UTF-8 with one byte changed", whole[:40] + b"\xff" + whole[41:], "any"),
        ("overlong UTF-8", b"\xc0\xaf\xe0\x80\xaf" + EN.encode(), "any"),
        ("UTF-8 of five bytes", b"\xf8\x88\x80\x80\x80" + EN.encode(), "any"),
        ("UTF-16 of an odd length", AR.encode("utf-16") + b"a", SKIPPED),
        ("UTF-16 mark in the middle", EN.encode() + b"\xff\xfe" + EN.encode(), "any"),
        ("decoded wrongly once", AR.encode().decode("latin-1").encode(), READ),
        ("decoded wrongly twice", AR.encode().decode("latin-1").encode().decode("latin-1").encode(), READ),
        ("replacement signs", ("\ufffd" * 50 + AR).encode(), READ),
    ]
    rows += [
        (f"{n} random bytes", chance.randbytes(n), "any") for n in (1, 2, 3, 7, 100, 1000, 65_536, 1_000_000)
    ]
    yield from _named(kind, ".txt", rows)
    lines = [(f"JSONL in {code}", json.dumps({"text": text}, ensure_ascii=False).encode(code), outcome)
             for code, text, outcome in (("windows-1256", AR, SKIPPED), ("utf-16", AR, READ), ("utf-8-sig", AR, READ),
                                         ("utf-32", AR, READ), ("gb18030", "李强会见", SKIPPED), ("utf-16-le", AR, SKIPPED))]  # fmt: skip
    yield from _named(kind, ".jsonl", lines)


def _encoded(text: str, code: str) -> bytes:
    return text.encode(code, "replace")


def broken_json(chance: random.Random) -> Iterator[Case]:
    good = record().strip()
    rows: list[tuple[str, bytes | Callable[[], bytes], str]] = [
        (f"cut after {n} bytes", good[:n], SKIPPED)
        for n in sorted(chance.sample(range(1, len(good) - 1), 10))
    ]
    rows += [(name, data, SKIPPED) for name, data in (
        ("a comma too many", good[:-1] + b",}"), ("single quotes", b"{'text': 'Li met Xi.'}"), ("no quotes", b"{text: Li}"),
        ("a comment", b'{"text": "a" /* b */}'), ("two objects on a line", good + good), ("a list", b"[" + good + b"]"),
        ("a string", b'"Li met Xi."'), ("null", b"null"), ("true", b"true"), ("a number", b"1"), ("NaN", b"NaN"),
        ("a raw line end in a string", b'{"text": "Li\nmet"}'), ("a raw tab in a string", b'{"text": "Li\tmet"}'),
        ("a bad escape", b'{"text": "\\x41"}'), ("half an escape", b'{"text": "\\u12"}'), ("a Python literal", b'{"text": None}'),
        ("a closing bracket only", b"}"), ("an opening bracket only", b"{"), ("markup", b"<html><p>Li met Xi."),
        ("no text", b'{"title": "a"}'), ("text is null", b'{"text": null}'), ("text is a number", b'{"text": 5}'),
        ("text is a list", b'{"text": ["Li met Xi."]}'), ("text is an object", b'{"text": {"text": "a"}}'), ("text is true", b'{"text": true}'),
        ("text is NaN", b'{"text": NaN}'), ("text is infinite", b'{"text": 1e999}'), ("another case of the name", b'{"Text": "a"}'),
    )]  # fmt: skip
    rows += [
        ("brackets 100,000 deep", lambda: b'{"text": ' + b"[" * 100_000, SKIPPED),
        ("objects 50,000 deep", lambda: b'{"a":' * 50_000 + b"1" + b"}" * 50_000, SKIPPED),
        ("a number of 100,000 digits", lambda: b'{"text": "a b", "id": ' + b"9" * 100_000 + b"}", SKIPPED),
        (
            "100,000 fields",
            lambda: json.dumps({"text": EN, **{f"f{n}": n for n in range(100_000)}}).encode(),
            READ,
        ),
        ("the same field twice", b'{"text": "a b", "text": "Li met Xi."}', READ),
        ("a mark before the second line", good + b"\n\xef\xbb\xbf" + good, "any"),
        ("90,000 broken lines", lambda: b"{\n" * 90_000, SKIPPED),
        ("90,000 blank lines", lambda: b"\n" * 90_000 + good, READ),
    ]
    fields = ("id", "url", "source", "lang", "published", "title")
    wrong = [["a"], {"a": 1}, True, 1.5, -1, float("inf"), "\ud800"]
    for field in fields:
        value = chance.choice(wrong)
        rows.append(
            (
                f"{field} is {value!r}".encode("ascii", "backslashreplace").decode(),
                record(**{field: value}),
                "any",
            )
        )
    yield from _named("broken JSON lines", ".jsonl", rows)


def sizes(_: random.Random) -> Iterator[Case]:
    rows: list[tuple[str, Callable[[], bytes], str]] = [
        (
            "a line of 50 MB, one string",
            lambda: b'{"text": "' + b"a " * 25_000_000 + b'"}\n' + record(),
            READ,
        ),
        ("a line of 50 MB, no JSON", lambda: b"a" * 50_000_000 + b"\n" + record(), READ),
        ("a line of 50 MB without end", lambda: b"x" * 50_000_000, SKIPPED),
        ("a line of 17 MB of escapes", lambda: b'{"text": "' + b"\\u0627" * 2_900_000 + b'"}', SKIPPED),
        ("a text one letter over the limit", lambda: record("a" * 5_000_001), SKIPPED),
        ("a title of 1 MB", lambda: record(title="t" * 1_000_000), NOTED),
        ("an id of 1 MB", lambda: record(id="i" * 1_000_000), NOTED),
        ("an unknown field of 10 MB", lambda: record(other="o" * 10_000_000), READ),
        ("a million zeros in a list", lambda: record(other=[0] * 1_000_000), READ),
    ]
    yield from _named("long lines", ".jsonl", rows)
    texts: list[tuple[str, Callable[[], bytes], str]] = [
        ("a text file of 12 MB", lambda: b"word " * 2_400_000, SKIPPED),
        ("a text file of 50 MB", lambda: b"word " * 10_000_000, SKIPPED),
        ("200,000 lines of a word", lambda: b"word\n" * 200_000, READ),
        ("100,000 line ends of a Mac", lambda: b"word\r" * 100_000, READ),
        ("100,000 line separators", lambda: "word\u2028".encode() * 100_000, READ),
    ]
    yield from _named("long lines", ".txt", texts)


def html(_: random.Random) -> Iterator[Case]:
    body = f"<article><h1>Talks</h1><p>{EN} {EN} {EN}</p></article>"
    page = f"<html lang=en><head><title>t</title></head><body>{body}</body></html>"
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    rows: list[tuple[str, bytes | Callable[[], bytes], str]] = []
    for tag in (
        "div",
        "p",
        "b",
        "table",
        "ul",
        "blockquote",
        "span",
        "svg",
        "math",
        "font",
        "a href=x",
        "select",
        "template",
    ):
        rows.append((f"<{tag}> 20,000 deep", lambda tag=tag: (f"<{tag}>" * 20_000 + EN).encode(), "any"))
    rows += [
        ("<div> 100,000 deep, closed", lambda: ("<div>" * 100_000 + body + "</div>" * 100_000).encode(), "any"),
        ("an article below 300 <div>", ("<div>" * 300 + body + "</div>" * 300).encode(), "any"),
        ("10,000 attributes", lambda: (f"<p {' '.join(f'a{n}=1' for n in range(10_000))}>{body}").encode(), "any"),
        ("an attribute of 5 MB", lambda: f'<p class="{"c" * 5_000_000}">{body}'.encode(), "any"),
        ("an entity of entities of entities", (f'<!DOCTYPE h [<!ENTITY l0 "ha">{entities}]><html><body><p>&l9; {EN}</p>').encode(), "any"),
        ("an entity that is a file", f'<!DOCTYPE h [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x; {EN}</p>'.encode(), "any"),
        ("an XInclude of a file", f'<html xmlns:xi="http://www.w3.org/2001/XInclude"><body><xi:include href="/etc/passwd" parse="text"/>{body}'.encode(), "any"),
        ("a comment without end", f"{body}<!-- {EN}".encode(), "any"), ("a script without end", f"{body}<script>{EN}".encode(), "any"),
        ("a style without end", f"<style>{body}".encode(), "any"), ("a CDATA section", f"<![CDATA[{body}]]>".encode(), "any"),
        ("zero bytes", page.replace("e", "e\0").encode(), "any"), ("zero as a reference", page.replace("Monday", "Mon&#0;day").encode(), "any"),
        ("a surrogate as a reference", page.replace("Monday", "Mon&#xD800;day").encode(), "any"),
        ("a code point too large", page.replace("Monday", "Mon&#x7fffffff;day").encode(), "any"),
        ("a wrong charset", b'<meta charset="utf-16">' + page.encode(), "any"), ("an unknown charset", b'<meta charset="x-none">' + page.encode(), "any"),
        ("Arabic in windows-1256 that says UTF-8", f'<meta charset="utf-8"><p>{AR} {AR}</p>'.encode("windows-1256"), "any"),
        ("XML of another kind", b"<?xml version='1.0'?><rss><channel><item/></channel></rss>", "any"), ("frames only", b"<frameset><frame src=a></frameset>", "any"),
        ("an address of data", f'<html><body><iframe src="data:text/html,{EN}"></iframe></body>'.encode(), "any"),
        ("a refresh", f'<meta http-equiv=refresh content="0;url=http://example.org/">{body}'.encode(), "any"),
        ("broken JSON-LD", f'<script type="application/ld+json">{{"datePublished": </script>{body}'.encode(), "any"),
        ("deep JSON-LD", lambda: f'<script type="application/ld+json">{"[" * 50_000}</script>{body}'.encode(), "any"),
        ("wide JSON-LD", lambda: f'<script type="application/ld+json">{json.dumps([{"@graph": [{}] * 20}] * 2_000)}</script>{body}'.encode(), "any"),
        ("100,000 links", lambda: ("<a href=x>Li</a> " * 100_000 + body).encode(), "any"),
        ("300 paragraphs, all the same", lambda: f"<body><article>{f'<p>{EN}</p>' * 300}</article>".encode(), READ),
        ("tags never closed", lambda: ("<p><b><i>" + EN).encode() * 300, "any"),
        ("brackets only", lambda: b"<" * 200_000, "any"), ("ampersands only", lambda: b"&" * 200_000, "any"),
    ]  # fmt: skip
    yield from _named("deep and odd HTML", ".html", rows)


def controls(chance: random.Random) -> Iterator[Case]:
    rows = [(f"\\u{n:04x} within a name", record(EN.replace("Li Qiang", f"Li{chr(n)} Qiang"), id=f"c{n}"), SKIPPED if n == 0 else READ)
            for n in (0, 1, 7, 8, 11, 12, 13, 27, 31, 127, 0x85, 0x9B, 0xAD, 0x2028, 0xFFFE, 0xFFFF, 0xFFF9, 0x1FFFF, 0xE0001, 0x10FFFF)]  # fmt: skip
    rows += [
        (f"zero byte in {field}", record(**{field: "a\0b"}), NOTED)
        for field in ("id", "url", "source", "title", "lang", "published")
    ]
    rows += [("every control character", record("".join(map(chr, range(1, 32))) + EN), READ),
             ("codes for a terminal", record("\x1b[2J\x1b]0;t\x07" + EN, title="\x1b[31m", id="\x1b[5m"), READ)]  # fmt: skip
    yield from _named("null bytes and controls", ".jsonl", rows)
    plain = EN.encode()
    rows = [("zero byte first", b"\0" + plain, SKIPPED), ("zero byte last", plain + b"\0", SKIPPED), ("zero bytes only", b"\0" * 1000, SKIPPED),
            ("zero byte in the middle", plain[:20] + b"\0" + plain[20:], SKIPPED), ("a zero after each byte", b"\0".join(bytes((b,)) for b in plain), "any"),
            ("zeros after 4,000 bytes", plain * 60 + b"\0\0", SKIPPED)]  # fmt: skip
    yield from _named("null bytes and controls", ".txt", rows)


def surrogates(_: random.Random) -> Iterator[Case]:
    rows = [(f"{name} in the text", b'{"text": "Li ' + code + b' met"}', outcome) for name, code, outcome in (
        ("high", b"\\ud800", SKIPPED), ("low", b"\\udc00", SKIPPED), ("reversed pair", b"\\udc00\\ud800", SKIPPED), ("a pair", b"\\ud83d\\ude00", READ),
        ("high twice", b"\\ud800\\ud800", SKIPPED), ("high and a letter", b"\\udbffx", SKIPPED), ("10,000 of them", b"\\ud800" * 10_000, SKIPPED))]  # fmt: skip
    rows += [
        (f"in {field}", record(**{field: "a\udcffb"}), NOTED)
        for field in ("id", "url", "source", "title", "lang", "published")
    ]
    rows += [("as bytes (CESU-8)", b'{"text": "Li \xed\xa0\x80 met"}', SKIPPED), ("a pair as bytes", b'{"text": "\xed\xa0\xbd\xed\xb8\x80"}', SKIPPED),
             ("in an unknown field", b'{"text": "Li met Xi.", "\\ud800": "\\ud800"}', READ)]  # fmt: skip
    yield from _named("lone surrogates", ".jsonl", rows)


def bidi(chance: random.Random) -> Iterator[Case]:
    marks = {"ALM": 0x61C, "ZWSP": 0x200B, "ZWNJ": 0x200C, "ZWJ": 0x200D, "LRM": 0x200E, "RLM": 0x200F, "LRE": 0x202A, "RLE": 0x202B, "PDF": 0x202C,
             "LRO": 0x202D, "RLO": 0x202E, "WJ": 0x2060, "LRI": 0x2066, "RLI": 0x2067, "FSI": 0x2068, "PDI": 0x2069, "ZWNBSP": 0xFEFF, "VS16": 0xFE0F}  # fmt: skip
    rows = []
    for name, point in marks.items():
        text, spot = chance.choice(((AR, "تشيانغ"), (EN, "Qiang")))
        mark = chr(point)
        rows.append(
            (
                f"{name} within and around names",
                record(
                    text.replace(spot, f"{mark}{mark.join(spot)}{mark}"),
                    title=mark + "t",
                    id=f"{mark}b{point}",
                ),
                READ,
            )
        )
    rows += [("a mark after each letter", record("\u200f".join(AR)), READ), ("10,000 overrides, none closed", record("\u202e" * 10_000 + EN), READ),
             ("100,000 zero-width spaces", record("\u200b" * 100_000 + AR), READ), ("only marks", record("\u200f\u202a" * 500), "any"),
             ("isolates 5,000 deep", record("\u2067" * 5_000 + AR + "\u2069" * 5_000), READ), ("Arabic in presentation forms", record("ﺍﻟﺘﻘﻰ ﺍﻟﻮﺯﻳﺮ ﻧﻈﻴﺮﻩ ﻓﻲ ﺑﻜﻴﻦ"), READ)]  # fmt: skip
    yield from _named("bidi and zero width", ".jsonl", rows)


def quotes(_: random.Random) -> Iterator[Case]:
    rows: list[tuple[str, Callable[[], bytes], str]] = []
    for mark in "\"'«»“”„‘’()[]":
        rows.append(
            (
                f"100,000 × {mark}",
                lambda mark=mark: record(f"Putin said {mark * 100_000} {EN}", lang="en"),
                READ,
            )
        )
    for a, b in (("«", "»"), ("“", "”"), ("(", ")")):
        rows.append(
            (
                f"{a}{b} 20,000 deep",
                lambda a=a, b=b: record(f"قال بوتين {a * 20_000}{AR}{b * 20_000}", lang="ar"),
                READ,
            )
        )
        rows.append(
            (
                f"20,000 × {a}x{b}",
                lambda a=a, b=b: record(f"قال بوتين {f'{a}س{b} ' * 20_000}{AR}", lang="ar"),
                READ,
            )
        )
    yield from _named("quotation marks", ".jsonl", rows)


def no_spaces(_: random.Random) -> Iterator[Case]:
    rows: list[tuple[str, Callable[[], bytes], str]] = []
    for name, piece, lang in (("a Latin letter", "a", "en"), ("capital letters", "A", "en"), ("an Arabic letter", "ا", "ar"), ("waw, a particle", "و", "ar"),
                              ("particles wa-l", "وال", "ar"), ("digits", "1", "en"), ("Arabic digits", "٣", "ar"), ("full stops", ".", "en"), ("hyphens", "-", "en"),
                              ("commas", "،", "ar"), ("tatweel", "ـ", "ar"), ("combining marks", "\u0651", "ar"), ("Latin marks", "\u0301", "en"),
                              ("digits and slashes", "1/", "en"), ("initials", "A.", "en"), ("emoji with joiners", "👩\u200d", "en")):  # fmt: skip
        rows.append(
            (f"100,000 × {name}", lambda piece=piece, lang=lang: record(piece * 100_000, lang=lang), READ)
        )
    rows += [("English without spaces", lambda: record(EN.replace(" ", "") * 300, lang="en"), READ), ("Arabic without spaces", lambda: record(AR.replace(" ", "") * 300, lang="ar"), READ),
             ("names run together", lambda: record("ميشوستينوتشيانغ" * 3_000, lang="ar"), READ), ("no-break spaces only", lambda: record(EN.replace(" ", "\u00a0") * 100, lang="en"), READ)]  # fmt: skip
    yield from _named("no spaces", ".jsonl", rows)


def scripts(_: random.Random) -> Iterator[Case]:
    words = {
        "Persian": "وزیر خارجه با همتای خود در تهران دیدار و گفتگو کرد.", "Urdu": "وزیر اعظم نے اپنے ہم منصب سے ملاقات کی۔", "Pashto": "ولسمشر له خپل سیال سره ولیدل.",
        "Kurdish": "سەرۆک لەگەڵ هاوتاکەی کۆبووەوە.", "Hebrew": "ראש הממשלה נפגש עם עמיתו.", "Russian": "Премьер встретился с коллегой в Пекине.", "Chinese": "李强在杭州会见米舒斯京。",
        "Japanese": "首相は北京で会談した。", "Korean": "총리는 베이징에서 회담했다.", "Thai": "นายกรัฐมนตรีพบกับคู่เจรจา", "Hindi": "प्रधानमंत्री ने अपने समकक्ष से मुलाकात की।",
        "Bengali": "প্রধানমন্ত্রী বৈঠক করেছেন।", "Tamil": "பிரதமர் சந்தித்தார்.", "Georgian": "პრემიერი შეხვდა კოლეგას.", "Armenian": "Վարչապետը հանդիպեց գործընկերոջը։", "Amharic": "ጠቅላይ ሚኒስትሩ ተገናኙ።",
        "Greek": "Ο πρωθυπουργός συναντήθηκε.", "Turkish": "Başbakan mevkidaşıyla görüştü.", "German": "Der Kanzler traf seinen Amtskollegen.", "Vietnamese": "Thủ tướng đã gặp người đồng cấp.",
        "Mongolian": "ᠮᠣᠩᠭᠣᠯ ᠤᠯᠤᠰ", "Tibetan": "བོད་ཡིག", "Cherokee": "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ", "Cuneiform": "𒀀𒁀𒂀", "Gothic": "𐌰𐌱𐌲", "Braille": "⠇⠊⠀⠍⠑⠞", "mathematical letters": "𝐋𝐢 𝐦𝐞𝐭 𝐗𝐢", "emoji": "🇨🇳🤝🇷🇺",
    }  # fmt: skip
    rows = [(name, record(f"{text} " * 3), READ) for name, text in words.items()]
    rows += [
        (f"{name} that says it is {lang}", record(words[name], lang=lang), READ)
        for name, lang in (("Chinese", "ar"), ("Hebrew", "en"), ("Emoji".lower(), "ar"), ("Cuneiform", "en"))
    ]
    rows += [
        ("all of them mixed", record(" ".join(words.values())), READ),
        ("letters that look alike", record("Рutin mеt Хi Jinping in Веijing."), READ),
    ]
    rows += [
        (f"language {lang!r}", record(lang=lang), NOTED)
        for lang in ("../../etc", "<b>", "en'; DROP", "x" * 3_000, "العربية", "e n")
    ]
    yield from _named("other languages and scripts", ".jsonl", rows)


def empty(_: random.Random) -> Iterator[Case]:
    # lines of nothing but space are no records, so that a .jsonl of them says nothing
    for ending in (".txt", ".html", ".json", ".txt.gz", ".html.gz"):
        pack = gzip.compress if ending.endswith(".gz") else bytes
        rows = [
            (f"{name}, {ending}", pack(data), SKIPPED)
            for name, data in (
                ("nothing", b""),
                ("a line end", b"\n"),
                ("spaces", b" " * 1000),
                ("a mark", b"\xef\xbb\xbf"),
            )
        ]
        yield from _named("empty", ending, rows)
    rows = [("an empty text", record(""), SKIPPED), ("a text of spaces", record(" \n\t\u00a0\u2003"), SKIPPED), ("an empty object", b"{}", SKIPPED), ("an empty list", b"[]", SKIPPED),
            ("punctuation", record("... !!! ؟"), NOTED), ("digits", record("12 34"), NOTED), ("one letter", record("a"), "any"), ("every field empty", record(id="", title="", url="", lang="", source="", published=""), READ)]  # fmt: skip
    yield from _named("empty", ".jsonl", rows)


def duplicates(_: random.Random) -> Iterator[Case]:
    def lines(*rows: bytes) -> bytes:
        return b"".join(rows)

    other = EN.replace("Monday", "Tuesday")
    rows = [
        ("the same line twice", lines(record(id="d1"), record(id="d1")), "any"),
        ("one id, two texts", lines(record(id="d2"), record(other, id="d2")), NOTED),
        ("one id, three texts", lines(record(id="d3"), record(other, id="d3"), record(AR, id="d3")), NOTED),
        ("one text, two ids", lines(record(id="d4"), record(id="d4b")), READ),
        ("an id as number and as text", lines(record(id=5), record(other, id="5")), NOTED),
        ("ids that differ in case", lines(record(id="D6"), record(other, id="d6")), READ),
        ("composed and decomposed ids", lines(record(id="\u00e9"), record(other, id="e\u0301")), READ),
        ("an id with a mark that nobody sees", lines(record(id="d8"), record(other, id="d8\u200b")), READ),
        (
            "the id that the other would be given",
            lines(record(id="d9"), record(other, id=f"d9~{_digest(AR)}"), record(AR, id="d9")),
            "any",
        ),
        (
            "same id and text, other metadata",
            lines(record(id="d10", title="a"), record(id="d10", title="b")),
            "any",
        ),
        (
            "1,000 texts of one id",
            lambda: lines(*(record(f"Li met Xi {n} times.", id="d11") for n in range(1000))),
            NOTED,
        ),
        ("1,000 times the same", lambda: record(id="d12") * 1000, "any"),
    ]
    yield from _named("duplicates", ".jsonl", rows)


def _digest(text: str) -> str:
    from kg.articles.record import content_id

    return content_id(text)[:8]


HOSTILE = [
    "../../x", "../../../../etc/passwd", "/etc/passwd", "C:\\Windows\\x", "..\\..\\x", "CON", "nul", ".", "..", "~", "-rf", "--help", "a/b", "a//b", "a\\b", "%2e%2e%2f", "%00", "%", "a%b",
    "a b", " a ", 'a"b', "a'b", "a<b>c", "a>b", "a`b", "a{b}", "a|b", "a^b", "a#b", "a?b", "a&b", "a;b", "a$b", "${x}", "$(id)", "`id`", "{{7*7}}", "{% x %}", "<%= x %>",
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!--", "-->", "]]>", "javascript:alert(1)", "data:text/html,x",
    "> . <urn:x> <urn:y> <urn:z> .", '" . } DELETE WHERE { ?s ?p ?o }', "_:b0", "<urn:a>", "\\u003c", "a\nb", "a\tb", "a\r\nb", "=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "__proto__", "constructor", "toString",
    "null", "undefined", "NaN", "1e5", "0", "\u202ex", "\u200b", "é" * 100, "😀", "a" * 200, "a" * 201, "\x1b[31m", "\x7f", "http://[", "http://example.org/ä b", "urn:x:y", "mailto:a@b",
]  # fmt: skip


def hostile_ids(_: random.Random) -> Iterator[Case]:
    texts = [(EN, "en"), (AR, "ar")]
    rows = []
    for number, value in enumerate(HOSTILE):
        text, lang = texts[number % 2]
        rows.append(
            (
                f"id {ascii(value)[:40]}",
                record(f"{text} {number}", id=value, lang=lang),
                NOTED if len(value) > 200 else READ,
            )
        )
    yield from _named("hostile ids", ".jsonl", rows)


def hostile_fields(chance: random.Random) -> Iterator[Case]:
    rows = []
    for number, value in enumerate(HOSTILE):
        field = ("url", "title", "source")[number % 3]
        rows.append(
            (
                f"{field} {ascii(value)[:40]}",
                record(f"{EN} {number}", id=f"f{number}", **{field: value}),
                READ,
            )
        )
    addresses = ["http://", "http://[::1", "http://a:99999/", "http://a b/c d", 'http://a/"><b>', "http://user:pass@a/", "//a/b", "http://ä.example/ü?q=ö#é", "HTTP://A/%zz", "file:///etc/passwd", "ftp://a/b",
                 "http://a/" + "p" * 3_900, "http://a/\u202e", "http://a\\b", "https://a/{x}|<y>"]  # fmt: skip
    rows += [
        (f"url {ascii(value)[:40]}", record(f"{AR} {number}", id=f"u{number}", url=value), READ)
        for number, value in enumerate(addresses)
    ]
    yield from _named("hostile addresses, titles, sources", ".jsonl", rows)


def hostile_text(_: random.Random) -> Iterator[Case]:
    rows = []
    for number, value in enumerate(HOSTILE):
        text = f"President Xi Jinping met {value} Putin {value} in Beijing on Monday. Putin said: “{value}”. The minister, {value}, said that {value} was good. {EN}"
        rows.append((f"prose around {ascii(value)[:40]}", record(text, id=f"t{number}", lang="en"), READ))
    yield from _named("hostile prose", ".jsonl", rows)


def packed(chance: random.Random) -> Iterator[Case]:
    good = gzip.compress(record() * 50, mtime=0)
    plain = gzip.compress(EN.encode() * 50, mtime=0)
    zeros = _packed_zeros
    yield from _named("gzip bombs", ".jsonl.gz", [
        ("200 MB of one line", lambda: zeros(b"a"), SKIPPED), ("200 MB of zero bytes", lambda: zeros(b"\0"), SKIPPED), ("200 MB of line ends", lambda: zeros(b"\n"), SKIPPED),
        ("200 MB of broken lines", lambda: zeros(b"{\n"), SKIPPED), ("cut in the middle", good[: len(good) // 2], SKIPPED), ("cut at the end", good[:-4], "any"), ("a wrong sum", good[:-8] + b"\0\0\0\0" + good[-4:], "any"),
        ("not packed", record(), SKIPPED), ("a head only", good[:10], SKIPPED), ("packed twice", gzip.compress(good), SKIPPED), ("waste after the end", good + b"waste", "any"),
        ("two members", good + good, READ), ("1,000 empty members", gzip.compress(b"", mtime=0) * 1_000 + good, READ), ("random bytes", chance.randbytes(10_000), SKIPPED), ("a zip", b"PK\x03\x04" + chance.randbytes(1000), SKIPPED),
        ("bytes changed", _changed(good, chance), "any"),
    ])  # fmt: skip
    yield from _named("gzip bombs", ".txt.gz", [
        ("200 MB of text", lambda: zeros(b"a "), SKIPPED), ("a bomb in a bomb", lambda: gzip.compress(zeros(b"a"), mtime=0), SKIPPED), ("cut", plain[:-6], SKIPPED),
        ("packed twice, text", gzip.compress(plain, mtime=0), SKIPPED), ("bytes changed, text", _changed(plain, chance), "any"),
    ])  # fmt: skip
    yield from _named(
        "gzip bombs",
        ".html.gz",
        [("200 MB of <b>", lambda: zeros(b"<b>"), SKIPPED), ("a page, cut", plain[:-6], SKIPPED)],
    )
    yield from _named(
        "gzip bombs",
        ".json.gz",
        [
            ("200 MB of brackets", lambda: zeros(b"["), SKIPPED),
            ("a bomb within the limit", lambda: zeros(b"[", 9_000_000), SKIPPED),
        ],
    )


def _packed_zeros(piece: bytes, size: int = BOMB) -> bytes:
    """A stream that unpacks to `size` bytes, made of one packed megabyte repeated, so that making it is quick."""
    block = gzip.compress(piece * (1_000_000 // len(piece)), compresslevel=9, mtime=0)
    return block * (size // 1_000_000)


def _changed(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(5):
        made[chance.randrange(10, len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def days(_: random.Random) -> Iterator[Case]:
    values = [
        "0000-00-00",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "2025-02-30",
        "2025-13-01",
        "yesterday",
        "٢٠٢٥-١١-٠٣",
        "2025-11-03T99:99",
        "1447-05-12 هـ",
        20251103,
        "2025/11/03",
        "-2025-01-01",
        "2025-11-03\n",
        "٣ نوفمبر",
    ]
    fine = {"0001-01-01", "9999-12-31", "2025-11-03T99:99", "2025-11-03\n"}
    told = "Putin met Xi in Beijing yesterday, last week, last month, last year, a century ago and tomorrow, in 2 days, next week, next year."
    rows = [
        (
            f"published {value!r}",
            record(told, id=f"p{n}", published=value, lang="en"),
            READ if value in fine else NOTED,
        )
        for n, value in enumerate(values)
    ]
    for number, word in enumerate(
        [
            "30 February 2025",
            "31/31/2025",
            "0 January 0000",
            "99999999999999999999 years ago",
            "in the year 99999",
            "Monday " * 2_000,
            "1" * 5_000 + " November",
            "24:99",
            "10,000,000,000 days ago",
        ]
    ):
        rows.append(
            (
                f"the text says {word[:30]}",
                record(f"Putin met Xi in Beijing on {word}.", id=f"e{number}", lang="en"),
                READ,
            )
        )
    for number, word in enumerate(
        [
            "٣١ فبراير ٢٠٢٥",
            "قبل ٩٩٩٩٩٩٩٩٩٩ سنة",
            "عام ٠",
            "٣٠ محرم ٩٩٩٩ هـ",
            "يوم الاثنين " * 2_000,
            "١" * 5_000 + " نوفمبر",
            "٠/٠/٠",
        ]
    ):
        rows.append(
            (
                f"the text says {word[:30]}",
                record(f"التقى بوتين نظيره الصيني في بكين {word}.", id=f"a{number}", lang="ar"),
                READ,
            )
        )
    yield from _named("impossible days", ".jsonl", rows)


def repeated(_: random.Random) -> Iterator[Case]:
    rows: list[tuple[str, Callable[[], bytes], str]] = []
    for name, piece, lang, times in (
        ("a sentence", EN + " ", "en", 2_000), ("a sentence", AR + " ", "ar", 2_000), ("a name and 'and'", "Li Qiang and ", "en", 5_000), ("a name and wa", "ميشوستين و", "ar", 5_000), ("titles", "the foreign minister ", "en", 5_000),
        ("titles", "وزير الخارجية ", "ar", 5_000), ("'said that'", "Putin said that ", "en", 1_000), ("qala inna", "قال بوتين إن ", "ar", 1_000), ("days", "on Monday, ", "en", 5_000), ("days", "يوم الاثنين، ", "ar", 5_000),
        ("countries", "China, Russia, ", "en", 5_000), ("cities", "في بكين وموسكو ", "ar", 5_000), ("capital words", "Aaaa Bbbb ", "en", 10_000), ("line ends", "Li met Xi\n\n", "en", 5_000), ("visits", "visited Beijing and ", "en", 5_000),
    ):  # fmt: skip
        rows.append(
            (
                f"{times:,} × {name} ({lang})",
                lambda piece=piece, lang=lang, times=times: record(piece * times, lang=lang),
                READ,
            )
        )
    yield from _named("the same over and over", ".jsonl", rows)


MAKERS = (encodings, broken_json, sizes, html, controls, surrogates, bidi, quotes, no_spaces, scripts, empty, duplicates, hostile_ids,
          hostile_fields, hostile_text, packed, days, repeated)  # fmt: skip
