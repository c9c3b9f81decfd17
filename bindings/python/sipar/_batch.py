"""Reports of a batch, which are read where somebody looks.

Making a report's objects takes Python many times what scoring the text takes, and most of a batch is asked for its levels
alone. So a report of a batch has its level and score, and makes the rest of itself from the native library's bytes when
anything else of it is asked for.
"""

from __future__ import annotations

import struct
from typing import Any, List

from ._native import sipar as _core
from ._native.sipar import Level, Report
from ._native.sipar_ffi import PackedReports

# As bindings/ffi/src/packed.rs writes it: the text's number, level, score, where the report ends.
_HEAD = struct.Struct(">IBdI")
_LEVELS = tuple(Level)
_UNREAD = "_unread"

_I32, _U32 = struct.Struct(">i").unpack_from, struct.Struct(">I").unpack_from


class _Bytes(_core._UniffiRustBufferStream):
    """Bytes as the generated converters read them, who otherwise look every number's format up and copy it first."""

    def read(self, size: int) -> bytes:
        start = self.offset
        self.offset = end = start + size
        data: bytes = self.data[start:end]
        return data

    def read_i32(self) -> int:
        start = self.offset
        self.offset = start + 4
        number: int = _I32(self.data, start)[0]
        return number

    def read_u32(self) -> int:
        start = self.offset
        self.offset = start + 4
        number: int = _U32(self.data, start)[0]
        return number


def unpack_into(reports: List[Report], packed: PackedReports) -> None:
    """Puts each report in the place of its text."""
    data, start, new, levels = packed.reports, 0, object.__new__, _LEVELS
    for number, level, score, end in _HEAD.iter_unpack(packed.heads):
        report = new(Report)
        report.__dict__ = {"level": levels[level], "score": score, _UNREAD: data[start:end]}
        reports[number] = report
        start = end


def _missing(self: Report, name: str) -> Any:
    """What `Report` does when it has no attribute of that name: reads on, once."""
    have = self.__dict__
    unread = have.get(_UNREAD)
    if unread is not None:
        # Another thread may be here too: it sets the same, and `_unread` goes last.
        bytes_ = _Bytes(unread, len(unread))  # type: ignore[no-untyped-call]
        read = _core._UniffiFfiConverterTypeReport.read(bytes_)  # type: ignore[no-untyped-call]
        for field, value in vars(read).items():
            have.setdefault(field, value)
        have.pop(_UNREAD, None)
    try:
        return have[name]
    except KeyError:
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}") from None


# On the generated class itself, so that a report is a `Report` however it came, and no field is listed here.
Report.__getattr__ = _missing  # type: ignore[attr-defined]
