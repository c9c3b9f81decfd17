@file:JvmName("Errors")

package org.sipar

/** The stable code, the same in every language: for logs, and to translate by. */
public val LoadException.code: String
    get() = when (this) {
        is LoadException.NotAPack -> "pack.not-a-pack"
        is LoadException.Truncated -> "pack.truncated"
        is LoadException.TrailingBytes -> "pack.trailing-bytes"
        is LoadException.NewerFormat -> "pack.newer-format"
        is LoadException.FoldVersion -> "pack.fold-version"
        is LoadException.Damaged -> "pack.damaged"
        is LoadException.Malformed -> "pack.malformed"
    }

/** The stable code, the same in every language: for logs, and to translate by. */
public val BuildException.code: String
    get() = when (this) {
        is BuildException.DuplicatePack -> "scorer.duplicate-pack"
        is BuildException.Threshold -> "scorer.threshold"
        is BuildException.TooManyPacks -> "scorer.too-many-packs"
    }
