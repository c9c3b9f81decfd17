"""What a batch costs from Python: `overhead.py TEXTS PACK…` prints nanoseconds a text of this thread's own time: for the batch with
the level of each text, and when the findings of each are read too; and the share of texts with findings.

Run by `cargo xtask overhead`.
"""

import sys
import time
from pathlib import Path

import sipar

texts = Path(sys.argv[1]).read_text("utf-8").splitlines()
scorer = sipar.Scorer([sipar.Pack(Path(path).read_bytes()) for path in sys.argv[2:]])


def nanoseconds(look):
    best = float("inf")
    for _ in range(15):
        begin = time.thread_time()
        look(scorer.score_batch(texts))
        best = min(best, time.thread_time() - begin)
    return best / len(texts) * 1e9


def levels(reports):
    return sum(report.level is not sipar.Level.NONE for report in reports)


def findings(reports):
    return sum(len(report.findings) for report in reports)


found = sum(bool(report.findings) for report in scorer.score_batch(texts)) / len(texts)
print(f"{nanoseconds(levels):.0f} {nanoseconds(findings):.0f} {found:.2f}")
