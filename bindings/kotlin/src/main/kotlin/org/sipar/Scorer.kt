package org.sipar

import org.sipar.ffi.QuickScorer

/**
 * Scores texts with a set of packs. It keeps nothing of what it reads, and any number of threads may use one at a time.
 *
 * Build it once, keep it, and close it at the end; scoring cannot fail. A scorer without packs finds nothing.
 *
 * @param packs the lexicons to score with.
 * @param options what the user decides; see [Options].
 * @throws BuildException if two packs have one id, or a threshold lies outside its range or order.
 */
public class Scorer @JvmOverloads @Throws(BuildException::class) constructor(
    packs: List<Pack>,
    options: Options = Options(),
) : AutoCloseable {
    private val native = QuickScorer(packs.map { it.native }, options)

    /** Scores a text. Half a surrogate pair, which is no character, is read as U+FFFD; places stay as they are. */
    public fun score(text: String): Report = native.score(text.wellFormed())

    /** Scores texts in one call: a report for each, in their order. */
    public fun scoreAll(texts: List<String>): List<Report> = native.scoreAll(texts.map { it.wellFormed() })

    /** Frees what it holds outside the Java heap. Calls that are under way end well, later ones throw [IllegalStateException]. */
    override fun close(): Unit = native.close()

    public companion object {
        /** A scorer with the starter packs in this JAR. */
        @JvmStatic
        @JvmOverloads
        public fun bundled(options: Options = Options()): Scorer {
            val packs = Pack.BUNDLED.map(Pack::bundled)
            return try {
                Scorer(packs, options)
            } finally {
                packs.forEach(Pack::close)
            }
        }
    }
}

/** The text with each half of a surrogate pair replaced, which has no form in UTF-8. */
internal fun String.wellFormed(): String {
    if (none(Char::isSurrogate)) return this
    val repaired = StringBuilder(this)
    var at = 0
    while (at < length) {
        val whole = this[at].isHighSurrogate() && at + 1 < length && this[at + 1].isLowSurrogate()
        if (this[at].isSurrogate() && !whole) repaired.setCharAt(at, '\uFFFD')
        at += if (whole) 2 else 1
    }
    return repaired.toString()
}
