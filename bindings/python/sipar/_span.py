"""Spans: where in a text something stands."""

from __future__ import annotations

from typing import Any, Optional


class Span:
    """A stretch of the scored text, in code points, as ``str`` counts.

    It holds whole characters, plus the marks attached after them.
    """

    __slots__ = ("_units",)

    def __init__(self, units: Any) -> None:
        self._units = units

    @property
    def start(self) -> int:
        """Where it begins."""
        return int(self._units.chars_start)

    @property
    def end(self) -> int:
        """Where it ends: the first code point that is no longer in it."""
        return int(self._units.chars_end)

    def of(self, text: str) -> Optional[str]:
        """The words it covers, or None if ``text`` is some shorter text than the one that was scored."""
        return text[self.start : self.end] if self.end <= len(text) else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and bool(self._units == other._units)

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def __repr__(self) -> str:
        return f"Span({self.start}, {self.end})"
