package org.sipar.ffi

import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicInteger
import org.sipar.Level
import org.sipar.Options
import org.sipar.Report

/** A scorer that has a report cross only for a text with findings: most texts have none, and a crossing costs more than they do. */
internal class QuickScorer(packs: List<Pack>, options: Options) : Scorer(packs, options) {
    /** One for the owner, and one for each call under way that uses the handle past the counting of the generated class. */
    private val users = AtomicInteger(1)
    private val closed = AtomicBoolean(false)

    override fun score(text: String): Report {
        if (text.length <= CleanCheck.LONGEST && enter()) {
            try {
                if (CleanCheck.isClean(handle, text)) return Report(Level.NONE, 0.0, emptyList(), emptyList(), emptyList())
            } finally {
                leave()
            }
        }
        return super.score(text)
    }

    override fun destroy() {
        if (closed.compareAndSet(false, true)) leave()
    }

    private fun enter(): Boolean {
        while (true) {
            val now = users.get()
            if (now == 0) return false
            if (users.compareAndSet(now, now + 1)) return true
        }
    }

    private fun leave() {
        if (users.decrementAndGet() == 0) super.destroy()
    }
}
