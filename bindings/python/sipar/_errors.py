"""What every error has."""

from __future__ import annotations

import re

_FAMILIES = {"LoadError": "pack", "BuildError": "scorer"}


class CodedError(Exception):
    """An error with a code."""

    @property
    def code(self) -> str:
        """The stable code, the same in every language: for logs, and to translate by. `LoadError.NotAPack` has
        ``pack.not-a-pack``, `BuildError.Threshold` has ``scorer.threshold``."""
        # That a code is its case's name holds in the core, whose tests say so.
        case, kind = type(self).__mro__[:2]
        words = re.sub("(?<=.)([A-Z])", r"-\1", case.__name__).lower()
        return f"{_FAMILIES[kind.__name__]}.{words}"
