"""What the package adds: options, places, errors by case, lifetimes, threads."""

import copy
import gc
import pickle
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sipar
from conftest import CASES, ROOT, pack_bytes, scorer

TEXT = "Салом 👋 Send the fee first!"


def test_places_are_in_code_points():
    (finding,) = scorer(("en-mini",)).score(TEXT).findings
    assert (finding.span.start, finding.span.end) == (8, 26)
    assert finding.span.of(TEXT) == "Send the fee first"
    assert finding.span.of("short") is None


def test_a_lone_surrogate_moves_no_place():
    broken = "\ud83d " + TEXT
    one = scorer(("en-mini",))
    (finding,) = one.score(broken).findings
    assert finding.span.of(broken) == "Send the fee first"
    assert one.score_batch([broken, TEXT]) == [one.score(broken), one.score(TEXT)]


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["a\0b", TEXT], [TEXT, "\0"], [TEXT] * 3])
def test_a_batch_of_odd_texts(texts):
    one = scorer(("en-mini",))
    assert one.score_batch(iter(texts)) == [one.score(text) for text in texts]


def test_a_report_of_a_batch_reads_on():
    one = scorer(("en-mini",))
    whole = one.score(TEXT)

    def fresh():
        report = one.score_batch([TEXT])[0]
        assert "findings" not in vars(report), "it is whole at once: the batch pays for what nobody reads"
        return report

    assert (fresh().level, fresh().score) == (whole.level, whole.score)
    assert fresh() == whole and whole == fresh()
    assert repr(fresh()) == repr(whole)
    assert sipar.to_json(fresh()) == sipar.to_json(whole)
    assert vars(copy.deepcopy(fresh())) == vars(whole)
    assert pickle.loads(pickle.dumps(fresh())) == whole
    assert fresh().findings[0].span.of(TEXT) == "Send the fee first"
    changed = fresh()
    changed.level = sipar.Level.HIGH
    assert changed.findings and changed.level is sipar.Level.HIGH
    with pytest.raises(AttributeError, match="'Report' object has no attribute 'finding'"):
        fresh().finding


def test_threads_may_read_one_report():
    one = scorer(("en-mini",))
    whole = one.score(TEXT)
    for report in one.score_batch([TEXT] * 200):
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(lambda _: report.findings, range(4))) == [whole.findings] * 4


def test_levels_have_an_order():
    none, low, medium, high = sipar.Level
    assert none < low < medium < high and high > medium >= medium and low <= low
    assert sorted([high, none, medium]) == [none, medium, high] and max(low, medium) is medium
    assert not low < low and not low > low
    with pytest.raises(TypeError):
        low < 2
    with pytest.raises(TypeError):
        low >= sipar.Sensitivity.FEWER


def test_the_user_decides(mini):
    def level(**options):
        return sipar.Scorer([mini], **options).score(TEXT).level

    assert level() is sipar.Level.LOW
    assert level(muted=["en-mini/scam.en.fee-first"]) is sipar.Level.NONE
    assert level(muted_categories=["scam"]) is sipar.Level.NONE
    assert level(sensitivity=sipar.Sensitivity.MORE) is sipar.Level.MEDIUM
    lower = sipar.Threshold(category="scam", level=sipar.Level.MEDIUM, score=0.3)
    assert level(thresholds=[lower]) is sipar.Level.MEDIUM


def test_what_was_not_assessed_is_said():
    assert sipar.NOT_ASSESSED == ("speaker", "intent", "reach", "truth")
    assert sipar.score("").score == 0


@pytest.mark.parametrize("id", sipar.BUNDLED)
def test_bundled_packs(id):
    pack = sipar.Pack.bundled(id)
    assert (pack.id, pack.status) == (id, sipar.Status.EXPERIMENTAL)
    assert pack.entries and all(entry.gloss for entry in pack.entries)
    assert pack.categories and id in pack.languages


def test_no_other_pack_is_bundled():
    with pytest.raises(KeyError):
        sipar.Pack.bundled("../en")


def changed(at, by):
    data = bytearray(pack_bytes("en-mini"))
    data[at] = by(data[at])
    return bytes(data)


