// A STUB for the compiler, not Android; see ../README.md. Nothing here does anything.
@file:Suppress("UNUSED_PARAMETER")

package androidx.activity

import android.os.Bundle

open class ComponentActivity {
    open fun onCreate(savedInstanceState: Bundle?) {}

    open fun onDestroy() {}
}
