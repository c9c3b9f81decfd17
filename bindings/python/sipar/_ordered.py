"""Enumerations with an order."""

from __future__ import annotations

import enum
from typing import TypeVar

_O = TypeVar("_O", bound="Ordered")


class Ordered(enum.Enum):
    """An enumeration whose members stand in the order in which they are declared."""

    def __lt__(self: _O, other: _O) -> bool:
        return self.value < other.value if type(other) is type(self) else NotImplemented

    def __le__(self: _O, other: _O) -> bool:
        return self.value <= other.value if type(other) is type(self) else NotImplemented

    def __gt__(self: _O, other: _O) -> bool:
        return self.value > other.value if type(other) is type(self) else NotImplemented

    def __ge__(self: _O, other: _O) -> bool:
        return self.value >= other.value if type(other) is type(self) else NotImplemented
