package org.sipar

import java.lang.management.ManagementFactory
import java.nio.ByteBuffer
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.sipar.ffi.Pack as NativePack
import org.sipar.ffi.Scorer as NativeScorer

/** What a call from Kotlin costs beyond the scoring. `cargo xtask overhead` shows it. */
class OverheadTest {
    private val clean = "Are you coming to the match with us on Sunday evening?"
    private val clock = ManagementFactory.getThreadMXBean()

    /** Native time is taken from the same library in the same run: one call that scores as many texts and brings nothing back. */
    @Test
    fun `a clean message costs at most 20 microseconds more`() {
        val count = 2_000
        val texts = List(count) { clean }.joinToString("\u0000").toByteArray()
        val joined = ByteBuffer.allocateDirect(texts.size).put(texts).flip() as ByteBuffer
        val native = NativeScorer(listOf(NativePack.load(Testdata.bytes("en-mini"))), Options())
        val scoring = nanoseconds(count) { check(native.scoreJoined(joined, 0u).heads.isEmpty()) }
        val scorer = Testdata.scorer("en-mini")
        val call = nanoseconds(count) { repeat(count) { check(scorer.score(clean).level == Level.NONE) } }
        val found = nanoseconds(count) { repeat(count) { check(scorer.score("$clean Send the fee first!").level == Level.LOW) } }
        val overhead = call - scoring
        println("kotlin: a clean message: %.0f ns a call, %.0f of them scoring, %.0f overhead".format(call, scoring, overhead))
        println("kotlin: a message with a finding: %.0f ns a call".format(found))
        assertTrue(overhead < 20_000, "$overhead ns")
    }

    /** Of one of `count` calls, by the time of this thread alone: other work on the machine does not count. The best of several rounds. */
    private fun nanoseconds(count: Int, work: () -> Unit): Double = List(30) {
        val begin = clock.currentThreadCpuTime
        work()
        (clock.currentThreadCpuTime - begin) / count.toDouble()
    }.min()
}
