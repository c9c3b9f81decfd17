"""Scores the risk in a text on the user's own device: explained, private, fast.

    import sipar

    report = sipar.score("I know where you live. I will kill you.")
    print(report.level.name, [finding.reason for finding in report.findings])

A report holds places in the text, never its words. It says how plainly the words show a technique of harm, not how grave
it is, whether it is true, or what the writer meant.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from typing import Iterable, List, Optional, Sequence

from ._batch import unpack_into as _unpack_into
from ._native import sipar_ffi as _ffi
from ._native.sipar import (
    BuildError,
    Category,
    Context,
    ContextNote,
    Finding,
    Level,
    LoadError,
    Options,
    PackCategory,
    PackEntry,
    Report,
    Sensitivity,
    Spelling,
    Status,
    Threshold,
    Thresholds,
)
from ._span import Span

__version__ = "0.1.0"
__all__ = [
    "BUNDLED",
    "NOT_ASSESSED",
    "BuildError",
    "Category",
    "Context",
    "ContextNote",
    "Finding",
    "Level",
    "LoadError",
    "Options",
    "Pack",
    "PackCategory",
    "PackEntry",
    "Report",
    "Scorer",
    "Sensitivity",
    "Span",
    "Spelling",
    "Status",
    "Threshold",
    "Thresholds",
    "score",
    "score_batch",
    "to_json",
]

# What uniffi generates shows its fields in `str` alone.
for _record in (Category, ContextNote, Finding, Options, Report, Threshold, Thresholds, PackCategory, PackEntry):
    _record.__repr__ = _record.__str__  # type: ignore[method-assign, assignment]

BUNDLED = ("en", "kk", "ru", "tg")
"""The ids of the starter packs in this wheel. They are experimental: no native speaker has reviewed them."""

NOT_ASSESSED = tuple(_ffi.not_assessed())
"""What every report leaves unjudged, because no reading of words alone can tell: speaker, intent, reach, truth."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# Joins the texts of a batch. A text may hold it all the same; the batch is then handed over text by text.
_SEPARATOR = "\0"


def _utf8(text: str) -> bytes:
    """The text in UTF-8. Lone surrogates, which have no form in it, are read as U+FFFD: places stay as they are."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _LONE_SURROGATE.sub("\ufffd", text).encode()


def _well_formed(text: str) -> str:
    """The text itself, unless there are lone surrogates in it."""
    return text if text.isascii() else _utf8(text).decode()


class Pack:
    """A compiled lexicon. It never changes, and any number of scorers may share it."""

    __slots__ = ("_native",)

    def __init__(self, data: bytes) -> None:
        """Reads a pack from the bytes of a ``.sipar`` file. Raises a case of `LoadError` if they are none."""
        self._native = _ffi.Pack.load(data)

    @classmethod
    def bundled(cls, id: str) -> Pack:
        """A starter pack out of this wheel, by one of the ids in `BUNDLED`. Raises KeyError if there is none of that id."""
        if id not in BUNDLED:
            raise KeyError(id)
        return cls((importlib.resources.files(__package__) / "packs" / f"{id}.sipar").read_bytes())

    @property
    def id(self) -> str:
        """The id, such as ``en``."""
        return self._native.id()

    @property
    def version(self) -> str:
        """The version (semver)."""
        return self._native.version()

    @property
    def title(self) -> str:
        """The title."""
        return self._native.title()

    @property
    def licence(self) -> str:
        """The licence (SPDX)."""
        return self._native.licence()

    @property
    def status(self) -> Status:
        """How far it has been reviewed."""
        return self._native.status()

    @property
    def languages(self) -> List[str]:
        """The languages it covers (BCP 47)."""
        return self._native.languages()

    @property
    def reviewers(self) -> List[str]:
        """Who reviewed it."""
        return self._native.reviewers()

    @property
    def categories(self) -> List[PackCategory]:
        """Its categories."""
        return self._native.categories()

    @property
    def entries(self) -> List[PackEntry]:
        """Every entry: there are no hidden ones."""
        return self._native.entries()

    def __repr__(self) -> str:
        return f"<Pack {self.id}@{self.version}>"


class Scorer:
    """Scores texts with a set of packs. It keeps nothing of what it reads, and any number of threads may use one.

    Build it once and keep it; scoring cannot fail. Raises a case of `BuildError` if two packs have one id, or a threshold
    lies outside its range or order.
    """

    __slots__ = ("_native",)

    def __init__(
        self,
        packs: Sequence[Pack],
        *,
        muted: Iterable[str] = (),
        muted_categories: Iterable[str] = (),
        thresholds: Iterable[Threshold] = (),
        sensitivity: Sensitivity = Sensitivity.STANDARD,
        ui_language: Optional[str] = None,
    ) -> None:
        options = Options(
            muted=list(muted),
            muted_categories=list(muted_categories),
            thresholds=list(thresholds),
            sensitivity=sensitivity,
            ui_language=ui_language,
        )
        self._native = _ffi.Scorer([pack._native for pack in packs], options)

    def score(self, text: str) -> Report:
        """Scores a text."""
        return self._native.score(_well_formed(text))

    def score_batch(self, texts: Iterable[str]) -> List[Report]:
        """Scores texts in one call, during which other threads run: a report for each, in their order.

        Texts without findings share one report, and of any other what lies below its level and score is read from the
        library's answer when it is first asked for. A report is a value, do not change it.
        """
        texts = list(texts)
        joined = _utf8(_SEPARATOR.join(texts))
        if joined.count(_SEPARATOR.encode()) != len(texts) - 1:
            return self._native.score_all([_well_formed(text) for text in texts])
        reports = [_clean()] * len(texts)
        _unpack_into(reports, self._native.score_joined(joined, ord(_SEPARATOR)))
        return reports


@functools.lru_cache(maxsize=1)
def _clean() -> Report:
    return _ffi.Scorer([], Options(sensitivity=Sensitivity.STANDARD)).score("")


@functools.lru_cache(maxsize=1)
def _bundled() -> Scorer:
    return Scorer([Pack.bundled(id) for id in BUNDLED])


def score(text: str) -> Report:
    """Scores a text with the starter packs."""
    return _bundled().score(text)


def score_batch(texts: Iterable[str]) -> List[Report]:
    """Scores texts with the starter packs in one call, during which other threads run."""
    return _bundled().score_batch(texts)


def to_json(report: Report) -> str:
    """The report as one line of JSON, the same to the byte in every language that Sipar has. It holds places, never words."""
    return _ffi.report_to_json(report)
