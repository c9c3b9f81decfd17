import java.io.BufferedReader
import java.io.PrintStream
import org.sipar.Level
import org.sipar.Options
import org.sipar.Report
import org.sipar.Scorer
import org.sipar.text

/**
 * A chat on the console: each line `name: message` is a message; what a message shows is told beneath it, with its words.
 * `/mute` silences what was told last, `/quit` ends. Nothing is stored: the mutes end with the chat.
 */
class Chat(private val out: PrintStream) : AutoCloseable {
    private val muted = mutableListOf<String>()
    private var scorer = Scorer.bundled()
    private var told: Report? = null

    fun run(input: BufferedReader) {
        out.println("A line is a message: `name: text`. /mute silences what was told last, /quit ends.")
        for (line in generateSequence(input::readLine)) {
            when (line.trim()) {
                "/quit" -> return
                "/mute" -> mute()
                else -> receive(line)
            }
        }
    }

    private fun receive(line: String) {
        // The name is no part of the message: it is not scored.
        val message = line.substringAfter(": ")
        val report = scorer.score(message)
        out.println(line)
        if (report.level < Level.MEDIUM) return
        told = report
        for (finding in report.findings.filter { it.counted && it.net > 0 }) {
            out.println("  ! “${finding.text(message)}” — ${finding.reason}")
        }
    }

    private fun mute() {
        val report = told ?: return out.println("  Nothing was told yet.")
        muted += report.findings.map { "${it.pack.substringBefore('@')}/${it.entry}" }
        scorer.close()
        scorer = Scorer.bundled(Options(muted = muted.distinct()))
        out.println("  Muted until you leave.")
    }

    override fun close() = scorer.close()
}

fun main() {
    Chat(PrintStream(System.out, true, "UTF-8")).use { it.run(System.`in`.bufferedReader()) }
}
