"""What an audit counts: texts, levels, categories. No text, author or place of one is kept, so none can be read later."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import Iterable

import sipar

LEVELS = ("low", "medium", "high")


def count(scorer: sipar.Scorer, texts: Iterable[str]) -> Counter[tuple[str, str]]:
    """How many texts reach each level, over all categories (`*`) and in each. `("*", "texts")` is how many there are."""
    counts: Counter[tuple[str, str]] = Counter()
    for report in scorer.score_batch(texts):
        counts["*", "texts"] += 1
        for name, level in [("*", report.level), *((category.id, category.level) for category in report.categories)]:
            # A text at medium reaches low as well.
            for reached in LEVELS[: level.value]:
                counts[name, reached] += 1
    return counts


def upper_bound(hits: int, texts: int, confidence: float = 0.95) -> float:
    """The greatest rate that this many hits among so many texts allow (Clopper and Pearson, one-sided)."""
    if hits >= texts:
        return 1.0

    def at_most_hits(rate: float) -> float:
        log = [
            math.lgamma(texts + 1) - math.lgamma(k + 1) - math.lgamma(texts - k + 1)
            + k * math.log(rate) + (texts - k) * math.log1p(-rate)
            for k in range(hits + 1)
        ]
        return math.fsum(map(math.exp, log))

    low, high = hits / texts, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if at_most_hits(middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def summary(counts: Counter[tuple[str, str]], packs: list[sipar.Pack]) -> str:
    """The audit as JSON: each rate with its 95 % bound, and what was not assessed."""
    texts = counts["*", "texts"]
    names = sorted({name for name, _ in counts} | {category.id for pack in packs for category in pack.categories} | {"*"})

    def rate(hits: int) -> dict[str, float | int]:
        return {"texts": hits, "rate": round(hits / texts, 6), "atMost": round(upper_bound(hits, texts), 6)} if texts else {}

    return json.dumps(
        {
            "texts": texts,
            "packs": [f"{pack.id}@{pack.version}" for pack in packs],
            "flagged": {name: {level: rate(counts[name, level]) for level in LEVELS} for name in names},
            "notAssessed": sipar.NOT_ASSESSED,
        },
        indent=2,
    )
