"""What a caller's type checker sees; run through mypy's strict mode, never executed. An `ignore` that ignores nothing is an error."""

from typing import List

import sipar


def levels(texts: List[str]) -> List[sipar.Level]:
    found = [report.level for report in sipar.score_batch(texts) if report.level >= sipar.Level.MEDIUM]
    return sorted(found)


def places(report: sipar.Report) -> List[int]:
    return [finding.span.start for finding in report.findings if finding.counted]


def why_not(data: bytes) -> str:
    try:
        return sipar.Pack(data).title
    except sipar.LoadError.NewerFormat:
        return "update the library"
    except sipar.LoadError as error:
        return error.code


def never(report: sipar.Report) -> None:
    report.level < 2  # type: ignore[operator]
    report.level < sipar.Status.LIST  # type: ignore[operator]
    report.finding  # type: ignore[attr-defined]
