// A STUB for the compiler, not Android; see ../README.md. Nothing here does anything.
@file:Suppress("UNUSED_PARAMETER")

package androidx.compose.foundation.lazy

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier

interface LazyItemScope

interface LazyListScope

fun <T> LazyListScope.items(items: List<T>, key: ((T) -> Any)? = null, content: @Composable LazyItemScope.(T) -> Unit) {}

@Composable
fun LazyColumn(modifier: Modifier = Modifier, content: LazyListScope.() -> Unit) {}
