"""testdata/cases.jsonl as a reader expects it, and testdata/golden/reports.jsonl to the byte."""

import itertools

import pytest
import sipar
from conftest import CASES, lines, scorer

GOLDEN = lines("golden/reports.jsonl")


def test_the_suite_is_whole():
    assert len(CASES) >= 400
    assert len(GOLDEN) == len(CASES)


@pytest.mark.parametrize(("case", "line"), list(zip(CASES, GOLDEN)), ids=[case["id"] for case in CASES])
def test_case(case, line):
    text = case["text"]
    report = scorer(tuple(case["packs"])).score(text)
    assert line.endswith(f'"report":{sipar.to_json(report)}}}')
    found = sorted((finding.entry, finding.span.of(text)) for finding in report.findings)
    assert found == sorted((find["entry"], find["text"]) for find in case["finds"])
    assert report.level.name.lower() == case["level"]


def test_a_batch_is_as_one_by_one():
    packs = lambda case: case["packs"]
    for ids, group in itertools.groupby(sorted(CASES, key=packs), key=packs):
        texts = [case["text"] for case in group]
        one = scorer(tuple(ids))
        assert one.score_batch(texts) == [one.score(text) for text in texts]
