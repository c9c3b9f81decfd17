// A STUB for the compiler, not Android; see ../README.md. Nothing here does anything.
@file:Suppress("UNUSED_PARAMETER")

package androidx.activity.compose

import androidx.activity.ComponentActivity
import androidx.compose.runtime.Composable

fun ComponentActivity.setContent(content: @Composable () -> Unit) {}
