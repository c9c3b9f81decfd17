import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.sipar.example.ChatModel
import org.sipar.example.Message

/** The app's model, on a JVM; its screen is only compiled. */
class ChatModelTest {
    private val threat = "I know where you live. I will kill you."
    private val states = mutableListOf<List<Message>>()
    private val chat = ChatModel { states += it }

    @Test
    fun `a message is shown before its note`() = runBlocking {
        chat.receive(threat)
        assertEquals(listOf(null, true), states.map { it.single().note?.lines?.isNotEmpty() })
        assertTrue(chat.messages.single().note!!.lines.all { it.words in threat && it.reason.isNotEmpty() })
    }

    @Test
    fun `a plain message has no note, and a dismissed note goes`() = runBlocking {
        chat.receive("Good morning!")
        chat.receive(threat)
        chat.dismiss(1)
        assertEquals(listOf(null, null), chat.messages.map { it.note })
    }

    @Test
    fun `what was muted is shown no more`() = runBlocking {
        chat.receive(threat)
        assertNotNull(chat.messages.single().note)
        chat.mute(0)
        chat.receive(threat)
        assertNull(chat.messages.last().note)
        chat.close()
    }
}
