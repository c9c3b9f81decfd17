@file:JvmName("Reports")

package org.sipar

import org.sipar.ffi.notAssessed as nativeNotAssessed
import org.sipar.ffi.reportToJson

/** The words a finding stands on, cut from the text that was scored; null if [source] is some other, shorter text. */
public fun Finding.text(source: String): String? = span.of(source)

/**
 * The report as one line of JSON, the same to the byte in every language that Sipar has. It holds places, never words,
 * so that a report in a log is no text in a log.
 */
public fun Report.toJson(): String = reportToJson(this)

/** What every report leaves unjudged, because no reading of words alone can tell: speaker, intent, reach, truth. */
public val Report.notAssessed: List<String> get() = nativeNotAssessed()

/** What the user decides, with standard sensitivity; to choose another, name `sensitivity` too. */
public fun Options(
    muted: List<String> = emptyList(),
    mutedCategories: List<String> = emptyList(),
    thresholds: List<Threshold> = emptyList(),
    uiLanguage: String? = null,
): Options = Options(muted, mutedCategories, thresholds, Sensitivity.STANDARD, uiLanguage)
