"""The page inside a notebook: a frame that holds the whole page, so that it needs no server and no network."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from pathlib import Path

# The page may run its script, save CSV and PNG files and open an article's address; it never sees the notebook.
_ALLOWED = "allow-scripts allow-downloads allow-popups"


@dataclass(frozen=True, slots=True)
class Inline:
    """A page that a notebook shows where it is the value of a cell. `html` is the page, `height` in pixels.

    >>> print(Inline("<p>a & b</p>", 100)._repr_html_())
    <iframe srcdoc="&lt;p&gt;a &amp; b&lt;/p&gt;" sandbox="allow-scripts allow-downloads allow-popups" title="Diplomacy graph" width="100%" height="100" style="border:0"></iframe>
    """  # noqa: E501 - what is printed is one line

    html: str = field(repr=False)
    height: int = 720

    def _repr_html_(self) -> str:
        return (
            f'<iframe srcdoc="{escape(self.html)}" sandbox="{_ALLOWED}" title="Diplomacy graph" width="100%" '
            f'height="{self.height:d}" style="border:0"></iframe>'
        )

    def save(self, path: str | Path) -> None:
        """Write the page to a file, to open it in a browser."""
        with Path(path).open("w", encoding="utf-8", newline="\n") as file:
            file.write(self.html)
