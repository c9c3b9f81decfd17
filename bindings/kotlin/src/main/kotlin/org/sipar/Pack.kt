package org.sipar

import org.sipar.ffi.Pack as NativePack

/**
 * A compiled lexicon. It never changes, and any number of scorers may share it.
 *
 * A pack may be closed once its scorers are built: they keep what they need.
 */
public class Pack private constructor(internal val native: NativePack) : AutoCloseable {
    /** The id, such as `en`. */
    public val id: String get() = native.id()

    /** The version (semver). */
    public val version: String get() = native.version()

    /** The title. */
    public val title: String get() = native.title()

    /** The licence (SPDX). */
    public val licence: String get() = native.licence()

    /** How far it has been reviewed. */
    public val status: Status get() = native.status()

    /** The languages it covers (BCP 47). */
    public val languages: List<String> get() = native.languages()

    /** Who reviewed it. */
    public val reviewers: List<String> get() = native.reviewers()

    /** Its categories. */
    public val categories: List<PackCategory> get() = native.categories()

    /** Every entry: there are no hidden ones. */
    public val entries: List<PackEntry> get() = native.entries()

    override fun close(): Unit = native.close()

    override fun toString(): String = "Pack($id@$version)"

    public companion object {
        /** The ids of the starter packs in this JAR. They are experimental: no native speaker has reviewed them. */
        @JvmField
        public val BUNDLED: List<String> = listOf("en", "kk", "ru", "tg")

        /**
         * Reads a pack from the bytes of a `.sipar` file. Where they come from is the app's affair.
         *
         * @throws LoadException if they are no pack, cut short, damaged, or of a format this library does not read.
         */
        @JvmStatic
        @Throws(LoadException::class)
        public fun load(bytes: ByteArray): Pack = Pack(NativePack.load(bytes))

        /**
         * A starter pack out of this JAR, by one of the ids in [BUNDLED].
         *
         * @throws NoSuchElementException if there is none of that id.
         */
        @JvmStatic
        public fun bundled(id: String): Pack {
            val stream = Pack::class.java.getResourceAsStream("packs/$id.sipar")
                ?: throw NoSuchElementException("no pack `$id` comes with this library; there is: $BUNDLED")
            return load(stream.use { it.readBytes() })
        }
    }
}
