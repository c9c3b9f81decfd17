package org.sipar

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** Each error by its case, with the text that the core gives it. */
class ErrorsTest {
    private val pack = Testdata.bytes("en-mini")

    private fun changed(at: Int, by: (Byte) -> Int) = pack.copyOf().also { it[at] = by(it[at]).toByte() }

    @Test
    fun `bytes that are no pack`() {
        val error = assertThrows<LoadException.NotAPack> { Pack.load("hello".toByteArray()) }
        assertEquals("pack.not-a-pack", error.code)
        assertTrue("sipar compile" in error.message!!, error.message)
    }

    @Test
    fun `a pack cut short`() {
        val error = assertThrows<LoadException.Truncated> { Pack.load(pack.copyOf(pack.size - 1)) }
        assertTrue("${pack.size - 1} bytes of ${pack.size}" in error.message!!, error.message)
    }

    @Test
    fun `bytes behind a pack`() {
        assertThrows<LoadException.TrailingBytes> { Pack.load(pack + ByteArray(3)) }
    }

    @Test
    fun `a newer format`() {
        assertThrows<LoadException.NewerFormat> { Pack.load(changed(16) { it + 1 }) }
    }

    @Test
    fun `a damaged pack`() {
        assertThrows<LoadException.Damaged> { Pack.load(changed(pack.size / 2) { it.toInt() xor 1 }) }
    }

    @Test
    fun `one pack twice`() {
        val twice = listOf(Testdata.pack("en-mini"), Testdata.pack("en-mini"))
        val error = assertThrows<BuildException.DuplicatePack> { Scorer(twice) }
        assertTrue("en-mini" in error.message!!)
    }

    @Test
    fun `thresholds that do not ascend`() {
        val options = Options(thresholds = listOf(Threshold("scam", Level.LOW, 0.9)))
        assertThrows<BuildException.Threshold> { Scorer(listOf(Testdata.pack("en-mini")), options) }
    }

    private inline fun <reified E : Exception> cases(): Map<String, E> = E::class.java.declaredClasses
        .filter { E::class.java.isAssignableFrom(it) }
        .associate { it.simpleName to it.getConstructor(String::class.java).newInstance("what is wrong") as E }

    @Test
    fun `no case is a catch-all`() {
        assertEquals(
            setOf("NotAPack", "Truncated", "TrailingBytes", "NewerFormat", "FoldVersion", "Damaged", "Malformed"),
            cases<LoadException>().keys,
        )
        assertEquals(setOf("DuplicatePack", "Threshold", "TooManyPacks"), cases<BuildException>().keys)
    }

    /** The core's tests hold its codes to the same rule. */
    @Test
    fun `a code is its case's name`() {
        fun named(case: String) = case.replace(Regex("(?<=.)[A-Z]")) { "-" + it.value }.lowercase()
        for ((case, error) in cases<LoadException>()) assertEquals("pack." + named(case), error.code)
        for ((case, error) in cases<BuildException>()) assertEquals("scorer." + named(case), error.code)
    }
}
