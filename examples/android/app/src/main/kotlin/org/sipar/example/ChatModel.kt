package org.sipar.example

import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.Dispatchers
import org.sipar.Level
import org.sipar.Options
import org.sipar.Pack
import org.sipar.Scorer
import org.sipar.awaitScore
import org.sipar.text

/** A message and what it was found to show; the note stands beneath the message and can be dismissed. */
data class Message(val number: Int, val text: String, val note: Note? = null)

/** What a message shows: its words and the reason for each. It speaks of the message, never of who wrote it. */
data class Note(val lines: List<Line>, val entries: List<String>) {
    data class Line(val words: String, val reason: String)
}

/**
 * The chat without its screen, so that it runs and is tested on any JVM. Messages and mutes live as long as it does: nothing
 * is written to the telephone.
 */
class ChatModel(private val context: CoroutineContext = Dispatchers.Default, private val changed: (List<Message>) -> Unit) {
    private val packs = Pack.BUNDLED.map(Pack::bundled)
    private var muted = emptyList<String>()
    private var scorer = Scorer(packs)

    var messages: List<Message> = emptyList()
        private set(value) {
            field = value
            changed(value)
        }

    /** Shows a message at once and adds its note when it is scored, off the screen's thread. */
    suspend fun receive(text: String) {
        val message = Message(messages.size, text)
        messages = messages + message
        val report = scorer.awaitScore(text, context)
        if (report.level < Level.MEDIUM) return
        val counted = report.findings.filter { it.counted && it.net > 0 }
        val lines = counted.map { Note.Line(it.text(text).orEmpty(), it.reason) }.distinct()
        // Muting a note mutes also what lay under a stronger finding: it would count in its place.
        val entries = report.findings.map { "${it.pack.substringBefore('@')}/${it.entry}" }.distinct()
        update(message.number, Note(lines, entries))
    }

    /** Takes a note away; the message stays. */
    fun dismiss(number: Int) = update(number, null)

    /** Takes a note away, and never shows its entries again until the app ends. */
    fun mute(number: Int) {
        muted = (muted + messages.first { it.number == number }.note?.entries.orEmpty()).distinct()
        val old = scorer
        scorer = Scorer(packs, Options(muted = muted))
        old.close()
        dismiss(number)
    }

    private fun update(number: Int, note: Note?) {
        messages = messages.map { if (it.number == number) it.copy(note = note) else it }
    }

    fun close() {
        scorer.close()
        packs.forEach(Pack::close)
    }
}
