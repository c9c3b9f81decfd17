"""The same audit as a Spark job, for a corpus that outgrows one machine: `spark-submit --master "local[2]" audit_spark.py FILE…`.

Each worker scores its part with `mapInPandas` and gives back sums; texts never leave the worker that read them. On a
cluster, hand it to `spark-submit`, with the package `sipar` installed on the workers.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import Iterator

import pandas as pd
import sipar
from audit import arguments, chosen
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from tally import count, summary


def main() -> None:
    """Reads, counts where the texts are, sums, prints."""
    args = arguments(__doc__)
    spark = SparkSession.builder.appName("sipar-audit").getOrCreate()
    # What the workers need of our own; they have `sipar` itself.
    for module in ("tally.py", "audit.py"):
        spark.sparkContext.addPyFile(os.path.join(os.path.dirname(os.path.abspath(__file__)), module))
    packs: list[str] = args.pack

    def counted(parts: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        scorer = sipar.Scorer(chosen(packs))
        for part in parts:
            rows = [(name, level, hits) for (name, level), hits in count(scorer, part["text"]).items()]
            yield pd.DataFrame(rows, columns=["name", "level", "hits"])

    corpus = None
    for path in args.files:
        path = str(path)
        part = spark.read.json(path).select(F.col(args.field).alias("text")) if path.endswith(".jsonl") else (
            spark.read.text(path).select(F.col("value").alias("text")))
        corpus = part if corpus is None else corpus.union(part)
    sums = (
        corpus.where(F.length("text") > 0)
        .repartition(2 * spark.sparkContext.defaultParallelism)
        .mapInPandas(counted, "name string, level string, hits long")
        .groupBy("name", "level")
        .agg(F.sum("hits").alias("hits"))
        .collect()
    )
    print(summary(Counter({(row["name"], row["level"]): row["hits"] for row in sums}), chosen(packs)))
    spark.stop()


if __name__ == "__main__":
    main()
