package org.sipar

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.ByteArrayOutputStream
import java.io.PrintStream

/** The samples of the README, as they stand there: each is the text between its markers below, compiled and run. */
class ReadmeTest {
    private fun firstSample(message: String) {
        // sample: score
        Scorer.bundled().use { scorer ->
            val report = scorer.score(message)
            println(report.level)
            for (finding in report.findings) {
                println("${finding.text(message)}: ${finding.reason}")
            }
        }
        // end
    }

    private fun secondSample(bytes: ByteArray, message: String): Report {
        // sample: options
        val pack = Pack.load(bytes)
        val options = Options(
            muted = listOf("en-mini/hate.slur-x"),
            thresholds = listOf(Threshold("scam", Level.MEDIUM, 0.7)),
            uiLanguage = "tg",
        )
        val scorer = Scorer(listOf(pack), options)
        val report = scorer.score(message)
        // end
        scorer.close()
        return report
    }

    @Test
    fun `the first sample explains`() {
        val printed = printed { firstSample("I know where you live. I will kill you.") }
        assertTrue(printed.startsWith("MEDIUM\n"), printed)
        assertTrue("I will kill you: " in printed, printed)
    }

    @Test
    fun `the second sample scores with its own pack`() {
        assertEquals(Level.LOW, secondSample(Testdata.bytes("en-mini"), "Send the fee first!").level)
    }

    @Test
    fun `the README has these samples, word for word`() {
        val source = Testdata.root.resolve("bindings/kotlin/src/test/kotlin/org/sipar/ReadmeTest.kt").readText()
        val samples = Regex("""// sample: .*\n([\s\S]*?)\n *// end""").findAll(source).map { it.groupValues[1].trimIndent() }.toList()
        fun shown(readme: String) = Regex("""```kotlin\n([\s\S]*?)\n```""")
            .findAll(Testdata.root.resolve(readme).readText()).map { it.groupValues[1] }.toList()
        assertEquals(samples, shown("bindings/kotlin/README.md"))
        assertEquals(samples.take(1), shown("README.md"))
    }

    private fun printed(run: () -> Unit): String {
        val out = ByteArrayOutputStream()
        val console = System.out
        System.setOut(PrintStream(out, true, "UTF-8"))
        try {
            run()
        } finally {
            System.setOut(console)
        }
        return out.toString("UTF-8")
    }
}
