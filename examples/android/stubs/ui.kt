// A STUB for the compiler, not Android; see ../README.md. Nothing here does anything.
@file:Suppress("UNUSED_PARAMETER")

package androidx.compose.ui

interface Modifier {
    companion object : Modifier
}
