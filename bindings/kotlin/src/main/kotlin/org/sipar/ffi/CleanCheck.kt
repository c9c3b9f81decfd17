package org.sipar.ffi

import com.sun.jna.Memory
import java.util.concurrent.ConcurrentLinkedQueue

/**
 * Asks the native library whether a text has no finding.
 *
 * What JNA makes for a call, fills by reflection and has its cleaner watch, costs many times what the scoring does. So it
 * is made once, filled by hand and kept for the next call, of whatever scorer and thread.
 */
internal class CleanCheck private constructor() {
    private val status = UniffiRustCallStatus().apply { setAutoSynch(false) }
    private val bytes = ForeignBytes.ByValue().apply { setAutoSynch(false) }
    private var memory = Memory(256)

    init {
        point()
    }

    private fun ask(handle: Long, utf8: ByteArray): Boolean {
        if (utf8.size > memory.size()) {
            memory = Memory(utf8.size * 2L)
            point()
        }
        memory.write(0, utf8, 0, utf8.size)
        bytes.pointer.setInt(0, utf8.size)
        status.pointer.setByte(0, UNIFFI_CALL_SUCCESS)
        // A call of a method takes its handle with it.
        val taken = UniffiLib.uniffi_sipar_ffi_fn_clone_scorer(handle, status)
        val clean = UniffiLib.uniffi_sipar_ffi_fn_method_scorer_is_clean(taken, bytes, status)
        // The memory stays, what somebody wrote does not.
        memory.clear(utf8.size.toLong())
        // Of a fault, which there is none of, the call would tell that fetches the report.
        return clean != 0.toByte() && status.pointer.getByte(0) == UNIFFI_CALL_SUCCESS
    }

    private fun point() {
        bytes.data = memory
        bytes.write()
    }

    internal companion object {
        /** In UTF-16 units. Above this a call costs little beside the scoring, and memory would be kept for nothing. */
        const val LONGEST = 16_384

        private val idle = ConcurrentLinkedQueue<CleanCheck>()

        fun isClean(handle: Long, text: String): Boolean {
            val check = idle.poll() ?: CleanCheck()
            val clean = check.ask(handle, text.toByteArray())
            idle.offer(check)
            return clean
        }
    }
}
