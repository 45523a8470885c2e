"""A name between commas behind its title is the title's, also where words of the title are left over."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.pipeline import extract


@pytest.mark.parametrize(
    ("text", "name", "nation"),
    [
        ("قال نائب رئيس اتحاد عمال مصر، مجدي البدوي، إن العدد كبير.", "مجدي البدوي", "EGY"),
        ("وقالت مديرة معهد شؤون الأنهار الأردني، ليلى المنصور، إن العدد كبير.", "ليلى المنصور", "JOR"),
    ],
)
def test_the_name_behind_the_comma_speaks(text: str, name: str, nation: str) -> None:
    found = extract(Article(id="t", text=text, lang="ar"))
    actors = {a.id: a for a in found.actors}
    speaker = actors[found.events[0].roles["speaker"][0]]
    assert (speaker.name, speaker.nation) == (name, nation)


def test_a_list_of_two_persons_stays_two() -> None:
    found = extract(Article(id="t", text="حضر وزير الخارجية المصري، ومجدي البدوي، الاجتماع.", lang="ar"))
    assert len([a for a in found.actors if a.kind == "person"]) == 2
