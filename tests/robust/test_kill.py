"""Builds that are killed, for real: whatever the moment, there is a whole build on the disk, and the next one ends well.

``KG_KILLS=100 python -m pytest tests/robust/test_kill.py -s`` kills as often, and says where the kills fell.
"""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from importlib.resources import as_file
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.build import FILES, TIMINGS
from kg.graph.disk import store_in, stored
from kg.resources import package_path
from kg.saved import open_folder
from tests.robust import builder

KILLS = int(os.environ.get("KG_KILLS", "6"))
SEED = int(os.environ.get("KG_SEED", "0"))
PLACING = 0.0006  # seconds within which the kills aimed at the putting in place fall; it takes about as long
Outputs = dict[str, bytes]


@pytest.fixture(scope="module")
def context() -> Iterator[ForkServerContext]:
    """Processes that start with the tables read, so that kills fall into the work and not into the start."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["tests.robust.builder"])
    yield made


def whole(context: ForkServerContext, articles: Path, out: Path) -> float:
    """Build undisturbed; the seconds it takes."""
    start = time.perf_counter()
    running = context.Process(target=builder.run, args=(str(articles), str(out)))
    running.start()
    running.join(600)
    assert running.exitcode == 0
    return time.perf_counter() - start


def outputs(folder: Path) -> Outputs:
    return {
        name: (folder / name).read_bytes() for name in FILES if name != TIMINGS and (folder / name).exists()
    }


def killed(
    context: ForkServerContext,
    articles: Path,
    out: Path,
    chance: random.Random,
    seconds: float,
    placing: bool,
) -> bool:
    """Start a build and kill it at a random time, or at a random time after it has begun to put files in place."""
    running = context.Process(target=builder.run, args=(str(articles), str(out)))
    running.start()
    if placing:
        ready, until = out / ".next" / "READY", time.perf_counter() + 600
        while not ready.exists() and running.is_alive() and time.perf_counter() < until:
            pass
        time.sleep(chance.uniform(0, PLACING))
    else:
        time.sleep(chance.uniform(0, seconds))
    running.kill()
    running.join(60)
    return running.exitcode != 0


def test_a_build_killed_at_any_time_is_whole_before_and_after(
    tmp_path: Path, context: ForkServerContext
) -> None:
    chance = random.Random(SEED)
    with as_file(package_path("examples")) as samples:
        sources = builder.corpora(tmp_path, samples)
    whole(context, sources[0], tmp_path / "warm")  # the first one starts the server
    seconds = min(whole(context, source, tmp_path / f"alone-{source.name}") for source in sources)
    alone = [outputs(tmp_path / f"alone-{source.name}") for source in sources]
    assert all(alone[0][name] != alone[1][name] for name in alone[0])
    out = tmp_path / "out"
    whole(context, sources[0], out)
    assert stored(out) is not None
    seen: Counter[str] = Counter()
    now = 0  # which of the two is on the disk
    for number in range(KILLS * 3):
        goal = 1 - now
        hit = killed(context, sources[goal], out, chance, seconds, placing=number % 3 == 2)
        seen[f"{'killed' if hit else 'ended before'}: {state(out, alone[now], alone[goal])}"] += 1
        print(f"build {number + 1}, seed {SEED}: {dict(sorted(seen.items()))}", flush=True)
        # how long it takes depends on what else the machine does: the last one says it best
        taken = whole(context, sources[goal], out)
        seconds = min(seconds, taken) if hit else 0.8 * seconds
        assert outputs(out) == alone[goal]
        assert not (out / ".next").exists()
        assert [*(out / "store").iterdir()] == [store_in(out)]
        now = goal
        if hits(seen) == KILLS:
            break
    assert hits(seen) == KILLS


def hits(seen: Counter[str]) -> int:
    return sum(count for what, count in seen.items() if what.startswith("killed"))


def state(out: Path, old: Outputs, new: Outputs) -> str:
    """What stands on the disk: each file whole, and together the older build, the newer, or the newer half in place."""
    found = outputs(out)
    assert set(found) == set(old)
    assert all(data in (old[name], new[name]) for name, data in found.items())
    report = json.loads(found["report.json"])
    store = store_in(out)
    assert store is not None
    quads = gzip.decompress(
        (old if found["report.json"] == old["report.json"] else new)["graph.nq.gz"]
    ).splitlines()
    assert len(ox.Store.read_only(str(store))) == len({line for line in quads if line})
    assert report["files"].keys() >= set(old) - {"report.json"}
    if found in (old, new):
        assert len(open_folder(out).graph.events) == report["graph"]["events"]
        return "older" if found == old else "newer"
    # the files that are missing in place are whole beside it, and whoever opens the folder moves them
    staged = {path.name: path.read_bytes() for path in (out / ".next").iterdir() if path.name in new}
    assert (out / ".next" / "READY").exists()
    assert {**found, **staged} == new
    assert len(open_folder(out).graph.events) == json.loads(new["report.json"])["graph"]["events"]
    assert outputs(out) == new
    return "newer, half in place"
