@file:JvmName("SuspendingScorer")

package org.sipar

import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** [Scorer.score] off the caller's thread, so that a long text never holds up a screen. */
public suspend fun Scorer.awaitScore(text: String, context: CoroutineContext = Dispatchers.Default): Report =
    withContext(context) { score(text) }

/** [Scorer.scoreAll] off the caller's thread. */
public suspend fun Scorer.awaitScoreAll(
    texts: List<String>,
    context: CoroutineContext = Dispatchers.Default,
): List<Report> = withContext(context) { scoreAll(texts) }
