#!/usr/bin/env bash
# Install the independent readers into a folder of their own and run these tests with them. Needs npm, Python 3.11, and
# for all of them `apt-get install raptor2-utils rasqal-utils default-jre-headless`.
#   tests/interop/run.sh [PYTHON_WITH_THE_PACKAGE]
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
python="${1:-$here/../../.venv/bin/python}"
export KG_INTEROP="${KG_INTEROP:-$(mktemp -d)}"
cp "$here/package.json" "$KG_INTEROP/"
npm install --prefix "$KG_INTEROP" --no-audit --no-fund --silent
test -x "$KG_INTEROP/owl/bin/python" || python3 -m venv "$KG_INTEROP/owl"
"$KG_INTEROP/owl/bin/python" -m pip install --quiet --disable-pip-version-check owlready2 pyowl2-profiles rdflib
cd "$here/../.."
exec "$python" -m pytest -rs tests/interop
