"""How often packs flag the texts of a corpus that holds nothing to flag: `python audit.py FILE… [--pack en] [--field text]`.

A `.jsonl` file holds an object a line, any other file a text a line. Only sums are printed.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import Counter
from pathlib import Path
from typing import Iterator

import sipar
from tally import count, summary

BATCH = 10_000


def texts(path: Path, field: str) -> Iterator[str]:
    """The texts of a file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line:
                yield json.loads(line)[field] if path.suffix == ".jsonl" else line


def chosen(ids: list[str]) -> list[sipar.Pack]:
    """Packs by id, or by the path of a `.sipar` file."""
    return [sipar.Pack(Path(id).read_bytes()) if id.endswith(".sipar") else sipar.Pack.bundled(id) for id in ids]


def arguments(description: str | None) -> argparse.Namespace:
    """The command line, the same for both ways to run it."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--pack", action="append", help="a bundled pack's id or a .sipar file; default: all bundled ones")
    parser.add_argument("--field", default="text", help="the field of a .jsonl line that holds the text")
    args = parser.parse_args()
    args.pack = args.pack or list(sipar.BUNDLED)
    return args


def main() -> None:
    """Reads, counts, prints."""
    args = arguments(__doc__)
    packs = chosen(args.pack)
    scorer = sipar.Scorer(packs)
    counts: Counter[tuple[str, str]] = Counter()
    for path in args.files:
        source = texts(path, args.field)
        while batch := list(itertools.islice(source, BATCH)):
            counts += count(scorer, batch)
    print(summary(counts, packs))


if __name__ == "__main__":
    main()
