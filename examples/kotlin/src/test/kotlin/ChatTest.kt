import java.io.ByteArrayOutputStream
import java.io.PrintStream
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class ChatTest {
    private fun chat(vararg lines: String): List<String> {
        val out = ByteArrayOutputStream()
        Chat(PrintStream(out, true, "UTF-8")).use { it.run(lines.joinToString("\n").reader().buffered()) }
        return out.toString("UTF-8").trim().lines().drop(1)
    }

    private val threat = "B: I know where you live. I will kill you."

    @Test
    fun `a plain message is shown as it is`() = assertEquals(listOf("A: Good morning!"), chat("A: Good morning!"))

    @Test
    fun `a threat is told with its words and a reason`() {
        val (message, note) = chat(threat)
        assertEquals(threat, message)
        assertTrue(note.startsWith("  ! “"), note)
    }

    @Test
    fun `what was muted is told no more`() {
        val lines = chat(threat, "/mute", threat, "/quit", "A: unread")
        assertFalse(lines.last().startsWith("  !"), lines.joinToString("\n"))
        assertEquals(threat, lines.last())
    }
}
