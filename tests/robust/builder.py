"""What the processes of the kill test run; tables are read once, in the process from which they are forked."""

from __future__ import annotations

import json
from pathlib import Path

from kg.articles import read
from kg.build import build
from kg.model import Article
from kg.pipeline import extract

for _code in ("ar", "en"):
    extract(Article(id="a", lang=_code, text="Putin"))


def run(articles: str, out: str) -> None:
    """Build, as a process of its own."""
    build(articles, out)


def corpora(folder: Path, samples: Path) -> tuple[Path, Path]:
    """Two folders of articles that give different outputs: a few of the samples, and others with one text changed."""
    lines = [
        line
        for path in sorted(samples.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    rows = [json.loads(line) for line in lines if line.strip()]
    made = []
    for name, some in (
        ("one", rows[:3]),
        ("two", [*rows[3:5], {**rows[0], "text": rows[0]["text"] + " Putin met Modi in Delhi."}]),
    ):
        (folder / name).mkdir()
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in some)
        (folder / name / "a.jsonl").write_text(text, encoding="utf-8")
        assert sum(isinstance(item, Article) for item in read(folder / name)) == len(some)
        made.append(folder / name)
    return made[0], made[1]
