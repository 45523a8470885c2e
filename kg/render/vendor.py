"""Fetch what the page holds of others again, byte for byte, and refuse anything else.

Run by a developer, never by the program: ``python -m kg.render.vendor`` calls ``npm pack`` (the only step that needs
the network), checks each archive against its sum, makes the files of `vendor/` and checks those too. The script of
vis-network is taken as it is; the outline of the land is made coarser by `coastlines`, with whole numbers from there
on, so that every machine makes the same file. To move to a newer release change version and sums of `PACKAGES`, and
run the browser tests.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "vendor"
LICENCES = FOLDER / "README.md"
STEP = 20  # the outline is kept in twentieths of a degree: about 5 km
COARSE = 1.6  # steps by which a coastline may be off
LEAST = 22.0  # square steps: smaller islands are left out
SOUTH = -60 * STEP  # Antarctica would take a fifth of the map

Ring = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Package:
    """An npm package: its archive's sum, and for each file of `vendor/` its sum and how it is made."""

    name: str
    version: str
    archive: str
    files: tuple[tuple[str, str, Callable[[tarfile.TarFile], bytes]], ...]


def member(tar: tarfile.TarFile, name: str) -> bytes:
    """The bytes of a file of an npm archive."""
    return tar.extractfile(f"package/{name}").read()  # type: ignore[union-attr]


def _script(tar: tarfile.TarFile) -> bytes:
    # The last line names a source map, which a browser's developer tools would try to load: it is cut off.
    return member(tar, "standalone/umd/vis-network.min.js").partition(b"//# sourceMappingURL=")[0]


def _land(tar: tarfile.TarFile) -> bytes:
    rings = coastlines(json.loads(member(tar, "land-50m.json")))
    flat = [flat_of(ring) for ring in rings]
    return (json.dumps({"step": STEP, "rings": flat}, separators=(",", ":")) + "\n").encode("ascii")


PACKAGES = (
    Package(
        "vis-network",
        "10.1.5",
        "33178a58abef773d4f8e77425d7b74c0a250349102f4c75f4a9d170ca3f1f437",
        (
            (
                "vis-network.min.js",
                "af323cf36a669fbcf5a265070b4ca2c5deb7293b5e6b19c9d6ef486fdd720828",
                _script,
            ),
            (
                "vis-network.LICENSE-MIT",
                "1f65085e54c036645082257618db2c7b787e68c3b02485e214ecd09e0834ee8f",
                lambda tar: member(tar, "LICENSE-MIT"),
            ),
        ),
    ),
    Package(
        "world-atlas",
        "2.0.2",
        "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
        (
            ("land.json", "2fd0966f1523b68bf6ee264e056cca414942dab784277d47a7eaae23dcfbb8b9", _land),
            (
                "world-atlas.LICENSE-ISC",
                "8048290dfdb6e83fbed17e8985c8cfc4ce9da9b842642f3d3e497280790cfa31",
                lambda tar: member(tar, "LICENSE"),
            ),
        ),
    ),
)


def coastlines(topology: Any) -> list[Ring]:
    """The rings of the land of a TopoJSON file, coarse, without small islands and Antarctica, the largest first."""
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    rings: list[Ring] = []
    for shape in topology["objects"]["land"]["geometries"]:
        shapes = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings += [_joined(ring, arcs) for polygon in shapes for ring in polygon]
    coarse = [simpler(ring) for ring in rings if abs(area(ring)) >= LEAST and min(y for _, y in ring) > SOUTH]
    return sorted((ring for ring in coarse if len(ring) > 3), key=lambda ring: (-abs(area(ring)), ring))


def _arc(arc: Sequence[Sequence[int]], transform: Any) -> Ring:
    """An arc in steps; its points are given as differences on a grid."""
    x = y = 0
    found: Ring = []
    for across, up in arc:
        x, y = x + across, y + up
        (wide, high), (left, low) = transform["scale"], transform["translate"]
        found.append((round((x * wide + left) * STEP), round((y * high + low) * STEP)))
    return found


def _joined(ring: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """Arcs one after the other; a negative number is an arc (its complement) read backwards.

    Land on both sides of the 180th meridian stays in one piece: its far side has longitudes beyond 180 degrees.
    """
    points: Ring = []
    for number in ring:
        for x, y in arcs[number] if number >= 0 else arcs[~number][::-1]:
            before = points[-1][0] if points else x
            around = round((before - x) / (360 * STEP)) * 360 * STEP
            if not points or points[-1] != (x + around, y):
                points.append((x + around, y))
    middle = (min(x for x, _ in points) + max(x for x, _ in points)) / 2
    return [(x - round(middle / (360 * STEP)) * 360 * STEP, y) for x, y in points]


def area(ring: Ring) -> float:
    """The area of a ring, negative if it is wound the other way.

    >>> area([(0, 0), (2, 0), (2, 2), (0, 2)])
    4.0
    """
    ends = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(x * v - u * y for (x, y), (u, v) in ends) / 2


def simpler(points: Ring) -> Ring:
    """Leave out points from which the line without them is less than `COARSE` away (Douglas and Peucker's way).

    >>> simpler([(0, 0), (5, 1), (10, 0)])
    [(0, 0), (10, 0)]
    """
    kept = {0, len(points) - 1}
    parts = [(0, len(points) - 1)]
    while parts:
        first, last = parts.pop()
        inner = range(first + 1, last)
        far = max(inner, key=lambda n: _away(points[n], points[first], points[last]), default=None)
        if far is not None and _away(points[far], points[first], points[last]) > COARSE:
            kept.add(far)
            parts += [(first, far), (far, last)]
    return [points[number] for number in sorted(kept)]


def _away(point: tuple[int, int], start: tuple[int, int], end: tuple[int, int]) -> float:
    (x, y), (a, b), (u, v) = point, start, end
    square = (u - a) ** 2 + (v - b) ** 2
    along = min(1.0, max(0.0, ((x - a) * (u - a) + (y - b) * (v - b)) / square)) if square else 0.0
    return float(((x - a - along * (u - a)) ** 2 + (y - b - along * (v - b)) ** 2) ** 0.5)


def flat_of(ring: Ring) -> list[int]:
    """The first point, then differences: x, y, dx, dy, dx, dy …

    >>> flat_of([(3, 4), (5, 4)])
    [3, 4, 2, 0]
    """
    flat, last = [], (0, 0)
    for x, y in ring:
        flat += [x - last[0], y - last[1]]
        last = (x, y)
    return flat


def sha256(data: bytes) -> str:
    """The hexadecimal SHA-256 of `data`.

    >>> sha256(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()


def checked(data: bytes, name: str, wanted: str) -> bytes:
    """`data` if its sum is the one wanted; else stop and say so."""
    if sha256(data) != wanted:
        raise SystemExit(f"{name}: sha256 is {sha256(data)}, expected {wanted}")
    return data


def main() -> None:
    """Fetch, check, make and write; stop with a message if a sum differs."""
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as folder:
            command = ["npm", "pack", f"{package.name}@{package.version}"]
            subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - a constant
            name = f"{package.name}-{package.version}.tgz"
            archive = checked((Path(folder) / name).read_bytes(), name, package.archive)
        with tarfile.open(fileobj=BytesIO(archive), mode="r:gz") as tar:
            made = [(name, checked(make(tar), name, wanted)) for name, wanted, make in package.files]
        for name, data in made:
            (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
