package org.sipar

import java.lang.management.ManagementFactory
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What a call from Kotlin costs. `cargo xtask overhead` sets it beside the native library's own time. */
class OverheadTest {
    @Test
    fun `a clean message costs microseconds`() {
        val text = "Are you coming to the match with us on Sunday evening?"
        val clock = ManagementFactory.getThreadMXBean()
        val scorer = Testdata.scorer("en-mini")
        // Time of this thread alone: other work on the machine does not count.
        val rounds = List(30) {
            val begin = clock.currentThreadCpuTime
            repeat(2_000) { check(scorer.score(text).level == Level.NONE) }
            (clock.currentThreadCpuTime - begin) / 2_000.0
        }
        val best = rounds.min()
        println("kotlin: %.0f ns a clean message".format(best))
        // 20,000 is the aim on a machine at rest. This holds on one that is not, and finds what makes it many times worse.
        assertTrue(best < 100_000, "$best ns")
    }
}
