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
            val caller = Thread { runCatching { while (true) scorer.score(text) } }
            caller.start()
            scorer.close()
            caller.join()
        }
    }

    @Test
    fun `100,000 scorers made and closed leave nothing behind`() {
        assumeTrue(Files.exists(statm), "NOT RUN: only Linux tells how much memory a process holds")
        val pack = Testdata.bytes("en-mini")
        fun cycles(count: Int) = repeat(count) {
            Pack.load(pack).use { p -> Scorer(listOf(p)).use { assertEquals(Level.LOW, it.score(text).level) } }
        }
        cycles(5_000)
        val before = resident()
        cycles(100_000)
        val grown = resident() - before
        println("kotlin: 100,000 create/close cycles grow the process by ${grown shr 10} KiB")
        // One leaked pack a cycle would be over 300 MB. The JVM, whose heap is held small, still moves by some.
        assertTrue(grown < 96 shl 20, "grown by ${grown shr 20} MB")
    }

    private val statm = Path.of("/proc/self/statm")

    /** What the process holds outside files, after the JVM has tidied up, in bytes. */
    private fun resident(): Long {
        repeat(3) { System.gc() }
        return Files.readString(statm).split(" ")[1].toLong() * 4096
    }
}
