package org.sipar

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.Executors

/** What the wrapper adds: options, places, lifetimes, threads. */
class ScorerTest {
    private val text = "Салом 👋 Send the fee first!"

    private fun mini(options: Options = Options()): Scorer = Scorer(listOf(Testdata.pack("en-mini")), options)

    @Test
    fun `places are in UTF-16 units`() {
        val finding = Testdata.scorer("en-mini").score(text).findings.single()
        assertEquals(9 until 27, finding.span.range)
        assertEquals("Send the fee first", finding.text(text))
        assertEquals("Send the fee first", text.substring(finding.span.range))
        assertNull(finding.text("short"))
    }

    @Test
    fun `half a surrogate pair moves no place`() {
        val broken = "\uD83D \uDC4B\uD83D " + text
        val finding = Testdata.scorer("en-mini").score(broken).findings.single()
        assertEquals("Send the fee first", finding.text(broken))
        assertEquals("a\uFFFD\uFFFDb👋", "a\uDC4B\uD83Db👋".wellFormed())
    }

    @Test
    fun `the user decides`() {
        val category = "scam"
        mini(Options(muted = listOf("en-mini/scam.en.fee-first"))).use { assertEquals(Level.NONE, it.score(text).level) }
        mini(Options(mutedCategories = listOf(category))).use { assertEquals(Level.NONE, it.score(text).level) }
        mini(Options(thresholds = listOf(Threshold(category, Level.MEDIUM, 0.3)))).use {
            assertEquals(Level.MEDIUM, it.score(text).level)
        }
        mini(Options(sensitivity = Sensitivity.MORE)).use { assertTrue(it.score(text).level > Level.LOW) }
    }

    @Test
    fun `what was not assessed is said`() {
        val report = Testdata.scorer("en-mini").score("")
        assertEquals(listOf("speaker", "intent", "reach", "truth"), report.notAssessed)
        assertEquals(0.0, report.score)
    }

    @Test
    fun `bundled packs load, list their entries and find`() {
        for (id in Pack.BUNDLED) {
            Pack.bundled(id).use { pack ->
                assertEquals(id, pack.id)
                assertEquals(Status.EXPERIMENTAL, pack.status)
                assertTrue(pack.entries.isNotEmpty() && pack.entries.none { it.gloss.isEmpty() })
                assertTrue(pack.categories.isNotEmpty() && id in pack.languages)
            }
        }
        assertThrows<NoSuchElementException> { Pack.bundled("xx") }
        Scorer.bundled().use { assertEquals(Level.MEDIUM, it.score("I know where you live. I will kill you.").level) }
    }

    @Test
    fun `a closed scorer says so`() {
        val scorer = mini()
        scorer.close()
        scorer.close()
        assertThrows<IllegalStateException> { scorer.score(text) }
    }

    @Test
    fun `suspending calls give the same`() = runBlocking {
        val scorer = Testdata.scorer("en-mini")
        assertEquals(scorer.score(text), scorer.awaitScore(text))
        assertEquals(scorer.scoreAll(listOf(text, "")), scorer.awaitScoreAll(listOf(text, "")))
    }

    @Test
    fun `threads share a scorer`() {
        val cases = Testdata.cases().filter { it["packs"].toString() == """["en-mini"]""" }.map { it["text"].asString }
        mini().use { scorer ->
            val expected = cases.map { scorer.score(it).toJson() }
            val pool = Executors.newFixedThreadPool(8)
            val results = pool.invokeAll(List(32) { Callable { cases.map { scorer.score(it).toJson() } } })
            results.forEach { assertEquals(expected, it.get()) }
            pool.shutdown()
        }
    }

    @Test
    fun `closing under way ends calls well`() {
        repeat(50) {
            val scorer = mini()
            // One text with a finding and one without, which cross in ways of their own.
            val callers = listOf(text, "All is well.").map { text -> Thread { runCatching { while (true) scorer.score(text) } } }
            callers.forEach(Thread::start)
            scorer.close()
            callers.forEach(Thread::join)
        }
    }

    @Test
    fun `a clean text of any length gives the empty report`() {
        val scorer = Testdata.scorer("en-mini")
        for (length in listOf(0, 1, 255, 256, 257, 5_000, 16_384, 16_385, 100_000)) {
            val clean = "я".repeat(length)
            assertEquals(scorer.scoreAll(listOf(clean)).single(), scorer.score(clean), "$length")
            assertEquals(1, scorer.score("$clean. Send the fee first!").findings.size, "$length")
        }
    }

    @Test
    fun `100,000 scorers made and closed leave nothing behind`() {
        assumeTrue(Files.exists(statm), "NOT RUN: only Linux tells how much memory a process holds")
        val pack = Testdata.bytes("en-mini")
        fun cycles(count: Int) = repeat(count) {
            Pack.load(pack).use { p ->
                Scorer(listOf(p)).use {
                    assertEquals(Level.LOW, it.score(text).level)
                    assertEquals(Level.NONE, it.score("All is well.").level)
                }
            }
        }
        // What the JVM and the allocators keep for themselves is there after these.
        cycles(20_000)
        val (heap, resident) = held()
        cycles(100_000)
        val (heapAfter, residentAfter) = held()
        val (heapGrown, grown) = heapAfter - heap to residentAfter - resident
        println("kotlin: 100,000 create/close cycles grow the process by ${grown shr 10} KiB, its live objects by ${heapGrown shr 10} KiB")
        // The heap is there in full from the start (see pom.xml), so that the process grows by what lies outside it, which is
        // where packs and scorers are. A pack left behind each cycle would be 300 MB, a report 50; an object here with what
        // cleans it up, 15. Some megabytes come and go with the moment at which JNA's cleaner gets to run.
        assertTrue(grown < 16 shl 20, "grown by ${grown shr 10} KiB")
        assertTrue(heapGrown < 8 shl 20, "live objects grown by ${heapGrown shr 10} KiB")
    }

    private val statm = Path.of("/proc/self/statm")

    /** The bytes of live objects, and those that the process holds, once the JVM and JNA's cleaner have nothing left to free. */
    private fun held(): Pair<Long, Long> {
        var live = Long.MAX_VALUE
        var still = 0
        while (still < 5) {
            System.gc()
            Thread.sleep(100)
            val now = Runtime.getRuntime().let { it.totalMemory() - it.freeMemory() }
            still = if (now < live - (64 shl 10)) 0 else still + 1
            live = minOf(live, now)
        }
        return live to Files.readString(statm).split(" ")[1].toLong() * 4096
    }
}
