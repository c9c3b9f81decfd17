"""What a batch costs from Python: `overhead.py TEXTS PACK…` prints nanoseconds a text. Run by `cargo xtask overhead`."""

import sys
import time
from pathlib import Path

import sipar

texts = Path(sys.argv[1]).read_text("utf-8").splitlines()
scorer = sipar.Scorer([sipar.Pack(Path(path).read_bytes()) for path in sys.argv[2:]])
best = float("inf")
for _ in range(15):
    begin = time.perf_counter()
    scorer.score_batch(texts)
    best = min(best, (time.perf_counter() - begin) / len(texts))
print(f"{best * 1e9:.0f}")
