"""Makes the tables of `kg/data` and `kg/lang` from open sources and the hand-written files beside the scripts.

Not part of the wheel. Each script runs on its own, reads only what is installed or given, and writes sorted files:
`python -m kg.data.build.cities`, `nations SOURCES`, `organisations`. The licences are in `kg/data/SOURCES.md`.
"""
