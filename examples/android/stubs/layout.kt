// A STUB for the compiler, not Android; see ../README.md. Nothing here does anything.
@file:Suppress("UNUSED_PARAMETER")

package androidx.compose.foundation.layout

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.Dp

interface ColumnScope {
    fun Modifier.weight(weight: Float): Modifier
}

interface RowScope {
    fun Modifier.weight(weight: Float): Modifier
}

fun Modifier.padding(all: Dp): Modifier = this

@Composable
inline fun Column(modifier: Modifier = Modifier, content: @Composable ColumnScope.() -> Unit) {}

@Composable
inline fun Row(modifier: Modifier = Modifier, content: @Composable RowScope.() -> Unit) {}
