"""Errors that a user can act on. The command line prints their text as one line and no traceback."""

from __future__ import annotations


class KgError(Exception):
    """Something the user gave cannot be used: the text names file, place, what was found and what is allowed."""


class InputError(KgError):
    """An article, a folder or an option cannot be read."""


class DataError(KgError):
    """A table or rule file of the package, or one the user supplied, breaks its own format."""
