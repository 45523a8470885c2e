"""Fetch the vendored vis-network build again, byte for byte, and refuse anything else.

Run by a developer, never by the program: ``python -m kg.render.vendor`` calls ``npm pack`` (the only step that needs
the network), checks the archive against `ARCHIVE_SHA256`, and writes the two files the page needs beside this module.
To move to a newer release change `VERSION` and both sums, and run the browser tests.
"""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path

VERSION = "10.1.5"
ARCHIVE_SHA256 = "33178a58abef773d4f8e77425d7b74c0a250349102f4c75f4a9d170ca3f1f437"
SCRIPT_SHA256 = "af323cf36a669fbcf5a265070b4ca2c5deb7293b5e6b19c9d6ef486fdd720828"
FOLDER = Path(__file__).parent / "vendor"
SCRIPT = FOLDER / "vis-network.min.js"
LICENCE = FOLDER / "vis-network.LICENSE-MIT"


def script_from(archive: bytes) -> tuple[bytes, bytes]:
    """Take the script and its licence out of the npm archive.

    The last line of the script names a source map, which a browser's developer tools would try to load: it is cut off.
    """
    with tempfile.TemporaryFile() as file:
        file.write(archive)
        file.seek(0)
        with tarfile.open(fileobj=file, mode="r:gz") as tar:
            members = ("package/standalone/umd/vis-network.min.js", "package/LICENSE-MIT")
            script, licence = (tar.extractfile(name).read() for name in members)  # type: ignore[union-attr]
    return script.partition(b"//# sourceMappingURL=")[0], licence


def sha256(data: bytes) -> str:
    """The hexadecimal SHA-256 of `data`.

    >>> sha256(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()


def main() -> None:
    """Fetch, check and write; stop with a message if a sum differs."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", f"vis-network@{VERSION}"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - a constant
        archive = (Path(folder) / f"vis-network-{VERSION}.tgz").read_bytes()
    if sha256(archive) != ARCHIVE_SHA256:
        raise SystemExit(f"vis-network-{VERSION}.tgz: sha256 is {sha256(archive)}, expected {ARCHIVE_SHA256}")
    script, licence = script_from(archive)
    if sha256(script) != SCRIPT_SHA256:
        raise SystemExit(f"vis-network.min.js: sha256 is {sha256(script)}, expected {SCRIPT_SHA256}")
    SCRIPT.write_bytes(script)
    LICENCE.write_bytes(licence)


if __name__ == "__main__":
    main()