@pytest.mark.parametrize(
    ("case", "data"),
    [
        (sipar.LoadError.NotAPack, lambda data: b"hello"),
        (sipar.LoadError.Truncated, lambda data: data[:-1]),
        (sipar.LoadError.TrailingBytes, lambda data: data + b"abc"),
        (sipar.LoadError.NewerFormat, lambda data: changed(16, lambda byte: byte + 1)),
        (sipar.LoadError.Damaged, lambda data: changed(len(data) // 2, lambda byte: byte ^ 1)),
    ],
)
def test_a_pack_that_does_not_load(case, data):
    with pytest.raises(case) as error:
        sipar.Pack(data(pack_bytes("en-mini")))
    assert isinstance(error.value, sipar.LoadError)
    assert str(error.value)
    assert error.value.code.startswith("pack.")


def test_codes_are_the_cores():
    # The core's tests hold its codes to the same names.
    codes = {getattr(kind, case)("what is wrong").code
             for kind, case in [(sipar.LoadError, "NotAPack"), (sipar.LoadError, "Truncated"),
                                (sipar.BuildError, "TooManyPacks"), (sipar.BuildError, "Threshold")]}
    assert codes == {"pack.not-a-pack", "pack.truncated", "scorer.too-many-packs", "scorer.threshold"}


def test_a_scorer_that_cannot_be_built(mini):
    with pytest.raises(sipar.BuildError.DuplicatePack, match="en-mini"):
        sipar.Scorer([mini, mini])
    with pytest.raises(sipar.BuildError.Threshold, match="scam"):
        sipar.Scorer([mini], thresholds=[sipar.Threshold(category="scam", level=sipar.Level.LOW, score=0.9)])


def test_what_is_no_text_is_refused():
    with pytest.raises((TypeError, AttributeError)):
        sipar.score(b"bytes")


def test_threads_share_a_scorer(mini):
    one = sipar.Scorer([mini])
    texts = [case["text"] for case in CASES if case["packs"] == ["en-mini"]]
    expected = [sipar.to_json(one.score(text)) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        for result in pool.map(lambda _: [sipar.to_json(one.score(text)) for text in texts], range(16)):
            assert result == expected


def test_a_batch_lets_other_threads_run():
    # One call into the library. If it held the lock, the other thread could not count before it returned.
    sipar.score("")
    joined = "He said nothing of it and went home with his friends. " * 40_000
    times = []
    stop = threading.Event()

    def count():
        while not stop.is_set():
            times.append(time.perf_counter())
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    begin = time.perf_counter()
    sipar.score_batch([joined])
    end = time.perf_counter()
    stop.set()
    thread.join()
    inside = [at for at in times if begin < at < end]
    gaps = [b - a for a, b in zip([begin, *inside], [*inside, end])]
    assert max(gaps) < (end - begin) / 2, f"{len(inside)} turns in {end - begin:.2f} s"


def test_100_000_scorers_made_and_dropped_leave_nothing_behind():
    statm = Path("/proc/self/statm")
    if not statm.exists():
        pytest.skip("NOT RUN: only Linux tells how much memory a process holds")
    resident = lambda: int(statm.read_text().split()[1]) * 4096
    data = pack_bytes("en-mini")

    def cycles(count):
        for _ in range(count):
            sipar.Scorer([sipar.Pack(data)]).score(TEXT)
        gc.collect()

    cycles(1_000)
    before = resident()
    cycles(100_000)
    # One leaked pack a cycle would be over 300 MB.
    assert resident() - before < 16 << 20


def test_the_readme_runs(capsys):
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    samples = readme.split("```python\n")[1:]
    assert len(samples) == 2
    front = (ROOT / "README.md").read_text("utf-8").split("```python\n")[1:]
    assert [sample.split("```")[0] for sample in front] == [samples[0].split("```")[0]]
    scope = {"data": pack_bytes("en-mini"), "texts": [TEXT, "All is well."]}
    for sample in samples:
        exec(sample.split("```")[0], scope)
    printed = capsys.readouterr().out
    assert printed.startswith("MEDIUM\n") and "I will kill you:" in printed and printed.endswith("1 of 2\n")
