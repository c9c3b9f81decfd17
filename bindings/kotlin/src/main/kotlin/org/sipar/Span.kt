package org.sipar

/**
 * A stretch of the scored text, in UTF-16 units, as [String] counts.
 *
 * It holds whole characters, plus the marks attached after them.
 */
public class Span internal constructor(internal val units: SpanUnits) {
    /** Where it begins. */
    public val start: Int get() = units.utf16Start.toInt()

    /** Where it ends: the first unit that is no longer in it. */
    public val end: Int get() = units.utf16End.toInt()

    /** The units of it, ready for [CharSequence.substring]. */
    public val range: IntRange get() = start until end

    /** The words it covers, or null if [source] is some shorter text than the one that was scored. */
    public fun of(source: String): String? = if (end <= source.length) source.substring(start, end) else null

    override fun equals(other: Any?): Boolean = other is Span && other.units == units

    override fun hashCode(): Int = units.hashCode()

    override fun toString(): String = "$start..<$end"
}
