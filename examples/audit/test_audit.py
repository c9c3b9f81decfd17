"""Both ways to run the audit give the same sums, and no word of a text."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from tally import upper_bound  # noqa: E402

THREAT = "I know where you live. I will kill you."


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """500 honest texts of testdata/neutral and four that must be flagged."""
    neutral = HERE.parents[1] / "testdata" / "neutral"
    honest = []
    for path in sorted(neutral.rglob("*.txt")):
        honest += path.read_text("utf-8").splitlines()
    honest = [line for line in honest if line.strip()][:500]
    assert len(honest) == 500
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "honest.txt").write_text("\n".join(honest) + "\n", "utf-8")
    (folder / "threats.jsonl").write_text(f"{json.dumps({'body': THREAT})}\n" * 4, "utf-8")
    return [str(folder / "honest.txt")], [str(folder / "threats.jsonl"), "--field", "body"]


def run(*command):
    env = {**os.environ, "PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=HERE, env=env, timeout=600)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def plain(*args):
    return run(sys.executable, "audit.py", *args)


def spark(*args):
    submit = [sys.executable, "-c", "from pyspark.find_spark_home import _find_spark_home as home; print(home())"]
    home = Path(run(*submit).strip())
    return run(str(home / "bin" / "spark-submit"), "--master", "local[2]", "audit_spark.py", *args)


def test_bounds():
    assert upper_bound(0, 800) == pytest.approx(0.0037, abs=5e-5)
    assert upper_bound(5, 100) == pytest.approx(0.1023, abs=5e-4)
    assert upper_bound(3, 3) == 1


def test_the_plain_script_counts_and_keeps_no_word(corpus):
    honest, threats = corpus
    report = json.loads(plain(*honest))
    assert report["texts"] == 500
    assert report["flagged"]["*"]["medium"]["rate"] <= report["flagged"]["*"]["medium"]["atMost"] < 0.05
    printed = plain(*threats, "--pack", "en")
    assert json.loads(printed)["flagged"]["*"]["medium"]["texts"] == 4
    assert "kill" not in printed


def test_the_spark_job_gives_the_same(corpus):
    honest, threats = corpus
    # One run of both kinds of file, since starting Spark is what takes the time.
    both = [*honest, *threats, "--pack", "en"]
    assert spark(*both) == plain(*both)
