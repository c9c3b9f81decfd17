"""The suite that every language runs, from testdata/."""

import functools
import json
import os
from pathlib import Path

import pytest
import sipar

ROOT = Path(os.environ.get("SIPAR_ROOT") or Path(__file__).parents[3])
TESTDATA = ROOT / "testdata"


def lines(name):
    return (TESTDATA / name).read_text("utf-8").splitlines()


@functools.lru_cache(maxsize=None)
def pack_bytes(id):
    return (TESTDATA / "golden" / f"{id}.sipar").read_bytes()


@functools.lru_cache(maxsize=None)
def scorer(packs):
    return sipar.Scorer([sipar.Pack(pack_bytes(id)) for id in packs])


CASES = [json.loads(line) for line in lines("cases.jsonl")]


@pytest.fixture
def mini():
    return sipar.Pack(pack_bytes("en-mini"))
